"""What of one report may not leave the CCAS: its counts, and how they add up across its tables."""

from collections.abc import Iterator, Sequence

from commission.enums import GRANTS

from ..bilan.figures import Bilan
from ..bilan.tables import Kind, Section
from ..charts.ageing import Aged
from ..losses.funnel import Losses
from .sections import count_key
from .suppression import OUTSIDE, THRESHOLD, Count, Hidden, suppressed

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
REFUSALS, DECISIONS, LOST = "motifs", "decisions", "arrets"


def secrets(bilan: Bilan, sections: Sequence[Section], aged: Sequence[Aged]) -> Hidden:
    """The keys of all counts to be hidden, `withheld` the sections left out."""
    tables = {section.key: section for section in sections if section.people_counted}
    hidden = suppressed(
        [*_tables(tables), *_figures(tables), *_decided(bilan, tables), *_path(bilan.losses), *_aged(aged)]
    )
    withheld = set(hidden.withheld)
    if tables.get(DECISIONS) and _tells_more(bilan, tables[DECISIONS], hidden):
        withheld.add(DECISIONS)
    return Hidden(hidden.keys, frozenset(withheld))


def _tables(tables: dict[str, Section]) -> Iterator[Count]:
    """Every table whose rows share out its total."""
    for section in tables.values():
        if section.kind is not Kind.PARTS or section.key in (REFUSALS, DECISIONS):
            continue
        if section.total is not None and section.total.count is not None:
            yield Count(section.key, section.total.count, OUTSIDE, section.key, is_known=True)
        yield from _rows(section, section.key)


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
    if REFUSALS in tables:
        yield Count(REFUSALS, found.decided - found.credits, "decided", REFUSALS)
        yield from _rows(tables[REFUSALS], REFUSALS)
    else:
        yield Count(REFUSALS, found.decided - found.credits, "decided")


def _path(losses: Losses) -> Iterator[Count]:
    """How far requests came: what went no further is a count too. Those lost share out by their reasons."""
    for stage, reached in enumerate(losses.reached):
        came_from = f"at {stage - 1}" if stage else OUTSIDE
        further = losses.reached[stage + 1] if stage + 1 < len(losses.reached) else 0
        yield Count(stage_key(stage), reached, came_from, f"at {stage}", is_known=not stage)
        yield Count(f"left {stage}", reached - further, f"at {stage}")
    yield Count(RECEIVED, losses.received, OUTSIDE, "ends", is_known=True)
    yield Count(stage_key(len(losses.reached) - 1), losses.reached[-1], "ends")
    yield Count("under way", losses.under_way, "ends")
    yield Count(LOST, losses.lost, "ends", LOST)
    for place, stop in enumerate(losses.stops):
        yield Count(f"{LOST}/{place}", stop.count, LOST)


def stage_key(stage: int) -> str:
    return f"reached {stage}" if stage else RECEIVED


def _aged(aged: Sequence[Aged]) -> Iterator[Count]:
    for number, one in enumerate(aged):
        day = f"late {number}"
        yield Count(day, one.loans, OUTSIDE, day, is_known=True)
        for place, band in enumerate(one.bands):
            yield Count(f"{day}/{place}", band.loans, day)


def _tells_more(bilan: Bilan, section: Section, hidden: Hidden) -> bool:
    """Whether the table of all decisions, those taken back too, would tell what the others hide."""
    counts = [row.count or 0 for row in section.rows]
    grants = sum(count for outcome, count in bilan.decisions if outcome in GRANTS)
    counts += [sum(counts) - bilan.granted.decided, grants - bilan.granted.credits]
    kept = {DECIDED, REFUSALS} & hidden.keys
    return bool(kept) or any(0 < abs(count) < THRESHOLD for count in counts)
