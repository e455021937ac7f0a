"""Random small sets of requests with random ends: the statements against a slow calculation over the rows."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Q

from applications.enums import ClosingReason, State, Step
from applications.models import LoanApplication
from harmonie.schemes.enums import Lending
from harmonie.schemes.models import SchemeTerms
from reporting.bilan.question import Question
from reporting.losses.funnel import losses
from reporting.losses.records import groups
from reporting.losses.what_if import Asked, around, what_if
from reporting.periods import Period
from tests.builders import a_scheme as a_bare_scheme
from tests.builders import a_user, terms
from tests.loans.builders import a_scheme

from . import by_hand
from .builders import DAY, a_grant, a_record, a_refusal, a_request, mark, send

pytestmark = pytest.mark.django_db
SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))
IN_SEPTEMBER = Q(submitted_at__date__range=SEPTEMBER)
OWN = ("door", "review", "waiting", "given_up", "ready", "listed", "refused", "merged", "redirected", "draft")
LENT = ("sent", "lender_refused", "lender_granted", "left_lender", "lender_paid")
GRANTS = ("granted", "lapsed", "to_sign", "cancelled", "signed", "paid", "undone")


@pytest.fixture
def schemes():
    lent = a_bare_scheme(lending=Lending.EXTERNAL, lender_name="Crédit municipal")
    terms(lent)
    return a_scheme(), lent


def an_end(end, schemes, day, by, draw):
    """One request that ended so; what it went through before is drawn."""
    own, lent = schemes
    if end == "refused":
        return a_refusal(own, day)
    states = {
        "draft": State.DRAFT, "door": draw.choice([State.SUBMITTED, State.INADMISSIBLE, State.WITHDRAWN]),
        "review": State.IN_REVIEW, "waiting": State.AWAITING_DOCUMENTS, "ready": State.READY,
        "given_up": State.WITHDRAWN, "merged": State.WITHDRAWN, "redirected": State.REDIRECTED,
        "listed": State.ON_AGENDA,
        "sent": State.SENT_TO_LENDER, "lender_refused": State.LENDER_REFUSED, "lender_granted": State.LENDER_GRANTED,
        "left_lender": State.WITHDRAWN, "lender_paid": State.LENDER_DISBURSED,
    }  # fmt: skip
    facts = {"closing_reason": ClosingReason.DUPLICATE} if end == "merged" else {}
    request = a_request(lent if end in LENT else own, states[end], day, by=by, **facts)
    if end == "draft":
        return request
    if end == "door":
        mark(request, Step.REFERRAL, 1, is_stop=request.state != State.SUBMITTED)
    else:
        mark(request, Step.REVIEW, draw.randrange(4))
    if end in (*LENT, "ready", "listed") or (end == "given_up" and draw.random() < 0.5):
        mark(request, Step.REVIEW, draw.randrange(4, 8), is_done=True)
    if end == "listed":
        mark(request, Step.COMMISSION, 9)
    if end in LENT:
        paid = end == "lender_paid"
        granted = end == "lender_granted" or (end == "left_lender" and draw.random() < 0.5)
        send(request, draw.randrange(9, 15), granted=granted, paid=paid)
    return request


def drawn(seed, schemes):
    """Nothing but rows: who is asked, when, how far, and what their checks kept."""
    draw, by = random.Random(seed), a_user()
    ends = [draw.choice(OWN) for _ in range(9)] + [draw.choice(LENT) for _ in range(4)]
    made = [an_end(end, schemes, DAY + timedelta(days=draw.randrange(-9, 26)), by, draw) for end in ends]
    for request, end in zip(made, ends, strict=True):
        if end == "merged":
            LoanApplication.objects.filter(pk=request.pk).update(
                merged_into=next(one for one in made if one != request)
            )
    made += [a_grant(schemes[0], end) for end in draw.sample(GRANTS, 3)]
    dated = list(SchemeTerms.objects.select_related("scheme"))
    for request in made:
        for one in dated:
            if draw.random() < 0.7:
                births = [date(2015, 1, 1), date(2000, 1, 1)][: draw.randrange(3)]
                a_record(
                    request, one, earned=draw.choice(["0", "900", "1313.83", "1313.82", "1500.50", "2100"]),
                    amount=draw.choice([500, 1000, 1500]), months=draw.choice([10, 18, 24]), births=births,
                    is_resident=draw.random() < 0.8, keeps=draw.random() < 0.85,
                )  # fmt: skip
    return LoanApplication.objects.filter(pk__in=[request.pk for request in made]).exclude(state=State.DRAFT)


@pytest.mark.parametrize("seed", [10])
def test_funnel_and_what_if_are_what_the_rows_say(seed, schemes):
    everything = drawn(seed, schemes)
    for scheme in (None, *schemes):
        period = Period(*SEPTEMBER, scheme)
        kept = everything.filter(IN_SEPTEMBER, merged_into=None)
        requests = list(kept.filter(scheme=scheme) if scheme else kept)
        found, slow = losses(period), by_hand.funnel(requests)
        assert {key: getattr(found, key) for key in ("reached", "stopped", "waiting")} | {
            "median": [delay.median for delay in found.delays],
            "mean": [None if delay.mean is None else round(float(delay.mean), 6) for delay in found.delays],
        } == slow
        assert found.received == found.lost + found.under_way + found.paid_out
        assert found.lost == sum(stop.count for stop in found.stops)
    walked = [by_hand.Walked(request) for request in everything.filter(IN_SEPTEMBER, merged_into=None)]
    for asked in (Asked(), Asked(Decimal("1313.83"), Decimal(1500), 24), Asked(Decimal(800))):
        compared(walked, schemes[0], asked)


def compared(walked, scheme, asked):
    """The figure asked for, and each step of the range."""
    question = Period(*SEPTEMBER)
    ceilings = around(Decimal("1313.83"), asked.ceiling)
    found = what_if(groups(Question.of(question), scheme), asked, ceilings)
    slow = by_hand.what_if(walked, scheme, asked)
    effect = found.effect
    assert (found.lost, found.granted, effect.gained, effect.elsewhere, effect.dropped, found.already) == tuple(
        slow[key] for key in ("lost", "granted", "gained", "elsewhere", "dropped", "already")
    )
    assert found.lost == found.stopped + found.other + found.otherwise + found.unknown
    for ceiling, step in found.steps[::5]:
        slow = by_hand.what_if(walked, scheme, Asked(ceiling, asked.amount_max, asked.months_max))
        assert (step.gained, step.elsewhere, step.dropped) == (slow["gained"], slow["elsewhere"], slow["dropped"])
