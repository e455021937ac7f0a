"""Where and why requests stop. The lesson of Sucy: a request that fails leaves a reason behind."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When

from applications.enums import OPEN_STATES, ClosingReason, State, Step
from applications.models import LoanApplication, Milestone
from applications.outcomes.criteria import label
from commission.enums import GRANTS, Grounds, ItemState, Outcome
from commission.models import AgendaItem, Decision

from ..periods import Period

RECEIVED, COMPLETE, PRESENTED, GRANTED = range(4)
STAGES = {RECEIVED: Step.REFERRAL, COMPLETE: Step.REVIEW, PRESENTED: Step.COMMISSION}
STOPPED_STATES = (State.WITHDRAWN, State.INADMISSIBLE, State.REDIRECTED, State.LENDER_REFUSED)


@dataclass(frozen=True)
class Stop:
    """How many requests stopped at one door, for one reason, with one outcome."""

    step: Step
    reason: str
    outcome: str
    count: int


@dataclass(frozen=True)
class Losses:
    """The requests received in a period: how far they came, and where some stopped."""

    reached: tuple[int, int, int, int]
    stopped: tuple[int, int, int]
    stops: list[Stop]
    criteria: list[tuple[str, int]]

    @property
    def received(self) -> int:
        return self.reached[RECEIVED]

    @property
    def granted(self) -> int:
        return self.reached[GRANTED]

    @property
    def lost(self) -> int:
        return sum(self.stopped)

    @property
    def under_way(self) -> int:
        return self.received - self.granted - self.lost


def losses(period: Period) -> Losses:
    """One query: the requests received, by the door they reached and how they ended."""
    facts = ("reached", "state", "closing_reason", "blocking_criterion", "outcome", "grounds")
    rows = _received(period).values(*facts).annotate(count=Count("pk"))
    reached, stopped, stops, criteria = [0] * 4, [0] * 3, {}, Counter[str]()
    for row in rows:
        for stage in range(row["reached"] + 1):
            reached[stage] += row["count"]
        if row["reached"] < GRANTED and (row["state"] in STOPPED_STATES or row["state"] == State.DECIDED):
            stopped[row["reached"]] += row["count"]
            key = (row["reached"], *_words(row))
            stops[key] = stops.get(key, 0) + row["count"]
            criteria[row["blocking_criterion"]] += row["count"]
    lines = [Stop(STAGES[key[0]], key[1], key[2], count) for key, count in stops.items()]
    lines.sort(key=lambda stop: (list(Step).index(stop.step), -stop.count, stop.reason))
    return Losses(tuple(reached), tuple(stopped), lines, _named(criteria))


def _received(period: Period):
    last = Decision.objects.filter(application=OuterRef("pk")).order_by("-pk")
    standing = Decision.objects.filter(application=OuterRef("pk"), withdrawn_by=None)
    granted = Exists(standing.filter(outcome__in=GRANTS))
    decided = Exists(Decision.objects.filter(application=OuterRef("pk")))
    listed = Exists(
        AgendaItem.objects.filter(application=OuterRef("pk"), state__in=[ItemState.LISTED, ItemState.UNDER_VOTE])
    )
    at_the_door = Exists(Milestone.objects.filter(application=OuterRef("pk"), step=Step.REFERRAL, is_stop=True))
    # What its lender had is lost there, whoever gave up; a loan that it granted counts only while it is to be paid.
    with_lender = Q(state__in=[State.SENT_TO_LENDER, State.LENDER_REFUSED]) | Q(lender_sending__isnull=False)
    return (
        LoanApplication.objects.filter(period.covers("submitted_at"), period.under("scheme"), is_taken_over=False)
        .order_by()
        .annotate(
            reached=Case(
                When(granted | Q(state__in=[State.LENDER_GRANTED, State.LENDER_DISBURSED]), then=Value(GRANTED)),
                When(decided | listed | with_lender, then=Value(PRESENTED)),
                When(Q(state=State.SUBMITTED) | at_the_door, then=Value(RECEIVED)),
                When(Q(state__in=[*OPEN_STATES, *STOPPED_STATES]), then=Value(COMPLETE)),
                default=Value(COMPLETE),
                output_field=IntegerField(),
            ),
            outcome=Subquery(last.values("outcome")[:1], output_field=CharField()),
            grounds=Subquery(last.values("grounds")[:1], output_field=CharField()),
        )
    )


def _named(criteria: Counter[str]) -> list[tuple[str, int]]:
    """The conditions that stopped requests, the most frequent first; a request that gave up met none."""
    return [(label(code).capitalize(), count) for code, count in criteria.most_common() if code]


def _words(row: dict[str, str]) -> tuple[str, str]:
    """Why, and what followed, as the bilan says it."""
    if row["state"] == State.DECIDED:
        return Grounds(row["grounds"]).label.capitalize(), Outcome(row["outcome"]).label.capitalize()
    return ClosingReason(row["closing_reason"]).label.capitalize(), State(row["state"]).label.capitalize()
