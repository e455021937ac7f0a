"""What of one report may not leave the CCAS: its counts, and how they add up across its tables."""

from collections import Counter
from collections.abc import Iterator, Sequence

from applications.enums import State
from commission.enums import GRANTS, Outcome
from harmonie.calendar import add_months

from ..bilan.figures import Bilan
from ..bilan.question import DAY
from ..bilan.tables import Kind, Section
from ..charts.ageing import Aged
from ..charts.cohorts import Cohort
from ..losses.reasons import By
from ..losses.stages import Stage
from .sections import count_key
from .suppression import OUTSIDE, THRESHOLD, Count, Hidden, together

RECEIVED, DECIDED, CREDITS, RUNNING, LATE = "recues", "decidees", "credits", "en-cours", "impayes"
# Each is part of the one before: what lies between two of them is a count too, and is told by their difference.
WITHIN = (
    (RECEIVED, "completes"),
    (RUNNING, LATE),
    (LATE, "impayes-3"),
    (LATE, "risque-30"),
    ("risque-30", "risque-90"),
    (CREDITS, "annules"),
)
HEADLINES = frozenset({RECEIVED, CREDITS, RUNNING})  # the report says them anyway, unless they are small themselves
REFUSALS, DECISIONS, ENDINGS, LOST = "motifs", "decisions", "sorties", "arrets"
UNCHECKED = ("uc-rien", "revenu-rien")  # both come from the check that was not made


def secrets(bilan: Bilan, sections: Sequence[Section], aged: Sequence[Aged], lent: Sequence[Cohort] = ()) -> Hidden:
    """The keys of all counts to be hidden, `withheld` the sections left out."""
    tables = {section.key: section for section in sections if section.people_counted}
    counts = [*_tables(tables), *_figures(tables), *_decided(bilan, tables), *_path(bilan), *_aged(aged)]
    counts += [*_lost(bilan, tables), *_lent(bilan, lent)]
    hidden = together(counts, _twins(bilan, counts, aged))
    withheld = set(hidden.withheld)
    if tables.get(DECISIONS) and _tells_more(bilan, tables[DECISIONS], hidden):
        withheld.add(DECISIONS)
    return Hidden(hidden.keys, frozenset(withheld))


def _twins(bilan: Bilan, counts: Sequence[Count], aged: Sequence[Aged]) -> Iterator[frozenset[str]]:
    """The counts that two tables tell: of the same people, or of as many, so that anybody would take them for those."""
    value = {count.key: count.value for count in counts}
    pairs = [UNCHECKED, ("completes", stage_key(Stage.COMPLETE))]
    if aged and aged[-1].day == bilan.question.day:
        pairs.append((LATE, f"late {len(aged) - 1}"))
    for place, stop in enumerate(bilan.losses.stops):
        pairs += [(f"{LOST}/{place}", f"{told}-{stop.why.outcome}-{stop.why.reason}") for told in ("motif", "closes")]
    return (frozenset(pair) for pair in pairs if value.get(pair[0], -1) == value.get(pair[1]))


def _tables(tables: dict[str, Section]) -> Iterator[Count]:
    """Every table whose rows share out its total."""
    for section in tables.values():
        if section.kind is not Kind.PARTS or section.key in (REFUSALS, DECISIONS):
            continue
        if section.total is not None and section.total.count is not None:
            yield Count(section.key, section.total.count, OUTSIDE, section.key, is_known=True)
        if section.key != ENDINGS:
            yield from _rows(section, section.key)
    if ENDINGS in tables:
        yield from _parted(tables, ENDINGS, f"closes-{State.REDIRECTED}", "reorientees")


def _parted(tables: dict[str, Section], key: str, prefix: str, told: str) -> Iterator[Count]:
    """The rows of a table, some of which are added up under the key `told` in another one."""
    rows, elsewhere = list(_rows(tables[key], key)), _told(tables, told)
    inside = [row for row in rows if row.key.startswith(f"{prefix}-")]
    if not inside or sum(row.value for row in inside) != elsewhere:
        yield from rows
        return
    yield from (row._replace(target=told) if row in inside else row for row in rows)
    yield Count(told, elsewhere, told)


def _told(tables: dict[str, Section], key: str) -> int | None:
    """What any table tells under a key."""
    return next((row.count for one in tables.values() for row in one.rows if row.cases == key), None)


def _rows(section: Section, source: str, target: str = OUTSIDE) -> Iterator[Count]:
    for place, row in enumerate(section.rows):
        if row.count is not None:
            yield Count(count_key(section, place, row), row.count, source, target)


def _figures(tables: dict[str, Section]) -> Iterator[Count]:
    """Figures that stand alone, and those of which one is part of the other."""
    counts: dict[str, int] = {}
    for section in tables.values():
        if section.kind is Kind.FIGURES:
            for count in _rows(section, OUTSIDE):
                counts[count.key] = count.value
                yield count._replace(is_known=count.key in HEADLINES)
    for whole, part in WITHIN:
        if whole in counts and part in counts:
            between = f"{whole} sans {part}"
            yield Count(whole, counts[whole], OUTSIDE, between, is_known=whole in HEADLINES)
            yield Count(part, counts[part], between)
            yield Count(between, counts[whole] - counts[part], between)


def _decided(bilan: Bilan, tables: dict[str, Section]) -> Iterator[Count]:
    """What was decided is what was granted and what was not; the reasons share out the latter."""
    found = bilan.granted
    yield Count(DECIDED, found.decided, OUTSIDE, "decided")
    yield Count(CREDITS, found.credits, "decided", OUTSIDE, is_known=True)
    if REFUSALS not in tables:
        yield Count(REFUSALS, found.decided - found.credits, "decided")
        return
    yield Count(REFUSALS, found.decided - found.credits, "decided", REFUSALS)
    parted: dict[str, Count] = {row.key: row for row in _rows(tables[REFUSALS], REFUSALS)}
    for outcome in (Outcome.REFUSED, Outcome.REDIRECTED):
        for row in _parted(tables, REFUSALS, f"motif-{outcome}", f"decision-{outcome}"):
            if row.target or row.key not in parted:
                parted[row.key] = row
    yield from parted.values()


def _path(bilan: Bilan) -> Iterator[Count]:
    """How far requests came: what went no further is a count too. Those lost share out by their reasons.

    As many grants as there are credits are told by the credits.
    """
    losses = bilan.losses
    for stage, reached in enumerate(losses.reached):
        came_from = f"at {stage - 1}" if stage else OUTSIDE
        further = losses.reached[stage + 1] if stage + 1 < len(losses.reached) else 0
        is_known = not stage or (stage == Stage.GRANTED and reached == bilan.credits)
        yield Count(stage_key(stage), reached, came_from, f"at {stage}", is_known=is_known)
        yield Count(f"left {stage}", reached - further, f"at {stage}")
    yield Count(RECEIVED, losses.received, OUTSIDE, "ends", is_known=True)
    yield Count(stage_key(len(losses.reached) - 1), losses.reached[-1], "ends")
    yield Count("under way", losses.under_way, "ends")
    yield Count(LOST, losses.lost, "ends", LOST)
    for place, stop in enumerate(losses.stops):
        yield Count(f"{LOST}/{place}", stop.count, LOST)


def _lost(bilan: Bilan, tables: dict[str, Section]) -> Iterator[Count]:
    """Of a period that is over, those lost are those that ended without the commission, those refused, those lapsed.

    The first are told by the day they ended and the others by the day they came: it holds where the figures agree.
    """
    sums = Counter[str]()
    for stop in bilan.losses.stops:
        sums[stop.why.by] += stop.count
    ended, refused = tables.get(ENDINGS), bilan.granted.decided - bilan.granted.credits
    if ended and ended.total and (ended.total.count, refused) == (sums[By.CLOSING], sums[By.DECISION]):
        yield Count(LOST, bilan.losses.lost, OUTSIDE, "lost by", is_known=True)
        yield Count(ENDINGS, sums[By.CLOSING], "lost by")
        yield Count(REFUSALS, refused, "lost by")
        yield Count("lapsed", sums[By.CONTRACT], "lost by")


def stage_key(stage: int) -> str:
    return f"reached {stage}" if stage else RECEIVED


def _aged(aged: Sequence[Aged]) -> Iterator[Count]:
    for number, one in enumerate(aged):
        day = f"late {number}"
        yield Count(day, one.loans, OUTSIDE, day, is_known=True)
        for place, band in enumerate(one.bands):
            yield Count(f"{day}/{place}", band.loans, day)


def _lent(bilan: Bilan, lent: Sequence[Cohort]) -> Iterator[Count]:
    """The quarters that are drawn: those of the period are part of what was paid out in it."""
    question, paid = bilan.question, bilan.repaying.disbursed.loans
    inside = [one for one in lent if question.start <= one.quarter and add_months(one.quarter, 3) <= question.end + DAY]
    others = paid - sum(one.loans for one in inside)
    for one in lent:
        yield Count(quarter_key(one), one.loans, "lent" if one in inside and others >= 0 else OUTSIDE)
    if inside and others >= 0:
        yield Count("lent", paid, OUTSIDE, "lent", is_known=True)
        yield Count("other quarters", others, "lent")


def quarter_key(one: Cohort) -> str:
    return f"lent {one.quarter}"


def _tells_more(bilan: Bilan, section: Section, hidden: Hidden) -> bool:
    """Whether the table of all decisions, those taken back too, would tell what the others hide."""
    counts = [row.count or 0 for row in section.rows]
    grants = sum(count for outcome, count in bilan.decisions if outcome in GRANTS)
    counts += [sum(counts) - bilan.granted.decided, grants - bilan.granted.credits]
    kept = any(key in (DECIDED, REFUSALS) or key.startswith("decision-") for key in hidden.keys)
    return kept or any(0 < abs(count) < THRESHOLD for count in counts)
