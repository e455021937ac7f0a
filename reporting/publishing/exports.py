"""The bilan for machines: JSON, and CSV that a French spreadsheet opens as it is."""

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from applications.enums import Purpose
from harmonie.money import CENT
from harmonie.spreadsheets import csv_lines
from loans.enums import LoanState

from ..bilan.figures import Bilan, Share, granted_credits
from ..bilan.question import Question
from ..losses.stages import Stage
from ..periods import Period

HEADINGS = ("délibération", "date", "objet", "montant", "mois", "prêt", "état du prêt")
OF_TODAY = 2  # the last columns: a bilan as of a past day leaves them out
CREDIT = (
    "number",
    "decided_at",
    "application__project__purpose",
    "amount",
    "months",
    "loan__reference",
    "loan__state",
)
PURPOSES, STATES = dict(Purpose.choices), dict(LoanState.choices)


def plain(bilan: Bilan) -> dict[str, Any]:
    """Every figure of the page; amounts are euros with two decimals, as text."""
    losses = bilan.losses
    return {
        "du": bilan.period.start.isoformat(),
        "au": bilan.period.end.isoformat(),
        "dispositif": bilan.period.scheme.code if bilan.period.scheme else None,
        "credits": bilan.credits,
        "montant": _money(bilan.amount),
        "enveloppe": _money(bilan.allocated),
        "disponible": _money(bilan.available),
        "credit_moyen": _money(bilan.mean),
        "duree_moyenne": None if bilan.mean_months is None else round(float(bilan.mean_months), 1),
        "delai_median_jours": bilan.median_delay,
        "annules": bilan.cancelled,
        "decisions": dict(bilan.outcomes),
        "mois": [{"depuis": share.begins_on.isoformat(), **_share(share)} for share in bilan.by_month],
        "objets": [{"objet": share.label, **_share(share)} for share in bilan.by_purpose],
        "demandes": {
            "recues": losses.received,
            "completes": losses.reached[Stage.COMPLETE],
            "presentees": losses.reached[Stage.PRESENTED],
            "accordees": losses.granted,
            "arretees": losses.lost,
            "en_cours": losses.under_way,
        },
        "arrets": [
            {"etape": stop.step.label, "motif": stop.reason, "suite": stop.outcome, "demandes": stop.count}
            for stop in losses.stops
        ],
    }


def credits_csv(period: Period) -> str:
    """One line a credit, without names, as a French spreadsheet opens it."""
    found = granted_credits(period).values_list(*CREDIT)
    width = len(HEADINGS) - (OF_TODAY if Question.of(period).as_of else 0)
    rows = (_credit(*row)[:width] for row in found.iterator(chunk_size=2000))
    return "".join(csv_lines(HEADINGS[:width], rows))


def _credit(
    number: str,
    decided_at: datetime,
    purpose: str,
    amount: Decimal,
    months: int,
    loan: str | None,
    state: str | None,
) -> Sequence[Any]:
    return number, decided_at, PURPOSES[purpose], amount, months, loan or "", STATES[state] if state else ""


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount.quantize(CENT, ROUND_HALF_UP))


def _share(share: Share) -> dict[str, Any]:
    return {"credits": share.credits, "montant": _money(share.amount)}
