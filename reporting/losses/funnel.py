"""Where and why requests stop. The lesson of Sucy: a request that fails leaves a reason behind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from applications.enums import Step
from applications.models import LoanApplication

from ..bilan.populations import earlier, narrowed
from ..bilan.question import Question
from ..periods import Period
from .journeys import read
from .reasons import Why, named
from .stages import DOORS, LENDER_NAMES, LENDER_STAGES, NAMES, End, Stage

# A step noted with an earlier day than the one before it took no time.
DELAY = """
percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, days_{0})) FILTER (WHERE days_{0} IS NOT NULL),
avg(greatest(0, days_{0})) FILTER (WHERE days_{0} IS NOT NULL), count(days_{0})
"""
# One pass over the journeys: each way to end, the delays beside it, and a line for the duplicates.
TOLD = """
, ends AS (
    SELECT reached, ended, by_whom, reason, outcome, blocking, count(*), count(*) FILTER (WHERE went_on)
    FROM journeys GROUP BY 1, 2, 3, 4, 5, 6
    UNION ALL SELECT -1, '', '', '', '', '', count(*), 0 FROM standing WHERE is_merged
), delays AS (SELECT {delays} FROM journeys)
SELECT ends.*, delays.* FROM ends CROSS JOIN delays
""".replace("{delays}", ",".join(DELAY.format(int(stage)) for stage in Stage))
ENDS = 8  # columns


@dataclass(frozen=True)
class Delay:
    """Days since the request was received; for the first stage, since its first word. `measured`: how many requests."""

    median: float | None
    mean: Decimal | None
    measured: int


@dataclass(frozen=True)
class Stop:
    """How many requests stopped at one door, for one reason, with one outcome."""

    step: Step
    reason: str
    outcome: str
    count: int
    stage: Stage
    why: Why


@dataclass(frozen=True)
class Level:
    """One stage: how many came that far, stopped there, or stand there now."""

    stage: Stage
    name: str
    count: int
    before: int
    received: int
    stopped: int
    under_way: int
    delay: Delay

    @property
    def remaining(self) -> int:
        """Of those who came that far, how many did not stop there."""
        return self.count - self.stopped

    @property
    def of_before(self) -> Decimal | None:
        """The part of the stage before that came here; None where nobody was."""
        return Decimal(self.count) / self.before if self.before else None

    @property
    def of_all(self) -> Decimal | None:
        """The part of all that were received."""
        return Decimal(self.count) / self.received if self.received else None


@dataclass(frozen=True)
class Losses:
    """The requests received in a period: how far they came, and where some stopped.

    `drafts` were begun in the period and never handed over; `duplicates` were united with another request: neither
    counts in any stage. `went_on` of those lost were opened anew under another scheme.
    """

    reached: tuple[int, ...]
    stopped: tuple[int, ...]
    waiting: tuple[int, ...]
    delays: tuple[Delay, ...]
    stops: list[Stop]
    conditions: list[tuple[str, int]]
    duplicates: int
    went_on: int
    drafts: int
    at_lender: bool

    @property
    def received(self) -> int:
        return self.reached[Stage.RECEIVED]

    @property
    def granted(self) -> int:
        return self.reached[Stage.GRANTED]

    @property
    def paid_out(self) -> int:
        return self.reached[Stage.PAID_OUT]

    @property
    def lost(self) -> int:
        return sum(self.stopped)

    @property
    def under_way(self) -> int:
        return sum(self.waiting)

    @property
    def criteria(self) -> list[tuple[str, int]]:
        """The conditions that stopped requests, in words, the most frequent first."""
        return [(named(code), count) for code, count in self.conditions]

    @property
    def levels(self) -> list[Level]:
        """The stages, in order; an external lender has no agreement to be signed here."""
        stages = LENDER_STAGES if self.at_lender else tuple(Stage)
        names = LENDER_NAMES if self.at_lender else NAMES
        return [self._level(stage, names[stage], stages[max(0, place - 1)]) for place, stage in enumerate(stages)]

    def _level(self, stage: Stage, name: str, before: Stage) -> Level:
        return Level(
            stage=stage,
            name=name,
            count=self.reached[stage],
            before=self.reached[before],
            received=self.received,
            stopped=self.stopped[stage],
            under_way=self.waiting[stage],
            delay=self.delays[stage],
        )


def losses(period: Period) -> Losses:
    """Two queries: the ends and the delays of the requests received, and the drafts never handed over."""
    question = Question.of(period)
    reached, stopped, waiting = [0] * len(Stage), [0] * len(Stage), [0] * len(Stage)
    stops, conditions, duplicates, went_on = Counter[tuple[Stage, Why]](), Counter[str](), 0, 0
    rows = read(question, TOLD)
    for place, ended, *why, count, followed in (row[:ENDS] for row in rows):
        if place < 0:
            duplicates = count
            continue
        for stage in range(place + 1):
            reached[stage] += count
        if ended == End.UNDER_WAY:
            waiting[place] += count
        if ended == End.LOST:
            stop = Why(*why)
            stopped[place] += count
            stops[Stage(place), stop] += count
            conditions[stop.condition] += count
            went_on += followed
    return Losses(
        reached=tuple(reached),
        stopped=tuple(stopped),
        waiting=tuple(waiting),
        delays=_delays(rows[0][ENDS:]),
        stops=_lines(stops),
        conditions=_frequent(conditions),
        duplicates=duplicates,
        went_on=went_on,
        drafts=_drafts(question),
        at_lender=bool(question.scheme and not question.scheme.lends_itself),
    )


def _frequent(conditions: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first, then by name: the database gives the ways to stop in no order."""
    found = [(code, count) for code, count in conditions.items() if code]
    return sorted(found, key=lambda one: (-one[1], named(one[0])))


def _lines(stops: Counter[tuple[Stage, Why]]) -> list[Stop]:
    """By door, then the most frequent first."""
    doors = list(Step)
    lines = [Stop(DOORS[stage], why.said, why.followed, count, stage, why) for (stage, why), count in stops.items()]
    return sorted(lines, key=lambda stop: (doors.index(stop.step), -stop.count, stop.reason, stop.stage, stop.why))


def _delays(told: Sequence[Any]) -> tuple[Delay, ...]:
    return tuple(Delay(*told[3 * stage : 3 * stage + 3]) for stage in Stage)


def _drafts(question: Question) -> int:
    """Begun in the period and not handed over: a first word that has not become a request."""
    before = question.known_before
    kept = Q(submitted_at=None) | (Q(submitted_at__gte=before) if before else Q())
    begun = LoanApplication.objects.filter(kept, question.covers("created_at"), earlier("created_at", before))
    return narrowed(begun, question).count()
