"""A meeting that is cancelled, or found without quorum; and the one that follows it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import LoanApplication
from commission import actions
from commission.models import Meeting
from commission.planning import actions as planning
from commission.queries import quorum_of
from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal, WrongState

from ..builders import a_meeting, a_ready_case, arrive, convened, listed


@pytest.fixture
def failed(room):
    """Convened for an hour ago, two came out of five; two cases on its agenda, a third one taken off before."""
    meeting = a_meeting(room, starts_at=timezone.now() - timedelta(hours=1))
    for name in ("Lit", "Four"):
        listed(room, meeting, description=name)
    actions.remove_from_agenda(item=listed(room, meeting, description="Vélo"), by=room.secretary, now=timezone.now())
    meeting = convened(room, meeting)
    arrive(room, meeting, *room.everybody[:2])
    return meeting


def test_a_convened_meeting_is_cancelled_with_a_reason(room, post, sign_in):
    meeting = a_meeting(room)
    item = listed(room, meeting)
    convened(room, meeting)
    address = reverse("commission:cancel_meeting", args=[meeting.pk])
    assert "1\u00a0dossier" in sign_in(room.secretary).get(address).content.decode().replace(
        " dossier", "\u00a0dossier"
    )
    told = OutgoingMail.objects.filter(subject__contains="annulée")
    assert post(room.secretary, address, why=" ").status_code == 422
    assert post(room.secretary, address, why="Inondation").status_code == 302
    ended = Meeting.objects.get()
    assert (ended.state, ended.ended_why) == ("cancelled", "Inondation")
    assert LoanApplication.objects.get(pk=item.application_id).state == "ready"
    assert sorted(told.values_list("recipient", flat=True)) == sorted(user.email for user in room.everybody)
    assert not told.filter(text__contains="Nadia").exists()
    assert post(room.secretary, address, why="Encore").status_code == 302
    assert Meeting.objects.get().ended_why == "Inondation"
    assert (
        "Inondation" in sign_in(room.members[0]).get(reverse("commission:meeting", args=[meeting.pk])).content.decode()
    )


def test_a_planned_meeting_is_cancelled_without_a_mail(room, post):
    meeting = a_meeting(room)
    post(room.secretary, reverse("commission:cancel_meeting", args=[meeting.pk]), why="Doublon")
    assert Meeting.objects.get().state == "cancelled"
    assert not OutgoingMail.objects.filter(subject__contains="annulée").exists()


def test_an_open_meeting_is_not_cancelled(room, meeting, post):
    post(room.secretary, reverse("commission:cancel_meeting", args=[meeting.pk]), why="Trop tard")
    assert Meeting.objects.get().state == "open"


def test_no_quorum_is_found_at_the_hour_only(room, post):
    meeting = a_meeting(room)
    listed(room, meeting)
    convened(room, meeting)
    post(room.secretary, reverse("commission:no_quorum", args=[meeting.pk]))
    assert Meeting.objects.get().state == "convened"


def test_a_meeting_with_its_quorum_has_it(room, failed):
    arrive(room, failed, room.everybody[2])
    with pytest.raises(Refusal, match="Le quorum est atteint"):
        planning.find_no_quorum(meeting=failed, by=room.secretary, now=timezone.now())


def test_after_no_quorum_the_same_cases_come_back_in_order(room, failed, post, sign_in):
    page = reverse("commission:meeting", args=[failed.pk])
    assert "Constater l’absence de quorum" in sign_in(room.secretary).get(page).content.decode()
    for _ in range(2):
        post(room.secretary, reverse("commission:no_quorum", args=[failed.pk]))
    failed.refresh_from_db()
    assert (failed.state, failed.ended_why) == ("no_quorum", "2\u00a0présents, il en fallait 3")
    assert set(failed.items.values_list("state", flat=True)) == {"postponed"}
    assert "Convoquer une seconde fois" in sign_in(room.secretary).get(page).content.decode()

    address = reverse("commission:plan_again", args=[failed.pk])
    form = sign_in(room.secretary).get(address)
    assert "Salle du conseil" in form.content.decode()
    typed = {"day": f"{form.context['day'].on:%d/%m/%Y}", "clock": "14 h", "place": "Salle du conseil"}
    response = post(room.secretary, address, **typed, confirmed="on")
    second = Meeting.objects.get(follows=failed)
    assert response["Location"] == reverse("commission:meeting", args=[second.pk])
    cases = second.items.order_by("position").values_list("application__project__description", flat=True)
    assert list(cases) == ["Lit", "Four"]
    assert all(item.late_reason.startswith("Seconde convocation") for item in second.items.all())
    assert "restée sans quorum" in sign_in(room.secretary).get(response["Location"]).content.decode()
    assert post(room.secretary, address, **typed, confirmed="on").status_code == 422
    assert Meeting.objects.count() == 2


def test_a_second_meeting_opens_with_one_member_and_takes_no_new_case(room, failed):
    told = {"by": room.secretary, "now": timezone.now()}
    planning.find_no_quorum(meeting=failed, **told)
    facts = {"starts_at": timezone.now() + timedelta(hours=2), "place": "Mairie"}
    second = planning.plan_again(meeting=failed, facts=facts, **told)
    for other in (a_ready_case(room), failed.items.get(application__project__description="Vélo").application):
        with pytest.raises(Refusal, match="reprend l’ordre du jour"):
            actions.add_to_agenda(meeting=second, application=other, late_reason="Panne", **told)
    second = convened(room, second)
    arrive(room, second, room.everybody[3])
    assert quorum_of(second).is_met
    actions.open_meeting(meeting=second, by=room.chair, now=timezone.now())


def test_what_was_taken_up_elsewhere_is_left_there(room, failed):
    told = {"by": room.secretary, "now": timezone.now()}
    planning.find_no_quorum(meeting=failed, **told)
    taken = failed.items.order_by("position")[0].application
    actions.add_to_agenda(meeting=a_meeting(room), application=taken, late_reason="Panne", **told)
    facts = {"starts_at": timezone.now() + timedelta(hours=2), "place": "Mairie"}
    second = planning.plan_again(meeting=failed, facts=facts, **told)
    assert second.items.get().application.project.description == "Four"
    with pytest.raises(WrongState):
        planning.plan_again(meeting=failed, facts=facts, **told)
    with pytest.raises(WrongState):
        planning.plan_again(meeting=second, facts=facts, **told)
