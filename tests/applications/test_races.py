"""Two people at once, on connections of their own: one acts, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from applications import actions
from applications.duplicates.queries import possible_duplicates
from applications.enums import State
from applications.models import LoanApplication
from harmonie.refusals import Refusal
from tests.applications.builders import NADIA, a_filled_draft, a_partners_user, a_submitted, an_open_scheme
from tests.builders import a_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[int], None]) -> list[str]:
    """Runs `act(0)` and `act(1)` together; says which was "done" and which "refused"."""
    start = Barrier(2)

    def attempt(number: int) -> str:
        try:
            start.wait(timeout=10)
            act(number)
        except Refusal:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(attempt, range(2)))


def test_two_workers_take_over_one_request():
    application, workers = a_submitted(), [a_user(), a_user()]
    now = timezone.now()
    told = at_once(lambda number: actions.take_over(application=application, by=workers[number], now=now))
    assert told == ["done", "refused"]
    application.refresh_from_db()
    assert application.worker in workers


def test_one_draft_is_handed_over_once():
    draft = a_filled_draft()
    now, by = timezone.now(), draft.referred_by
    told = at_once(lambda _: actions.submit(application=draft, consented=True, by=by, now=now))
    assert told == ["done", "refused"]
    draft.refresh_from_db()
    assert (draft.state, draft.milestones.count()) == (State.SUBMITTED, 1)


def test_two_partners_submit_the_same_person_in_the_same_second():
    """Two requests, each its partner's own; whether it is one person is the CCAS's to say."""
    now, scheme = timezone.now(), an_open_scheme()
    drafts = [a_filled_draft(a_partners_user(), scheme=scheme) for _ in range(2)]
    told = at_once(
        lambda number: actions.submit(
            application=drafts[number], consented=True, by=drafts[number].referred_by, now=now
        )
    )
    assert told == ["done", "done"]
    handed_in = LoanApplication.objects.filter(state=State.SUBMITTED)
    assert {request.reference for request in handed_in} == {draft.reference for draft in drafts}
    for draft in drafts:
        assert [other.reference for other in possible_duplicates(draft)] == [
            other.reference for other in drafts if other != draft
        ]
        assert list(LoanApplication.objects.visible_to(draft.referred_by)) == [draft]


def test_two_partners_begin_the_same_person_in_the_same_second():
    now, scheme, users = timezone.now(), an_open_scheme(), [a_partners_user(), a_partners_user()]
    told = at_once(lambda number: actions.open_draft(scheme=scheme, person=NADIA, by=users[number], now=now))
    assert told == ["done", "done"]
    assert len({draft.reference for draft in LoanApplication.objects.all()}) == 2
