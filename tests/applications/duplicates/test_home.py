"""One alert for two requests, on the desk of those who may know of both."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import actions
from applications.duplicates.actions import merge, record_finding
from reporting.home.waiting import waiting_for
from tests.applications.builders import a_partners_user, a_submitted
from tests.builders import a_user

pytestmark = pytest.mark.django_db
ALERT = "Vérifier si deux demandes concernent"


def alerts(user) -> list[str]:
    return [line.todo.url for line in waiting_for(user, timezone.localdate()) if line.todo.do.startswith(ALERT)]


def test_the_later_of_two_is_to_be_looked_at():
    one, other = a_submitted(), a_submitted(first_name="Nadja")
    assert alerts(a_user()) == [f"/demandes/{other.reference}/"]
    told = {"is_same": False, "why": "", "by": a_user(), "now": timezone.now()}
    record_finding(one=one.applicant, other=other.applicant, **told)
    assert alerts(a_user()) == []
    record_finding(one=other.applicant, other=one.applicant, **{**told, "is_same": True})
    assert len(alerts(a_user())) == 1
    merge(one=one, other=other, why="", by=a_user(), now=timezone.now())
    assert alerts(a_user()) == []


@pytest.mark.parametrize("which", [0, 1])
def test_who_stepped_aside_from_one_is_not_told_of_the_other(which: int):
    pair, worker = [a_submitted(), a_submitted(first_name="Nadja")], a_user()
    actions.exclude_reader(application=pair[which], user=worker, now=timezone.now())
    assert alerts(worker) == []
    assert len(waiting_for(worker, timezone.localdate())) == 1
    assert len(alerts(a_user())) == 1


def test_a_partner_is_alerted_of_nothing():
    partner = a_partners_user()
    for _ in range(2):
        a_submitted(partner)
    assert alerts(partner) == []


def test_the_desk_costs_the_same_for_one_and_for_three():
    counts = []
    for more in (1, 2):
        for _ in range(more):
            a_submitted()
        user = a_user()
        with CaptureQueriesContext(connection) as queries:
            waiting_for(user, timezone.localdate())
        counts.append(len(queries))
    assert counts[0] == counts[1]
