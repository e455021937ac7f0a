"""What the verdicts of several schemes say together: which is possible, which way to go. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..enums import Verdict

BECAUSE = {
    "income": "les revenus d’activité ne sont pas sous le plafond",
    "amount": "le montant est hors des conditions",
    "months": "la durée est hors des conditions",
    "purpose": "l’objet n’est pas financé",
    "residence": "la personne n’habite pas la commune",
    "live_loan": "un prêt est en cours",
    "earlier_refusal": "un refus est récent",
    "over_indebtedness": "un dossier de surendettement est ouvert",
    "remainder": "le reste à vivre serait insuffisant",
}
# Amount and months, and one live loan, are held by the database; an excluded purpose by the règlement itself.
NEVER_WAIVED = ("amount", "months", "purpose", "live_loan")


@dataclass(frozen=True)
class Answer:
    """One scheme held against the request: its verdicts as they are kept."""

    scheme_name: str
    verdicts: Sequence[Mapping[str, Any]]
    is_own: bool = False
    lends_itself: bool = True
    allows_derogation: bool = False
    has_derogation: bool = False

    @property
    def failing(self) -> list[Mapping[str, Any]]:
        return failing(self.verdicts)

    @property
    def is_eligible(self) -> bool:
        return not self.failing

    @property
    def may_derogate(self) -> bool:
        return self.allows_derogation and may_be_waived(self.verdicts)

    @property
    def is_possible(self) -> bool:
        return self.is_eligible or self.has_derogation

    @property
    def headline(self) -> str:
        """« Crédit Harmonie : possible », or « … : non, parce que la durée est hors des conditions »."""
        if self.is_eligible:
            return f"{self.scheme_name}\u00a0: possible"
        if self.has_derogation:
            return f"{self.scheme_name}\u00a0: possible, par dérogation"
        return f"{self.scheme_name}\u00a0: non, parce que {' et que '.join(_because(line) for line in self.failing)}"


def failing(verdicts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [line for line in verdicts if line["verdict"] == Verdict.FAIL]


def advice(answers: Sequence[Answer]) -> str:
    """The way to go, in one sentence: the scheme asked for when it is possible, else another, else what is left."""
    own = next((answer for answer in answers if answer.is_own), None)
    if own is not None and own.is_possible:
        return f"Route conseillée\u00a0: {own.scheme_name}."
    others = [answer for answer in answers if answer.is_eligible]
    # Where the choice is open, the town's own loan is free of interest and near.
    best = next(iter(sorted(others, key=lambda answer: not answer.lends_itself)), None)
    if best is not None:
        return f"Route conseillée\u00a0: réorienter vers {best.scheme_name}."
    if own is not None and own.may_derogate:
        return f"Route conseillée\u00a0: demander une dérogation pour {own.scheme_name}, ou chercher une autre aide."
    return "Aucun dispositif ne convient aujourd’hui\u00a0: cherchez une autre aide avec la personne."


def waives(granted: Sequence[Mapping[str, Any]], asked: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a derogation given on `granted` still holds for `asked`: the same conditions fail, by the same figures.

    Editing the assessment afterwards keeps it; another income or another amount does not.
    """
    known = {(line["code"], line["why"]) for line in failing(granted)}
    return bool(known) and all((line["code"], line["why"]) in known for line in failing(asked))


def may_be_waived(verdicts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether something fails, and nothing that no derogation can lift."""
    codes = {line["code"] for line in failing(verdicts)}
    return bool(codes) and not codes & set(NEVER_WAIVED)


def _because(line: Mapping[str, Any]) -> str:
    if line["code"] == "income" and line["say"].startswith("Sans"):
        return "un revenu d’activité est demandé"
    return BECAUSE.get(line["code"], line["say"][:1].lower() + line["say"][1:])
