"""What the text of an agreement must say (domain.md §4). Pure."""

import re
import unicodedata
from collections.abc import Iterator

from harmonie.documents.texts.markdown import articles, stray_brace, unknown_names, used_names

from .names import KNOWN


def refusals(text: str) -> Iterator[str]:
    """Why a text cannot be kept, one French sentence a fault; the preamble, the joint liability, the withdrawal, the
    signatures and the schedule are not looked for: the house prints them by itself."""
    for name in unknown_names(text, KNOWN):
        yield f"«\u202f{{{name[:40]}}}\u202f» n’est pas un nom connu\u00a0: choisissez-le dans la liste."
    if line := stray_brace(text):
        yield f"Une accolade est seule, ligne {line}\u00a0: un nom s’écrit entre deux accolades."
    found = list(articles(text))
    if not found or any(not article.title for article in found):
        yield "Commencez chaque article par une ligne de titre, par exemple «\u202f## Objet et montant\u202f»."
    if any(not any(article.lines) for article in found):
        yield "Un titre n’est suivi d’aucun texte\u00a0: complétez l’article ou retirez le titre."
    yield from _missing(text)


def _missing(text: str) -> Iterator[str]:
    names, words = set(used_names(text)), _folded(text)
    if not {"montant", "montant_en_lettres"} <= names:
        yield "Il manque le montant en chiffres et en lettres\u00a0: {montant} et {montant_en_lettres}."
    if not re.search(r"(?<![\d,])0 ?%", words):
        yield "Il manque l’absence d’intérêts\u00a0: écrivez que le prêt est au taux de 0\u202f%."
    if "versement" not in names:
        yield "Il manque à qui la somme est versée\u00a0: {versement}."
    if "remboursement" not in names:
        yield "Il manque les échéances\u00a0: {remboursement}."
    if not (re.search(r"plus tot|anticipe|avant (son|le) terme", words) and re.search(r"sans frais|gratuit", words)):
        yield "Il manque le remboursement anticipé sans frais."
    if not re.search(r"mise en demeure|defaut de paiement|impaye", words):
        yield "Il manque ce qui se passe en cas de défaut de paiement, par exemple après une mise en demeure."
    if not ("donnees" in words and "cnil" in words):
        yield "Il manque la notice sur les données personnelles, avec le recours à la CNIL."


def _folded(text: str) -> str:
    """Without accents, capitals or special spaces."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())
