"""The funnel on a past day: what was decided, signed, paid, closed or reversed later is left out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from applications import actions as intake
from applications.enums import ClosingReason, State
from reporting.bilan.question import Question
from reporting.losses.funnel import losses
from tests.builders import a_user
from tests.loans.builders import a_scheme, at

from .builders import DAY, a_grant, a_request

pytestmark = pytest.mark.django_db
SEPTEMBER = Question(date(2026, 9, 1), date(2026, 9, 30))


def test_each_day_knows_what_had_happened_by_then():
    """Received on the 12th, granted on the 16th, signed and paid on the 19th."""
    a_grant(a_scheme(), "paid")
    furthest = {5: 2, 8: 2, 9: 4, 11: 4, 12: 6}
    for days, stage in furthest.items():
        reached = losses(replace(SEPTEMBER, as_of=DAY + timedelta(days=days))).reached
        assert reached == tuple(int(place <= stage) for place in range(7)), days
    assert losses(replace(SEPTEMBER, as_of=DAY + timedelta(days=4))).received == 0


def test_a_later_end_is_not_known_before():
    scheme, worker = a_scheme(), a_user()
    request = a_request(scheme, State.IN_REVIEW, by=worker, state_since=at(DAY))
    end = {"reason": ClosingReason.ABANDONED, "note": "A trouvé.", "by": worker, "now": at(DAY + timedelta(days=15))}
    before = losses(SEPTEMBER)
    intake.withdraw(application=request, **end)
    known = losses(replace(SEPTEMBER, as_of=DAY + timedelta(days=14)))
    assert (known.reached, known.stopped, known.waiting, known.stops) == (
        before.reached,
        before.stopped,
        before.waiting,
        [],
    )
    assert losses(replace(SEPTEMBER, as_of=DAY + timedelta(days=15))).stopped == (0, 1, 0, 0, 0, 0, 0)
