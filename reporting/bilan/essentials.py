"""The figures that are compared with the period before and the year before."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .figures import Bilan, Measured
from .tables import Change, Kind, Row, Section, Unit
from .words import difference

type Figure = Decimal | int | None


@dataclass(frozen=True)
class Essential:
    """One key figure: its words, how it is read, its unit ("" counts), and the list of cases behind it."""

    label: str
    read: Callable[[Measured], Figure]
    unit: Unit = Unit.NONE
    cases: str = ""
    note: str = ""


RECEIVED = (
    Essential("Demandes reçues", lambda m: m.received.count, cases="recues"),
    Essential("Dossiers complets", lambda m: m.received.complete, cases="completes", note="parmi les demandes reçues"),
    Essential("Demandes décidées", lambda m: m.granted.decided, cases="decidees", note="ajournements non comptés"),
    Essential("Délai médian de l’orientation à la décision", lambda m: m.granted.median_delay, Unit.DAYS),
    Essential("Délai moyen", lambda m: m.granted.mean_delay, Unit.DAYS),
)
GRANTED = (
    Essential("Crédits accordés", lambda m: m.granted.credits, cases="credits"),
    Essential("Montant accordé", lambda m: m.granted.amount, Unit.EUROS, cases="credits"),
    Essential("Taux d’accord, en nombre", lambda m: m.granted.rate, Unit.PERCENT, note="des demandes décidées"),
    Essential("Taux d’accord, en euros", lambda m: m.granted.euro_rate, Unit.PERCENT, note="des euros demandés"),
    Essential("Crédit moyen", lambda m: m.granted.mean, Unit.EUROS),
    Essential("Crédit médian", lambda m: m.granted.median_amount, Unit.EUROS),
    Essential("Durée moyenne", lambda m: m.granted.mean_months, Unit.MONTHS),
    Essential("Durée médiane", lambda m: m.granted.median_months, Unit.MONTHS),
)
REPAID = (
    Essential("Prêts en cours", lambda m: m.repaying.running, cases="en-cours"),
    Essential("Reste dû", lambda m: m.repaying.outstanding, Unit.EUROS, cases="en-cours"),
    Essential("Prêts en impayé", lambda m: m.repaying.late.one, cases="impayes", note="une échéance ou plus"),
    Essential("Taux de remboursement", lambda m: m.repaying.rate, Unit.PERCENT, note="des échéances de la période"),
)


def section(bilan: Bilan) -> Section:
    """« L’essentiel »: the same figures for the question, the period before and the year before."""
    rows = tuple(_row(figure, bilan) for figure in (*RECEIVED, *GRANTED, *REPAID))
    return Section("essentiel", "L’essentiel", Kind.FIGURES, rows, heads=("Indicateur", "Valeur"))


def row_in(label: str, figure: Figure, unit: Unit = Unit.NONE, cases: str = "", note: str = "") -> Row:
    """A figure in the column of its unit."""
    if unit == Unit.NONE:
        return Row(label, None if figure is None else int(figure), cases=cases, note=note)
    column = {Unit.EUROS: "amount", Unit.PERCENT: "share"}.get(unit, "value")
    exact = None if figure is None else Decimal(figure)
    return Row(label, unit=unit, cases=cases, note=note, **{column: exact})


def _row(figure: Essential, bilan: Bilan) -> Row:
    now = figure.read(bilan.measured)
    row = row_in(figure.label, now, figure.unit, figure.cases, figure.note)
    return Row(
        **{
            **row.__dict__,
            "before": _change(figure, now, bilan.before),
            "year_before": _change(figure, now, bilan.year_before),
        }
    )


def _change(figure: Essential, now: Figure, earlier: Measured | None) -> Change | None:
    then = figure.read(earlier) if earlier else None
    if now is None or then is None:
        return None
    by = Decimal(now) - Decimal(then)
    return Change(Decimal(then), by, difference(by, figure.unit))
