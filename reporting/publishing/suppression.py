"""Which counts may not leave the CCAS: one to four people, and what would give them away. Pure.

Every count is an arrow between two sums: what enters a sum leaves it again. A table is one sum, entered by its total
and left by its rows; a cross table has a sum per row and one per column; a funnel is a chain of sums. So whoever reads
the report knows that the arrows they do not see balance those they see, and that none of them is nothing (a zero is
shown).

A count stays hidden if another reading of the report gives it another value: some arrows one up, some one down, every
sum still balanced. That is a way through the hidden arrows that ends where it begins, which is what `_varies` looks
for; it is exact, because such a reading always exists in whole numbers or not at all.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

THRESHOLD = 5  # people (domain.md §6)
OUTSIDE = ""  # what is not published: anything may come from there and go there


class Count(NamedTuple):
    """A number of people or cases, an arrow from the sum `source` to the sum `target`.

    `is_known` for what is told elsewhere (the total of the report): hidden when it is small, never to cover another.
    """

    key: str
    value: int
    source: str = OUTSIDE
    target: str = OUTSIDE
    is_known: bool = False


class Hidden(NamedTuple):
    """The keys of the counts not to be shown, and the sums of which not even the rows may be named."""

    keys: frozenset[str]
    withheld: frozenset[str]


def table(name: str, total: int, rows: Sequence[tuple[str, int]]) -> list[Count]:
    """The counts of one table: keys are `name` for the total and `name/row` for its rows."""
    return [Count(name, total, OUTSIDE, name, is_known=True)] + [
        Count(f"{name}/{row}", value, name, OUTSIDE) for row, value in rows
    ]


def together(counts: Iterable[Count], twins: Iterable[frozenset[str]]) -> Hidden:
    """What to hide where some counts are told twice, in sums of their own: hidden in both, or in neither.

    What is withheld is not told at all, and hides no twin.
    """
    arrows, pairs, also = list(counts), list(twins), frozenset[str]()
    while True:
        hidden = suppressed(arrows, also=also)
        told = {arrow.key for arrow in arrows if not hidden.withheld & {arrow.source, arrow.target}}
        masked = told & hidden.keys
        more = {key for pair in pairs if pair <= told and pair & masked for key in pair} - hidden.keys
        if not more:
            return hidden
        also |= more


def suppressed(counts: Iterable[Count], *, also: Collection[str] = ()) -> Hidden:
    """What to hide of everything that is published together.

    Hides 1 to 4; then the smallest that makes each of them uncertain, with those of the same size; then one more where
    all that is hidden of a sum is alike, because who knows this rule would know its size. A sum whose counts are hardly
    more than one each is withheld whole, zeros too. `also` are keys that are hidden whatever their size.
    """
    arrows = list(counts)
    withheld = {name for name, parts in _sums(arrows).items() if _is_too_thin(parts)}
    hidden = {arrow.key for arrow in arrows if 0 < arrow.value < THRESHOLD or arrow.key in also}
    hidden |= {arrow.key for arrow in arrows if not arrow.is_known and withheld & {arrow.source, arrow.target}}
    while (more := _next(arrows, hidden, withheld)) is not None:
        hidden |= more
    return Hidden(frozenset(hidden), frozenset(withheld))


def _sums(arrows: Sequence[Count]) -> dict[str, list[Count]]:
    """The parts of every sum, its total left out."""
    parts: dict[str, list[Count]] = {}
    for arrow in arrows:
        if arrow.source != OUTSIDE:
            parts.setdefault(arrow.source, []).append(arrow)
    return parts


def _is_too_thin(parts: Sequence[Count]) -> bool:
    """Fewer than five together, or fewer than two each: to name the rows that are not empty says too much."""
    total = sum(part.value for part in parts)
    filled = [part for part in parts if part.value]
    return 0 < total < THRESHOLD or (total < 2 * len(filled) and any(part.value < THRESHOLD for part in filled))


def _next(arrows: Sequence[Count], hidden: set[str], withheld: set[str]) -> set[str] | None:
    """What to hide besides, `None` once nothing can be reckoned. Withholds what no other count can cover."""
    for arrow in arrows:
        if arrow.key in hidden and arrow.value and not _varies(arrow, arrows, hidden, withheld):
            if cover := _cover(arrow, arrows, hidden, withheld):
                return cover
            if more := _withhold(arrow, arrows, withheld) - hidden:
                return more
    for name, parts in _sums(arrows).items():
        unseen = [part.value for part in parts if part.key in hidden]
        alike = len(unseen) > 1 and len(set(unseen)) == 1 and name not in withheld
        if alike and (more := _smallest(parts, hidden)):
            return more
    return None


def _smallest(parts: Sequence[Count], hidden: set[str]) -> set[str]:
    """The smallest of these that is still shown, with its equals: to take one of them would tell them apart."""
    shown = [part for part in parts if part.value and part.key not in hidden and not part.is_known]
    least = min((part.value for part in shown), default=0)
    return {part.key for part in shown if part.value == least}


def _withhold(arrow: Count, arrows: Sequence[Count], withheld: set[str]) -> set[str]:
    names = {arrow.source, arrow.target} - {OUTSIDE}
    withheld |= names
    return {part.key for part in arrows if names & {part.source, part.target} and not part.is_known}


class Step(NamedTuple):
    """One arrow followed forwards (one more) or backwards (one fewer)."""

    end: str
    arrow: Count


def _steps(arrows: Sequence[Count], usable: set[str], withheld: set[str]) -> dict[str, list[Step]]:
    """Where one can go from each sum over the arrows `usable`: up as far as one likes, down to one, or to nothing."""
    steps: dict[str, list[Step]] = {}
    for arrow in arrows:
        if arrow.key in usable:
            steps.setdefault(arrow.source, []).append(Step(arrow.target, arrow))
            if arrow.value > (0 if withheld & {arrow.source, arrow.target} else 1):
                steps.setdefault(arrow.target, []).append(Step(arrow.source, arrow))
    return steps


def _varies(arrow: Count, arrows: Sequence[Count], hidden: set[str], withheld: set[str]) -> bool:
    return _way(arrow, arrows, hidden, set(), withheld) is not None


def _cover(arrow: Count, arrows: Sequence[Count], hidden: set[str], withheld: set[str]) -> set[str]:
    """The counts that are shown and cost least to hide, so that this one varies; with their equals of the same sum."""
    shown = {other.key for other in arrows if other.value and other.key not in hidden and not other.is_known}
    found = _way(arrow, arrows, hidden, shown, withheld) or []
    covering = [step for step in found if step.key in shown]
    return {
        other.key
        for other in arrows
        for step in covering
        if other.key in shown and (other.source, other.value) == (step.source, step.value)
    }


def _way(
    arrow: Count, arrows: Sequence[Count], hidden: set[str], shown: set[str], withheld: set[str]
) -> list[Count] | None:
    """The cheapest way round through hidden arrows and those of `shown`, `None` when there is none."""
    others = [other for other in arrows if other is not arrow]
    steps = _steps(others, hidden | shown, withheld)
    ends = [(arrow.target, arrow.source)]
    if arrow.value > (0 if withheld & {arrow.source, arrow.target} else 1):
        ends.append((arrow.source, arrow.target))
    ways = [way for start, end in ends if (way := _cheapest(start, end, steps, shown)) is not None]
    return min(ways, key=lambda way: sum(step.value for step in way if step.key in shown), default=None)


def _cheapest(start: str, end: str, steps: dict[str, list[Step]], shown: set[str]) -> list[Count] | None:
    waiting: list[tuple[int, int, str, list[Count]]] = [(0, 0, start, [])]
    been, turn = set(), _numbers()
    while waiting:
        cost, _, place, way = heappop(waiting)
        if place == end:
            return way
        if place not in been:
            been.add(place)
            for step in steps.get(place, []):
                price = step.arrow.value if step.arrow.key in shown else 0
                heappush(waiting, (cost + price, next(turn), step.end, [*way, step.arrow]))
    return None


def _numbers() -> Iterator[int]:
    """Tells equal costs apart in the order they came."""
    number = 0
    while True:
        yield (number := number + 1)
