"""« Et si »: what other terms would have changed, recomputed from the records with the pure rules of eligibility."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from applications.eligibility import Terms, amount_fits, income_fits, months_fit

from .records import MOVABLE, Figures, Group, Standing


@dataclass(frozen=True)
class Asked:
    """Other terms: euros a month, euros, months. What is None stays as each record has it."""

    ceiling: Decimal | None = None
    amount_max: Decimal | None = None
    months_max: int | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.ceiling, self.amount_max, self.months_max))

    def over(self, terms: Terms) -> Terms:
        """These terms with what is asked in the place of what was voted."""
        return replace(
            terms,
            income_ceiling=terms.income_ceiling if self.ceiling is None else self.ceiling,
            amount_max=terms.amount_max if self.amount_max is None else self.amount_max,
            months_max=terms.months_max if self.months_max is None else self.months_max,
        )


@dataclass(frozen=True)
class Effect:
    """How many requests: lost here or elsewhere that would have passed, granted that would not have."""

    gained: int
    elsewhere: int
    dropped: int


@dataclass(frozen=True)
class WhatIf:
    """The lost requests of a scheme by what its terms had to do with it, and what other terms change.

    `lost` = stopped by what terms can move + `other` (another condition failed) + `otherwise` (all conditions were
    met) + `unknown` (no usable record, or one that contradicts the reason). `already`: lost under another scheme, while
    the record says that this one was possible. `steps`: the effect at each ceiling of a range.
    """

    lost: int = 0
    stopped: int = 0
    other: int = 0
    otherwise: int = 0
    unknown: int = 0
    already: int = 0
    granted: int = 0
    waived: int = 0
    granted_unknown: int = 0
    effect: Effect = Effect(0, 0, 0)
    steps: list[tuple[Decimal, Effect]] = field(default_factory=list)


def what_if(groups: Iterable[Group], asked: Asked, ceilings: Sequence[Decimal]) -> WhatIf:
    """`ceilings` go from the lowest to the highest; they take the place of the ceiling asked, one after another."""
    found = list(groups)
    own = [group for group in found if group.is_own and not group.is_granted]
    granted = [group for group in found if group.is_granted]
    # Who was sent on to another scheme, and has a dossier there, is not looked for a second time.
    others = [group for group in found if not group.is_own and not group.went_on]
    parts = Counter[str]()
    for group in own:
        parts[part_of(group)] += group.count
    return WhatIf(
        lost=_sum(own, lambda group: True),
        stopped=parts["stopped"],
        other=parts["other"],
        otherwise=parts["otherwise"],
        unknown=parts["unknown"],
        already=_sum(others, lambda group: group.standing == Standing.PASSED),
        granted=_sum(granted, lambda group: True),
        waived=_sum(granted, lambda group: group.standing == Standing.WAIVED),
        granted_unknown=_sum(granted, lambda group: group.standing not in (Standing.PASSED, Standing.WAIVED)),
        effect=_effect(own, others, granted, asked),
        steps=_steps(own, others, granted, asked, ceilings),
    )


def cases(groups: Iterable[Group], asked: Asked, which: str) -> list[int]:
    """The keys of the requests behind one figure of `WhatIf`, by its name; the groups were read with their cases."""
    changed, found = _Changed(asked.over), []
    for group in groups:
        if _is_behind(group, which, changed):
            found += group.cases
    return found


def _is_behind(group: Group, which: str, changed: "_Changed") -> bool:
    if group.is_granted:
        return which == "dropped" and group.standing == Standing.PASSED and not changed.lets_pass(group)
    if not group.is_own:
        gained = which == "elsewhere" and group.standing == Standing.FAILED and changed.lets_pass(group)
        already = which == "already" and group.standing == Standing.PASSED
        return not group.went_on and (gained or already)
    gained = which == "gained" and group.standing == Standing.FAILED and changed.lets_pass(group)
    return gained or which == part_of(group)


def part_of(group: Group) -> str:
    """What the terms had to do with the end of a lost request."""
    if group.standing == Standing.NONE:
        return "unknown"
    if group.standing == Standing.FAILED:
        return "stopped"
    if group.standing == Standing.OTHER:
        return "other"
    return "unknown" if group.why.condition in MOVABLE else "otherwise"


def passes(terms: Terms, figures: Figures) -> bool:
    """The three conditions at once; the others passed already, or the group would not ask."""
    return (
        amount_fits(terms, figures.amount)
        and months_fit(terms, figures.months)
        and income_fits(terms, figures.units, figures.earned)
    )


def _sum(groups: Iterable[Group], holds: Callable[[Group], bool]) -> int:
    return sum(group.count for group in groups if holds(group))


def _stopped(groups: Iterable[Group]) -> list[Group]:
    return [group for group in groups if group.standing == Standing.FAILED]


def _effect(own: list[Group], others: list[Group], granted: list[Group], asked: Asked) -> Effect:
    changed = _Changed(asked.over)
    here, there = (_sum(_stopped(groups), changed.lets_pass) for groups in (own, others))
    passed = [group for group in granted if group.standing == Standing.PASSED]
    return Effect(here, there, _sum(passed, lambda group: not changed.lets_pass(group)))


class _Changed:
    """Other terms for each of the few that the records name, made once."""

    def __init__(self, change: Callable[[Terms], Terms]) -> None:
        self._change, self._made = change, dict[int, Terms]()

    def lets_pass(self, group: Group) -> bool:
        terms = self._made.get(id(group.terms))
        if terms is None:
            terms = self._made[id(group.terms)] = self._change(group.terms)
        return passes(terms, group.figures)


def _steps(
    own: list[Group], others: list[Group], granted: list[Group], asked: Asked, ceilings: Sequence[Decimal]
) -> list[tuple[Decimal, Effect]]:
    """A higher ceiling lets pass all that a lower one does: each group is asked only where it begins to pass."""
    passed = [group for group in granted if group.standing == Standing.PASSED]
    here, there, kept = (_reached(groups, asked, ceilings) for groups in (_stopped(own), _stopped(others), passed))
    every = sum(group.count for group in passed)
    return [(ceiling, Effect(here[place], there[place], every - kept[place])) for place, ceiling in enumerate(ceilings)]


def _reached(groups: list[Group], asked: Asked, ceilings: Sequence[Decimal]) -> list[int]:
    """How many requests pass at each ceiling."""
    ranges: dict[int, list[Terms]] = {}
    begins = Counter[int]()
    for group in groups:
        key = id(group.terms)
        if key not in ranges:
            ranges[key] = [replace(asked, ceiling=ceiling).over(group.terms) for ceiling in ceilings]
        begins[bisect_left(ranges[key], True, key=lambda terms: passes(terms, group.figures))] += group.count
    counts, running = [], 0
    for place in range(len(ceilings)):
        running += begins[place]
        counts.append(running)
    return counts


def around(ceiling: Decimal, asked: Decimal | None = None) -> list[Decimal]:
    """Ten round steps around a ceiling, five below and five above, and the one that is asked."""
    sizes = [Decimal(digit * 10**power) for power in range(9) for digit in (1, 2, 5)]
    size = max((size for size in sizes if size <= ceiling / 20), default=Decimal(1))
    found = {ceiling + place * size for place in range(-5, 6)} | ({asked} if asked is not None else set())
    return sorted(one for one in found if one > 0)
