"""Two people at once, on connections of their own: one writes, the other is told."""

import pytest
from django.utils import timezone

from applications import actions
from applications.enums import ClosingReason, State
from applications.lender import actions as lender
from applications.models import LenderLoan
from tests.applications.test_races import at_once
from tests.builders import a_user

from .builders import a_file_ready, disbursed, sent

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clerks_record_the_lenders_answer():
    application, by, now = sent(), a_user(), timezone.now()

    def answer(number: int) -> None:
        reason = None if number else ClosingReason.BUDGET
        actions.record_lender_answer(
            application=application, granted=bool(number), reason=reason, note="Reçue", by=by, now=now
        )

    assert at_once(answer) == ["done", "refused"]
    application.refresh_from_db()
    granted = application.state == State.LENDER_GRANTED
    assert LenderLoan.objects.filter(application=application).exists() == granted


def test_two_clerks_note_the_same_interest():
    part, by, now = disbursed().subsidies.first(), a_user(), timezone.now()

    def note(number: int) -> None:
        if number:
            lender.mark_interest_paid(subsidy=part, paid_on=timezone.localdate(now), by=by, now=now)
        else:
            lender.mark_interest_lost(subsidy=part, why="Hors convention", by=by, now=now)

    assert at_once(note) == ["done", "refused"]
    part.refresh_from_db()
    assert bool(part.paid_on) != bool(part.lost_why)


def test_two_workers_ask_for_the_file():
    application, by, now = a_file_ready(), a_user(), timezone.now()
    at_once(lambda _: lender.ask_lender_file(application=application, by=by, now=now))
    assert application.lender_files.count() == 1
