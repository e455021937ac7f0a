"""Two at once: two partners with one person, two workers with one pair."""

import pytest
from django.db import transaction
from django.utils import timezone

from applications import actions
from applications.duplicates.actions import merge, record_finding
from applications.enums import State
from applications.models import IdentityFinding, LoanApplication
from reporting.home.waiting import waiting_for
from tests.applications.builders import a_filled_draft, a_partners_user, an_open_scheme, in_review
from tests.applications.test_races import at_once
from tests.builders import a_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_partners_hand_in_one_person_in_the_same_second():
    scheme = an_open_scheme()
    drafts = [a_filled_draft(a_partners_user(), scheme=scheme, first_name=name) for name in ("Fatoumata", "Fatou")]
    now = timezone.now()

    def submit(number: int) -> None:
        draft = drafts[number]
        actions.submit(application=draft, consented=True, by=draft.referred_by, now=now)

    assert at_once(submit) == ["done", "done"]
    assert LoanApplication.objects.filter(state=State.SUBMITTED).count() == 2
    lines = [line.todo.do for line in waiting_for(a_user(), timezone.localdate())]
    assert len(lines) == 2
    assert len([line for line in lines if line.startswith("Vérifier si deux demandes")]) == 1


def test_two_workers_compare_one_pair():
    one, other = in_review(), in_review(first_name="Nadja")
    workers, now = [a_user(), a_user()], timezone.now()

    def say(number: int) -> None:
        told = {"is_same": True, "why": "", "by": workers[number], "now": now}
        record_finding(one=one.applicant, other=other.applicant, **told)

    assert at_once(say) == ["done", "refused"]
    assert IdentityFinding.objects.count() == 1


def test_two_workers_merge_one_pair_from_either_side():
    pair = [in_review(), in_review(first_name="Nadja")]
    workers, now = [a_user(), a_user()], timezone.now()

    def unite(number: int) -> None:
        with transaction.atomic():
            merge(one=pair[number], other=pair[1 - number], why="", by=workers[number], now=now)

    assert at_once(unite) == ["done", "refused"]
    assert LoanApplication.objects.filter(merged_into=pair[0]).count() == 1
