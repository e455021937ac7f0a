"""The pictures of the report, in the order they are read. A figure that may not be shown comes as None."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from harmonie.dates import plain_day, short_day
from harmonie.money import short_euros

from . import bars
from .ageing import BANDS, Aged
from .burn_up import Point, burn_up
from .cohorts import Cohort
from .engagements import Engagements
from .figure import Figure
from .forecast import forecast
from .funnel import Stage, funnel
from .lines import lines
from .stacked import stacked
from .tables import Column, Form, Secret, Table

LONGEST_LABEL = 24  # letters that stand beside a bar on a phone
STYLES = ("line dots", "line mixed", "line dashes", "line")
SHOWN_MONTHS = (1, 3, 6, 9, 12, 18, 24)


def path(stages: Sequence[Stage], table: Table) -> Figure:
    """What became of the requests received, stage by stage."""
    first, last = stages[0].count, stages[-1].count
    says = "Une partie de ces chiffres est masquée."
    if first is not None and last is not None:
        some = f"Sur {first} demande{_s(first)} reçue{_s(first)}"
        says = f"{some}, {last} {_has(last)} été menée{_s(last)} jusqu’au versement."
    return Figure("parcours", table.title, "demandes reçues dans la période", "funnel", funnel(stages), says, table)


def months(shares: Sequence[tuple[date, Decimal | None]], table: Table, *, by_year: bool) -> Figure:
    """Euros granted, month after month or year after year."""
    pattern = "yyyy" if by_year else ("MMMM" if len(shares) <= 6 else "MMM")
    drawn = [(format_date(day, pattern, locale="fr").capitalize(), amount) for day, amount in shares]
    shown = [(amount, day) for day, amount in shares if amount]
    says = "Aucun montant à montrer."
    if shown:
        most, day = max(shown)
        when = format_date(day, "yyyy" if by_year else "MMMM yyyy", locale="fr")
        which = "L’année la plus forte" if by_year else "Le mois le plus fort"
        says = f"{which} est {when}\u00a0: {short_euros(most)} accordés."
    return Figure("mois", table.title, "montants accordés,\u202f€", "columns", bars.columns(drawn), says, table)


def counts(key: str, unit: str, rows: Sequence[tuple[str, int | None]], table: Table) -> Figure:
    """How many, for each label: the largest first in words."""
    shown = [(count, label) for label, count in rows if count]
    says = "Tous ces chiffres sont masqués\u00a0: trop peu de personnes."
    if shown:
        count, label = max(shown, key=lambda one: one[0])
        is_purpose = key == "objets"
        counted = f"{count} {'crédit' if is_purpose else 'demande'}{_s(count)}"
        says = f"En tête\u00a0: {label[:1].lower() if is_purpose else label[:1]}{label[1:]}, {counted}."
    drawn = bars.rows([(_short(label), count) for label, count in rows])
    return Figure(key, table.title, unit, "rows", drawn, says, table)


def envelope(found: Engagements, *, is_published: bool) -> Figure:
    """What the exercice engaged, under what was voted, and where it leads."""
    points = found.published if is_published else found.engaged
    pace = [Point(day.day, day.amount) for day in found.days]
    ahead = forecast(found.year, pace, found.allocated, found.until)
    last = points[-1].amount if points else Decimal(0)
    says = f"Au {plain_day(found.until)}, {short_euros(last)} engagés sur {short_euros(found.allocated)} votés."
    table = Table(
        "envelope",
        f"L’enveloppe {found.year}, mois après mois",
        (Column("Fin de mois"), Column("Votée,\u202f€", Form.EUROS), Column("Engagée,\u202f€", Form.EUROS)),
        tuple(_month_ends(found, points)),
        note="À la centaine d’euros, et seulement après cinq dossiers de plus." if is_published else "",
    )
    drawing = burn_up(found.year, points, found.voted, found.until, ahead.ahead if ahead else None)
    says = f"{says} {ahead.says}" if ahead else says
    return Figure(
        "enveloppe",
        f"Le rythme de l’enveloppe {found.year}",
        "montants engagés,\u202f€",
        "burn_up",
        drawing,
        says,
        table,
    )


def _month_ends(found: Engagements, points: Sequence[Point]) -> list[tuple[str, Decimal, Decimal]]:
    """The running totals at the end of every month begun."""

    def at_end(line: Sequence[Point], month: int) -> Decimal:
        return next((p.amount for p in reversed(line) if p.day.month <= month), Decimal("0.00"))

    reached = range(1, found.until.month + 1)
    names = [format_date(date(found.year, month, 1), "MMMM", locale="fr").capitalize() for month in reached]
    return [
        (name, at_end(found.voted, month), at_end(points, month)) for month, name in zip(reached, names, strict=True)
    ]


def late(aged: Sequence[Aged], is_hidden: Callable[[str], bool]) -> Figure:
    """How old what is late is, today and at the ends of the last quarters."""
    days, rows = [], []
    for number, one in enumerate(aged):
        day = f"late {number}"
        parts = [None if is_hidden(f"{day}/{place}") else band.amount for place, band in enumerate(one.bands)]
        total = None if is_hidden(day) else one.amount
        days.append((short_day(one.day), parts, total))
        secret = [Secret.HIDDEN if part is None else part for part in [*parts, total]]
        rows.append((one.day, Secret.HIDDEN if total is None else one.loans, *secret))
    heads = [Column(f"{name},\u202f€", Form.EUROS) for name in BANDS]
    columns = (
        Column("Au", Form.DATE),
        Column("Prêts en retard", Form.COUNT),
        *heads,
        Column("Ensemble,\u202f€", Form.EUROS),
    )
    table = Table("anciennete", "Ancienneté des impayés", columns, tuple(rows))
    return Figure(
        "anciennete",
        table.title,
        "en retard,\u202f€",
        "stacked",
        stacked(BANDS, days),
        _late_words(aged[-1], days[-1][2]),
        table,
    )


def _late_words(now: Aged, total: Decimal | None) -> str:
    when = plain_day(now.day)
    if total is None:
        return f"Au {when}, trop peu de prêts sont en retard pour le détail."
    if not now.loans:
        return f"Au {when}, aucun prêt n’est en retard."
    return f"Au {when}, {now.loans} prêt{_s(now.loans)} en retard pour {short_euros(total)}."


def cohorts(found: Sequence[Cohort]) -> Figure:
    """How much of each quarter's loans came back, month after month; dashed, what was due of the last one drawn."""
    drawn = found[-len(STYLES) :]
    most = max((len(one.repaid) - 1 for one in drawn), default=3)
    styles = STYLES[-len(drawn) :] if drawn else ()
    series = [(one.name, style, one.repaid) for one, style in zip(drawn, styles, strict=True)]
    if drawn:
        oldest = max(drawn, key=lambda one: len(one.due))
        series.append((f"dû, {oldest.name}", "due", oldest.due))
    at = [month for month in SHOWN_MONTHS if month <= most]
    columns = (
        Column("Versés au trimestre"),
        Column("Prêts", Form.COUNT),
        Column("Prêté,\u202f€", Form.EUROS),
        Column("Dû à ce jour", Form.SHARE),
        *(Column(f"Remboursé à {month} mois", Form.SHARE) for month in at),
    )
    rows = tuple(
        (one.name, one.loans, one.principal, one.due[-1], *(one.repaid[m] if m < len(one.repaid) else None for m in at))
        for one in found
    )
    table = Table("cohortes", "Le remboursement, trimestre par trimestre", columns, rows)
    says = "Aucun trimestre n’a encore trois mois de recul."
    if drawn:
        one = drawn[-1]
        back, due, lived = _percent(one.repaid[-1]), _percent(one.due[-1]), len(one.repaid) - 1
        says = f"Prêts versés au {one.name}\u00a0: {back} du capital sont revenus en {lived} mois, {due} étaient dus."
    return Figure("cohortes", table.title, "part du capital remboursée", "lines", lines(series, most), says, table)


def _percent(share: Decimal) -> str:
    return f"{round(100 * share)}\u202f%"


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def _s(count: int) -> str:
    return "s" if count > 1 else ""


def _has(count: int) -> str:
    return "ont" if count > 1 else "a"
