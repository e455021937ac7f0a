"""The bilan for machines: JSON, and CSV that a French spreadsheet opens as it is."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from applications.enums import Purpose
from harmonie.money import CENT
from loans.enums import LoanState

from ..bilan.figures import Bilan, Share, granted_credits
from ..losses.stages import Stage
from ..periods import Period

BYTE_ORDER_MARK = "\ufeff"
# A cell that begins with one of these would be run as a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r")
HEADINGS = ("délibération", "date", "objet", "montant", "mois", "prêt", "état du prêt")
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
    """One line a credit, without names: `;`, decimal comma, a byte order mark for the spreadsheet."""
    found = granted_credits(period).values_list(*CREDIT)
    return _csv(HEADINGS, (_credit(*row) for row in found.iterator(chunk_size=2000)))


def _credit(
    number: str,
    decided_at: datetime,
    purpose: str,
    amount: Decimal,
    months: int,
    loan: str | None,
    state: str | None,
) -> Sequence[Any]:
    day, euros = f"{decided_at:%d/%m/%Y}", str(amount).replace(".", ",")
    return number, day, PURPOSES[purpose], euros, months, loan or "", STATES[state] if state else ""


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + page.getvalue()


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount.quantize(CENT, ROUND_HALF_UP))


def _share(share: Share) -> dict[str, Any]:
    return {"credits": share.credits, "montant": _money(share.amount)}
