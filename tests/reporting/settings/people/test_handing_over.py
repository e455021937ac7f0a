"""Somebody's work goes to a colleague in one go; what the colleague stepped aside from is named, and stays."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import Exclusion, LoanApplication, SavedFilter
from applications.worklist.actions import LISTS, keep_list, pass_on_list
from commission.models import AgendaItem
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal
from loans.arrears.actions import pass_on_follow_up
from loans.arrears.issuing_actions import ask_follow_up
from loans.models import FollowUp
from tests.applications.browsing import post
from tests.builders import a_user
from tests.loans.builders import NOW, a_clerk, a_late_loan
from tests.story import a_house, a_ready_case, an_open_meeting

pytestmark = pytest.mark.django_db


def at(user: User, act: str = "") -> str:
    return f"/reglages/personnes/{user.pk}/{act}"


@pytest.fixture
def house():
    return a_house()


def test_all_of_it_in_one_go_and_the_door_after(house, sign_in):
    leaver, colleague = house.worker, a_user(first_name="Bruno")
    kept, apart = (a_ready_case(house, name=name) for name in ("Nadia", "Luc"))
    LoanApplication.objects.filter(pk__in=[kept.pk, apart.pk]).update(worker=leaver)
    meeting = an_open_meeting(house, a_ready_case(house, name="Aminata"))
    meeting.items.update(rapporteur=leaver)
    keep_list(by=leaver, name="À moi", query="liste=miens", now=NOW)
    keep_list(by=colleague, name="À moi", query="", now=NOW)
    Exclusion.objects.create(application=apart, user=colleague, declared_at=NOW)
    client = sign_in(a_user(Role.ADMINISTRATOR))
    page = client.get(at(leaver, "depart/")).text
    assert kept.reference in page
    assert "Benali" not in page, "who keeps the settings reads no dossier"
    sent = OutgoingMail.objects.filter(recipient=colleague.email).count()
    assert post(client, at(leaver, "depart/"), to=colleague.pk).status_code == 302
    page = client.get(at(leaver)).text
    assert f"ne peut pas reprendre\u00a0: {apart.reference}." in page
    owners = dict(LoanApplication.objects.values_list("reference", "worker"))
    assert (owners[kept.reference], owners[apart.reference]) == (colleague.pk, leaver.pk)
    assert AgendaItem.objects.get(meeting=meeting).rapporteur == colleague
    names = set(SavedFilter.objects.filter(user=colleague).values_list("name", flat=True))
    assert names == {"À moi", f"À moi ({leaver.first_name})"}
    assert OutgoingMail.objects.filter(recipient=colleague.email).count() > sent
    assert not User.objects.get(pk=leaver.pk).is_active
    third = a_user(first_name="Rose")
    assert post(client, at(leaver, "confier/"), to=third.pk).status_code == 302
    assert LoanApplication.objects.get(pk=apart.pk).worker == third


def test_to_whom_it_cannot_go(house, sign_in):
    case = a_ready_case(house)
    LoanApplication.objects.update(worker=house.worker)
    client = sign_in(a_user(Role.ADMINISTRATOR))
    others = (house.worker, house.chair, house.referrer, a_user(is_active=False))
    for to in ("", "x", str(10**30), "\0", *(user.pk for user in others)):
        assert post(client, at(house.worker, "confier/"), to=to).status_code == 422
    assert LoanApplication.objects.get(pk=case.pk).worker == house.worker
    assert "Rien à confier" in client.get(at(house.chair, "confier/")).text


def test_a_follow_up_changes_hands():
    follow_up = ask_follow_up(a_late_loan(), a_clerk(), NOW)
    reference = follow_up.loan.decision.application.reference
    colleague, told = a_user(), {"by": a_user(Role.ADMINISTRATOR), "now": NOW}
    for unable in (a_user(Role.FINANCE), a_user(is_active=False)):
        with pytest.raises(Refusal, match=f"ne peut pas suivre le dossier {reference}"):
            pass_on_follow_up(follow_up=follow_up, worker=unable, **told)
    pass_on_follow_up(follow_up=follow_up, worker=colleague, **told)
    assert FollowUp.objects.get().worker == colleague
    assert OutgoingMail.objects.latest("pk").recipient == colleague.email
    follow_up.done_at, follow_up.outcome = NOW, "vue"
    follow_up.save()
    with pytest.raises(Refusal, match="déjà noté fait"):
        pass_on_follow_up(follow_up=follow_up, worker=a_user(), **told)


def test_a_list_too_many_stays():
    mine, colleague = a_user(), a_user()
    saved = keep_list(by=mine, name="x" * 60, query="", now=NOW)
    for number in range(LISTS - 1):
        keep_list(by=colleague, name=str(number), query="", now=NOW)
    keep_list(by=colleague, name="x" * 60, query="", now=NOW)
    with pytest.raises(Refusal, match="12 listes"):
        pass_on_list(saved=saved, to=colleague)
    SavedFilter.objects.filter(user=colleague, name="3").delete()
    assert len(pass_on_list(saved=saved, to=colleague).name) <= 60


def test_the_page_costs_the_same_for_one_and_for_three(house, sign_in):
    client, costs = sign_in(a_user(Role.ADMINISTRATOR)), []
    for names in (("Nadia", "Rose"), ("Luc", "Rémi", "Joël")):
        cases = [a_ready_case(house, name=name) for name in names]
        LoanApplication.objects.update(worker=house.worker)
        an_open_meeting(house, *cases[1:]).items.update(rapporteur=house.worker)
        keep_list(by=house.worker, name=names[0], query="", now=NOW)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at(house.worker)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
