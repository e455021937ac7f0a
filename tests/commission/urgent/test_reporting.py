"""The next meeting is told of what was decided alone; those it concerns read it, nobody else."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import Exclusion
from commission.actions import postpone_item
from commission.letters.content import letter_context
from commission.models import Decision, Meeting, UrgentReport
from commission.urgent.queries import reports_of
from harmonie.accounts.roles import Role
from tests.builders import a_partner, a_user
from tests.commission.builders import a_meeting, a_ready_case, convened, listed

from .builders import URGENCY, a_delegation, decided_alone


@pytest.fixture
def decision(room):
    a_delegation()
    return decided_alone(room)


def test_the_next_meeting_convened_is_told(room, decision, sign_in):
    meeting = a_meeting(room)
    listed(room, meeting)
    assert decision not in Decision.objects.visible_to(room.members[0])
    meeting = convened(room, meeting)
    late = decided_alone(room)
    assert list(reports_of(meeting)) == [decision]
    page = sign_in(room.members[0]).get(reverse("commission:meeting", args=[meeting.pk])).content.decode()
    for words in ("Pour information", decision.number, URGENCY):
        assert words in page
    assert late.number not in page
    second = a_meeting(room)
    listed(room, second)
    second = convened(room, second)
    assert list(reports_of(second)) == [late]


def test_a_meeting_that_could_not_sit_leaves_it_to_the_next(room, decision):
    first, second = a_meeting(room), a_meeting(room)
    listed(room, first)
    first = convened(room, first)
    postpone_item(item=first.items.get(), why="Pas de quorum", by=room.chair, now=timezone.now())
    Meeting.objects.filter(pk=first.pk).update(state="no_quorum", closed_at=timezone.now())
    listed(room, second)
    second = convened(room, second)
    third = a_meeting(room)
    listed(room, third)
    assert list(reports_of(second)) == [decision]
    assert list(reports_of(convened(room, third))) == []


def test_who_reads_it(room, decision, sign_in):
    address = reverse("commission:decision", args=[decision.number])
    staff = (room.chair, room.secretary, room.worker)
    strangers = (room.members[0], a_user(Role.FINANCE), a_user(partner=a_partner()))
    for user in staff:
        page = sign_in(user).get(address)
        assert page.status_code == 200
        assert "Par délégation" in page.content.decode()
    for user in strangers:
        assert sign_in(user).get(address).status_code == 404
    Exclusion.objects.create(application=decision.application, user=room.worker, declared_at=timezone.now())
    assert sign_in(room.worker).get(address).status_code == 404


def test_whoever_stepped_aside_is_told_nothing(room, decision, sign_in):
    member = room.members[0]
    Exclusion.objects.create(application=decision.application, user=member, declared_at=timezone.now())
    meeting = a_meeting(room)
    listed(room, meeting)
    meeting = convened(room, meeting)
    page = sign_in(member).get(reverse("commission:meeting", args=[meeting.pk])).content.decode()
    assert decision.number not in page
    assert "Pour information" not in page


def test_the_letter_says_who_decided_and_by_which_delegation(room, decision):
    letter = letter_context(decision, issued_on=timezone.localdate())
    assert letter["examined"].startswith("Par délégation du conseil d’administration (Délibération n° 12 du 3 mars)")
    assert "Hélène Dubreuil, présidente du CCAS" in letter["examined"]


def test_the_panel_costs_the_same_for_one_and_three(room, decision, sign_in, django_assert_num_queries):
    meeting = a_meeting(room)
    listed(room, meeting)
    meeting = convened(room, meeting)
    page, browser = reverse("commission:meeting", args=[meeting.pk]), sign_in(room.members[0])
    browser.get(page)
    with CaptureQueriesContext(connection) as one:
        browser.get(page)
    for case in [a_ready_case(room, amount=Decimal(200)) for _ in range(2)]:
        UrgentReport.objects.create(decision=decided_alone(room, case), meeting=meeting, listed_at=timezone.now())
    with django_assert_num_queries(len(one)):
        assert browser.get(page).content.decode().count("par délégation, le") == 3
