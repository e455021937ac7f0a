"""What an exercice engaged, day by day, and what was voted for it. Euros."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, Sum, When
from django.db.models.functions import TruncDate

from harmonie.schemes.enums import MovementKind
from harmonie.schemes.models import BudgetMovement, EnvelopeVote

from ..bilan.populations import earlier
from ..bilan.question import Question
from .burn_up import Point
from .scale import in_hundreds
from .scope import envelopes

ENOUGH = 5  # people between two points that are published


class Day(NamedTuple):
    """What one day engaged less what it gave back, and for how many cases."""

    day: date
    amount: Decimal
    cases: int


class Engagements(NamedTuple):
    """An exercice until `until`; `voted` and `engaged` are running totals."""

    year: int
    until: date
    days: list[Day]
    voted: list[Point]

    @property
    def allocated(self) -> Decimal:
        return self.voted[-1].amount if self.voted else Decimal("0.00")

    @property
    def engaged(self) -> list[Point]:
        return running([Point(day.day, day.amount) for day in self.days])

    @property
    def published(self) -> list[Point]:
        """Running totals in hundreds, a point only where five more cases came: none of them can be told apart."""
        points, waiting, total = [], 0, Decimal(0)
        for day in self.days:
            total, waiting = total + day.amount, waiting + day.cases
            if waiting >= ENOUGH:
                points.append(Point(day.day, in_hundreds(total)))
                waiting = 0
        return points


def running(moves: Sequence[Point]) -> list[Point]:
    total, points = Decimal(0), []
    for move in moves:
        total += move.amount
        points.append(Point(move.day, total))
    return points


def engagements(question: Question, until: date) -> Engagements | None:
    """The exercice in which `until` falls, as the records stood; None when nothing was voted for it."""
    year = until.year
    voted = _voted(question, year, until)
    if not voted:
        return None
    moves = BudgetMovement.objects.filter(envelope__in=envelopes(question, year))
    if question.known_before:
        moves = moves.filter(moved_at__lt=question.known_before)
    signed = Case(When(kind=MovementKind.RELEASE, then=-F("amount")), default=F("amount"))
    by_day = moves.annotate(day=TruncDate("moved_at")).order_by("day").values_list("day")
    found = by_day.annotate(sum=Sum(signed), cases=Count("reference", distinct=True)).filter(Q(day__lte=until))
    return Engagements(year, until, [Day(*row) for row in found], voted)


def _voted(question: Question, year: int, until: date) -> list[Point]:
    """What was voted by then, each vote on the day it was recorded; one of before or after the year at its ends."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    known = earlier("recorded_at", question.known_before)
    votes = EnvelopeVote.objects.filter(known, envelope__in=envelopes(question, year))
    by_day = votes.annotate(day=TruncDate("recorded_at")).order_by("day").values_list("day").annotate(sum=Sum("amount"))
    moves = dict[date, Decimal]()
    for day, amount in by_day:
        within = min(max(day, first), last)
        moves[within] = moves.get(within, Decimal(0)) + amount
    points = running([Point(day, amount) for day, amount in moves.items() if day <= until])
    return points if any(point.amount for point in points) else []
