"""The bilan for machines: JSON, and CSV that a French spreadsheet opens as it is."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

from commission.models import Decision
from harmonie.money import CENT

from ..bilan.figures import Bilan, Share, granted_credits
from ..bilan.question import Question
from ..losses.stages import Stage
from ..periods import Period

BYTE_ORDER_MARK = "\ufeff"
# A cell that begins with one of these would be run as a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r")
HEADINGS = ("délibération", "date", "objet", "montant", "mois", "prêt", "état du prêt")
OF_TODAY = 2  # the last columns: a bilan as of a past day leaves them out


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
    found = granted_credits(period).select_related("application__project", "loan")
    width = len(HEADINGS) - (OF_TODAY if Question.of(period).as_of else 0)
    return _csv(HEADINGS[:width], (_credit(decision)[:width] for decision in found.iterator(chunk_size=500)))


def _credit(decision: Decision) -> tuple[Any, ...]:
    loan = getattr(decision, "loan", None)
    return (
        decision.number,
        f"{timezone.localdate(decision.decided_at):%d/%m/%Y}",
        decision.application.project.get_purpose_display(),
        str(decision.amount).replace(".", ","),
        decision.months,
        loan.reference if loan else "",
        loan.get_state_display() if loan else "",
    )


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
