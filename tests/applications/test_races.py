"""Two people at once, on connections of their own: one acts, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from applications import actions
from applications.enums import State
from harmonie.refusals import Refusal
from tests.applications.builders import a_filled_draft, a_submitted
from tests.builders import a_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


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
