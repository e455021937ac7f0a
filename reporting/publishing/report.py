"""The whole report for its readers: those of the house, or everybody. Key figures, pictures, tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..bilan.figures import Bilan, bilan
from ..bilan.question import Question
from ..bilan.sections import sections
from ..bilan.tables import Kind, Row, Section
from ..charts import pictures
from ..charts.ageing import ageing
from ..charts.cohorts import cohorts
from ..charts.engagements import ENOUGH, engagements
from ..charts.figure import Figure
from ..charts.funnel import Stage
from ..charts.scale import in_hundreds
from ..charts.scope import day_of
from ..charts.tables import Column, Form, Secret, Table
from ..enums import ReportVersion
from .secrets import CREDITS, DECIDED, LOST, RUNNING, quarter_key, secrets, stage_key
from .sections import NOBODY, WITHHELD, count_key, table_of
from .suppression import THRESHOLD, Hidden

# A single person's: the smallest and the largest are somebody's own.
EXTREMES = ("Plus petit crédit", "Plus grand crédit", "Durée la plus courte", "Durée la plus longue")
MONEY = "enveloppes"
PICTURED = {"objets": "nombre de crédits", "partenaires": "demandes reçues"}


@dataclass(frozen=True)
class Report:
    """Everything that page, PDF and spreadsheets write. `hides` says that some figures are not told."""

    question: Question
    version: ReportVersion
    day: date
    key_figures: Table | None
    figures: list[Figure]
    tables: list[Table]
    hides: bool

    @property
    def every_table(self) -> list[Table]:
        """Those of the pictures too, each once."""
        first = [self.key_figures] if self.key_figures else []
        return [*first, *(figure.table for figure in self.figures), *self.tables]

    @property
    def is_published(self) -> bool:
        return self.version is ReportVersion.PUBLISHED


def report(question: Question, version: ReportVersion, today: date) -> Report:
    """Read from the database in a number of queries that does not grow."""
    found, day = bilan(question), day_of(question, today)
    aged = ageing(question, day)
    told = sections(found)
    is_published = version is ReportVersion.PUBLISHED
    lent = cohorts(question, day)
    hidden = secrets(found, told, aged, lent) if is_published else NOBODY
    if is_published:
        told = _for_everybody(found, told)
        hidden = _with_what_depends(found, told, hidden)
    tables = {section.key: table_of(section, hidden, is_published=is_published) for section in told}
    figures = [_path(found, hidden, is_published=is_published), *_pictures(found, told, tables, hidden)]
    if engaged := engagements(question, day):
        figures.append(pictures.envelope(engaged, is_published=is_published))
    figures.append(pictures.late(aged, _is_in(hidden)))
    figures.append(pictures.cohorts([one for one in lent if quarter_key(one) not in hidden.keys]))
    shown = {figure.key for figure in figures}
    rest = [table for key, table in tables.items() if key not in shown and key != "essentiel"]
    rest += _stops(found, hidden, is_published=is_published)
    return Report(question, version, day, tables.get("essentiel"), figures, rest, bool(hidden.keys))


def _for_everybody(found: Bilan, told: Sequence[Section]) -> list[Section]:
    """The same sections without what is one person's own, and euros of envelopes in hundreds."""
    kept = [
        replace(section, rows=tuple(row for row in section.rows if row.label not in EXTREMES))
        for section in told
        if section.key != MONEY
    ]
    return [*kept, _money(found)] if found.envelopes else kept


def _money(found: Bilan) -> Section:
    rows = []
    for one in found.envelopes:
        name = f"{one.scheme}, {one.year}"
        rows.append(Row(f"{name}\u00a0: votée", amount=one.allocated))
        rows.append(Row(f"{name}\u00a0: engagée", amount=in_hundreds(one.engaged)))
        rows.append(Row(f"{name}\u00a0: disponible", amount=one.allocated - in_hundreds(one.engaged)))
    note = "Engagée et disponible\u00a0: à la centaine d’euros."
    return Section(MONEY, "L’enveloppe", Kind.MONEY, tuple(rows), heads=("Enveloppe", ""), note=note)


def _with_what_depends(found: Bilan, told: Sequence[Section], hidden: Hidden) -> Hidden:
    """Rates, means and sums are hidden with the people they are made of."""
    bare = {
        count_key(section, place, row)
        for section in told
        if section.kind is Kind.FIGURES
        for place, row in enumerate(section.rows)
        if row.count is None and not row.cases and _is_bare(found, row.label, hidden)
    }
    return hidden._replace(keys=hidden.keys | bare)


def _is_bare(found: Bilan, label: str, hidden: Hidden) -> bool:
    """Whether what this figure is measured on is hidden, or would be told by it."""
    if label.startswith("Délai"):
        return 0 < found.granted.decided < THRESHOLD
    if label.startswith("Taux d’accord"):
        return DECIDED in hidden.keys
    return (CREDITS if label.startswith(("Crédit", "Durée")) else RUNNING) in hidden.keys


def _is_in(hidden: Hidden) -> Callable[[str], bool]:
    """A table that is withheld hides its zeros too."""
    return lambda key: key in hidden.keys or key in hidden.withheld or key.partition("/")[0] in hidden.withheld


def _path(found: Bilan, hidden: Hidden, *, is_published: bool) -> Figure:
    """Who stopped where is for the house; everybody reads how far requests came."""
    levels, is_hidden = found.losses.levels, _is_in(hidden)
    keys = [stage_key(int(level.stage)) for level in levels]
    stages, rows = [], []
    for place, (level, key) in enumerate(zip(levels, keys, strict=True)):
        is_secret = is_hidden(key)
        lost = 0 if is_published else level.stopped
        stages.append(Stage(level.name, None if is_secret else level.count, lost))
        of_before = level.of_before if place else None
        share = Secret.HIDDEN if is_secret or is_hidden(keys[max(place - 1, 0)]) else of_before
        few = is_published and level.delay.measured < ENOUGH
        delay = None if not level.delay.measured else Secret.HIDDEN if few else Decimal(str(level.delay.median))
        count = Secret.HIDDEN if is_secret else level.count
        rows.append((level.name, count, share, delay, *(() if is_published else (level.stopped, level.under_way))))
    columns = (Column("Étape"), Column("Demandes", Form.COUNT), Column("De l’étape précédente", Form.SHARE))
    columns += (Column("Délai médian, jours", Form.FIGURE),)
    if not is_published:
        columns += (Column("Arrêtées là", Form.COUNT), Column("Encore là", Form.COUNT))
    return pictures.path(stages, Table("parcours", "Le parcours des demandes", columns, tuple(rows)))


def _pictures(found: Bilan, told: Sequence[Section], tables: dict[str, Table], hidden: Hidden) -> list[Figure]:
    by_key, is_hidden, drawn = {section.key: section for section in told}, _is_in(hidden), []
    if "mois" in by_key:
        rows = enumerate(by_key["mois"].rows)
        secret = [is_hidden(count_key(by_key["mois"], place, row)) for place, row in rows]
        shares = [
            (share.begins_on, None if is_kept else share.amount)
            for share, is_kept in zip(found.by_month, secret, strict=True)
        ]
        drawn.append(pictures.months(shares, tables["mois"], by_year=found.period.months > 12))
    for key, unit in PICTURED.items():
        if section := by_key.get(key):
            rows = [
                (row.label, None if is_hidden(count_key(section, place, row)) else row.count)
                for place, row in enumerate(section.rows)
            ]
            drawn.append(pictures.counts(key, unit, [] if key in hidden.withheld else rows, tables[key]))
    return drawn


def _stops(found: Bilan, hidden: Hidden, *, is_published: bool) -> list[Table]:
    """Where and why requests stopped, and the conditions that stopped them where none is rare."""
    losses, is_hidden, tables = found.losses, _is_in(hidden), []
    columns = (Column("Étape"), Column("Condition ou motif"), Column("Suite donnée"), Column("Demandes", Form.COUNT))
    title = "Où et pourquoi des demandes s’arrêtent"
    rows = tuple(
        (stop.step.label, stop.reason, stop.outcome, Secret.HIDDEN if is_hidden(f"{LOST}/{place}") else stop.count)
        for place, stop in enumerate(losses.stops)
    )
    total = ("Total", "", "", Secret.HIDDEN if LOST in hidden.keys else losses.lost)
    if LOST in hidden.withheld:
        tables.append(Table(LOST, title, columns, (), total, WITHHELD))
    elif rows:
        tables.append(Table(LOST, title, columns, rows, total))
    rare = any(count < ENOUGH for _, count in losses.criteria)
    rare |= any(stop.why.condition and is_hidden(f"{LOST}/{place}") for place, stop in enumerate(losses.stops))
    if losses.criteria and not (is_published and rare):
        pair = (Column("Condition"), Column("Demandes", Form.COUNT))
        tables.append(Table("conditions", "Conditions du dispositif qui ont bloqué", pair, tuple(losses.criteria)))
    return tables
