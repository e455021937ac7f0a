"""The letters whose free paragraphs are edited here: what each may name, must name, and says while nobody wrote else.

What the law or the account demands (facts, reasons, remedies, delays, sums) is no part of these texts: the template
prints it by itself. Sources of the words: domain.md §1 and §4. [conf] by the CCAS's counsel.
"""

from typing import NamedTuple

from django.db import models

from .names import Name


class LetterKind(models.TextChoices):
    ACKNOWLEDGEMENT = "acknowledgement", "accusé de réception"
    DOCUMENT_REQUEST = "document_request", "demande de pièces"
    GRANTED = "granted", "lettre d’accord"
    PARTIALLY_GRANTED = "partially_granted", "lettre d’accord partiel"
    DEFERRED = "deferred", "lettre d’ajournement"
    REFUSED = "refused", "lettre de refus"
    REDIRECTED = "redirected", "lettre de réorientation"
    WITHDRAWAL = "withdrawal", "lettre de retrait d’une décision"
    CLOSED_WITHDRAWN = "closed_withdrawn", "lettre de classement sans suite"
    CLOSED_INADMISSIBLE = "closed_inadmissible", "lettre d’irrecevabilité"
    CLOSED_REDIRECTED = "closed_redirected", "lettre d’orientation sans commission"
    REMINDER_FIRST = "reminder_first", "première relance"
    REMINDER_SECOND = "reminder_second", "deuxième relance"
    REMINDER_FORMAL = "reminder_formal", "mise en demeure"
    SETTLEMENT = "settlement", "attestation de solde"
    CONVOCATION = "convocation", "convocation de la commission"


class Letter(NamedTuple):
    """One letter: its address, the names it offers and wants, its three paragraphs as they came with the house."""

    slug: str
    names: tuple[Name, ...]
    opening: str = ""
    advice: str = ""
    closing: str = ""
    needs: tuple[str, ...] = ()


TOWN = (
    Name("ccas", "le nom du CCAS"),
    Name("ville", "le nom de la commune"),
    Name("adresse_ccas", "l’adresse du CCAS"),
    Name("telephone_ccas", "le téléphone du CCAS"),
    Name("courriel_ccas", "l’adresse électronique du CCAS"),
    Name("horaires_ccas", "les horaires d’ouverture du CCAS"),
)
PERSON = (
    Name("personne", "le prénom et le nom de la personne"),
    Name("reference", "le numéro de la demande"),
    Name("suivi_par", "qui suit le dossier, ou «\u202fle service social du CCAS\u202f»"),
)
ASKED = (
    *PERSON,
    Name("montant_demande", "le montant demandé"),
    Name("objet", "l’objet du prêt"),
)
DECIDED = (*ASKED, Name("contact", "qui appellera la personne\u00a0: une phrase"))
GRANTED = (
    *DECIDED,
    Name("montant_accorde", "le montant accordé"),
    Name("duree", "la durée, en mois"),
    Name("a_signer_avant", "la date limite de signature"),
)
LATE = (
    Name("personne", "le prénom et le nom de l’emprunteur"),
    Name("pret", "le numéro du prêt"),
    Name("montant_en_retard", "ce qui est en retard"),
    Name("reste_du", "tout ce qui reste dû"),
    Name("repondre_avant", "le jour jusqu’auquel une réponse est attendue"),
    Name("accompagnement", "qui propose un rendez-vous, virgule comprise"),
)
SIGN = (
    "Pour en bénéficier, signez le contrat au plus tard le {a_signer_avant}. Nous vous appelons pour convenir d’un "
    "rendez-vous. Passé cette date, l’accord n’est plus valable."
)
CALL = (
    "Appelez-nous au {telephone_ccas}. Nous pouvons déplacer une échéance ou répartir ce qui reste dû autrement\u00a0: "
    "cela arrive à beaucoup de personnes."
)

LETTERS = {
    LetterKind.ACKNOWLEDGEMENT: Letter(
        "accuse-de-reception",
        (*ASKED, Name("reponse_le", "le jour où le silence vaut rejet")),
    ),
    LetterKind.DOCUMENT_REQUEST: Letter(
        "demande-de-pieces",
        (*ASKED, Name("avant_le", "le jour avant lequel les pièces sont attendues")),
        opening="Pour étudier votre demande, nous avons encore besoin de documents.",
        advice="Apportez-les ou envoyez-en une copie à l’adresse ci-dessus\u202f; une photo nette de chaque page "
        "suffit. Gardez vos originaux. Si vous ne pouvez pas obtenir un document, appelez-nous au "
        "{telephone_ccas}\u00a0: nous chercherons une solution ensemble.",
    ),
    LetterKind.GRANTED: Letter("accord", GRANTED, advice=SIGN, needs=("a_signer_avant",)),
    LetterKind.PARTIALLY_GRANTED: Letter("accord-partiel", GRANTED, advice=SIGN, needs=("a_signer_avant",)),
    LetterKind.DEFERRED: Letter(
        "ajournement",
        (*DECIDED, Name("attente", "ce que la commission attend, et jusqu’à quand\u00a0: des phrases")),
        advice="{attente} {contact}",
        needs=("attente",),
    ),
    LetterKind.REFUSED: Letter(
        "refus",
        DECIDED,
        advice="{contact} D’autres aides existent, nous les regarderons avec vous. Si votre situation change, vous "
        "pourrez présenter une nouvelle demande.",
    ),
    LetterKind.REDIRECTED: Letter(
        "reorientation",
        (*DECIDED, Name("dispositif_propose", "le dispositif vers lequel la personne est orientée")),
        advice="Le dispositif «\u202f{dispositif_propose}\u202f» peut vous convenir. {contact} Vos pièces seront "
        "reprises.",
        needs=("dispositif_propose",),
    ),
    LetterKind.WITHDRAWAL: Letter(
        "retrait",
        DECIDED,
        advice="Cette décision n’a plus d’effet. Votre demande, elle, reste ouverte\u00a0: elle sera examinée de "
        "nouveau, et une autre lettre vous dira la nouvelle décision. {contact}",
    ),
    LetterKind.CLOSED_WITHDRAWN: Letter("sans-suite", ASKED),
    LetterKind.CLOSED_INADMISSIBLE: Letter("irrecevabilite", ASKED),
    LetterKind.CLOSED_REDIRECTED: Letter("orientation", ASKED),
    LetterKind.REMINDER_FIRST: Letter(
        "relance-1",
        LATE,
        opening="C’est peut-être un simple oubli\u202f; si vous avez payé ces jours-ci, ne tenez pas compte de cette "
        "lettre.",
        advice=CALL,
    ),
    LetterKind.REMINDER_SECOND: Letter(
        "relance-2",
        LATE,
        opening="Nous vous avons déjà écrit à ce sujet et nous souhaitons comprendre ce qui se passe pour vous.\n\n"
        "**{accompagnement} vous propose un rendez-vous.** Appelez le {telephone_ccas} pour choisir le jour qui vous "
        "convient, au CCAS ou par téléphone. Nous regarderons ensemble votre budget et ce qui est possible.",
        advice=CALL,
    ),
    LetterKind.REMINDER_FORMAL: Letter(
        "mise-en-demeure",
        LATE,
        opening="Nos deux lettres précédentes sont restées sans suite.",
        advice="Une perte d’emploi, une séparation, une maladie, un dossier de surendettement\u00a0: appelez-nous au "
        "{telephone_ccas}, même après cette date.",
    ),
    LetterKind.SETTLEMENT: Letter(
        "attestation-de-solde",
        (
            Name("personne", "le prénom et le nom de l’emprunteur"),
            Name("pret", "le numéro du prêt"),
            Name("montant", "la somme prêtée"),
            Name("solde_le", "le jour où le prêt a été soldé"),
        ),
        closing="Merci de la confiance que vous nous avez témoignée\u202f; gardez cette attestation avec votre "
        "contrat.",
    ),
    LetterKind.CONVOCATION: Letter(
        "convocation",
        (Name("seance", "le jour et l’heure de la séance"), Name("lieu", "le lieu de la séance")),
    ),
}
KIND_OF_SLUG = {letter.slug: kind for kind, letter in LETTERS.items()}
BLOCKS = ("opening", "advice", "closing")


def names_of(kind: LetterKind) -> tuple[Name, ...]:
    """What the text of this letter may name, the CCAS last."""
    return (*LETTERS[kind].names, *TOWN)
