"""Seats that follow the mandates, and substitutes who take one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commission import actions, deciding, voting
from commission.enums import Presence
from commission.models import Mandate, Seat
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal
from tests.builders import a_user

from ..builders import a_meeting, an_open_meeting, arrive, convened, listed, put, say, seat_of


@pytest.fixture
def substitute(room):
    """Somebody who substitutes for the first member."""
    user = a_user(Role.COMMISSION_MEMBER, first_name="Rémi", last_name="Suppléant")
    titular = room.members[0].mandates.get()
    return Mandate.objects.create(user=user, starts_on=date(2020, 1, 1), substitute_for=titular)


def call(room, meeting, mandate) -> Seat:
    titular = seat_of(meeting, mandate.substitute_for.user)
    return actions.call_substitute(seat=titular, mandate=mandate, by=room.secretary, now=timezone.now())


def test_seats_are_refreshed_while_it_is_planned(room, post, sign_in):
    meeting = a_meeting(room)
    item = listed(room, meeting)
    page = reverse("commission:meeting", args=[meeting.pk])
    assert "Mettre les sièges à jour" not in sign_in(room.secretary).get(page).content.decode()
    room.members[0].mandates.update(ends_on=timezone.localdate() - timedelta(days=1))
    joining = a_user(Role.COMMISSION_MEMBER, first_name="Zoé", last_name="Nouvelle")
    mandate = Mandate.objects.create(user=joining, starts_on=date(2021, 1, 1))
    mandate.linked_partners.add(item.application.partner)
    shown = sign_in(room.secretary).get(page).content.decode()
    assert "Mettre les sièges à jour" in shown
    assert "Zoé Nouvelle siège désormais" in shown
    for _ in range(2):
        post(room.secretary, reverse("commission:refresh_seats", args=[meeting.pk]))
    people = [seat.user for seat in meeting.seats.order_by("precedence")]
    assert people == [room.chair, *room.members[1:], joining]
    assert item.recusals.get().user == joining


def test_a_recused_member_who_leaves_keeps_the_seats_as_they_are(room, post):
    meeting = a_meeting(room)
    item = listed(room, meeting)
    actions.declare_recusal(item=item, member=room.members[0], reason="Voisin", now=timezone.now())
    room.members[0].mandates.update(ends_on=timezone.localdate() - timedelta(days=1))
    post(room.secretary, reverse("commission:refresh_seats", args=[meeting.pk]))
    assert meeting.seats.count() == 5


def test_a_convened_meeting_keeps_its_seats_and_says_so(room, meeting, post, sign_in):
    room.members[0].mandates.update(ends_on=timezone.localdate() - timedelta(days=1))
    post(room.secretary, reverse("commission:refresh_seats", args=[meeting.pk]))
    assert meeting.seats.count() == 5


def test_a_substitute_is_called_and_sits(room, substitute, post, sign_in):
    meeting = an_open_meeting(room)
    seat = seat_of(meeting, room.members[0])
    actions.record_presence(seat=seat, presence=Presence.LEFT, by=room.secretary, now=timezone.now())
    page = reverse("commission:meeting", args=[meeting.pk])
    assert "Rémi Suppléant, pour Membre Numéro 0" in sign_in(room.secretary).get(page).content.decode()
    assert sign_in(substitute.user).get(page).status_code == 404
    address = reverse("commission:call_substitute", args=[meeting.pk])
    for _ in range(2):
        post(room.secretary, address, seat=seat.pk, mandate=substitute.pk)
    called = meeting.seats.get(user=substitute.user)
    assert (called.stands_in_for, called.precedence, called.capacity) == (seat, 6, "member")
    assert sign_in(substitute.user).get(page).status_code == 200
    for wrong in ({}, {"seat": "x", "mandate": "²"}, {"seat": seat.pk, "mandate": 999999}):
        assert post(room.secretary, address, **wrong).status_code == 302
    assert meeting.seats.count() == 6


def test_one_seat_has_one_voice(room, substitute):
    meeting = an_open_meeting(room)
    motion, seat = put(room, meeting.items.get()), seat_of(meeting, room.members[0])
    say(motion, room.members[0], "for")
    told = {"by": room.secretary, "now": timezone.now()}
    actions.record_presence(seat=seat, presence=Presence.LEFT, **told)
    called = call(room, meeting, substitute)
    with pytest.raises(Refusal, match="a déjà voté"):
        actions.record_presence(seat=called, presence=Presence.PRESENT, **told)
    with pytest.raises(Refusal, match="deux voix"):
        actions.give_proxy(giver=seat, holder=seat_of(meeting, room.members[1]), **told)
    deciding.drop_motion(motion=motion, by=room.chair, now=timezone.now())
    actions.record_presence(seat=called, presence=Presence.PRESENT, **told)
    with pytest.raises(Refusal, match="est en séance pour le même siège"):
        actions.record_presence(seat=seat, presence=Presence.PRESENT, **told)
    again = put(room, meeting.items.get())
    assert voting.cast_vote(motion=again, seat=called, choice="for", by=substitute.user, now=timezone.now())


def test_who_cannot_be_called(room, substitute):
    meeting = an_open_meeting(room)
    with pytest.raises(Refusal, match="est en séance"):
        call(room, meeting, substitute)
    told = {"by": room.secretary, "now": timezone.now()}
    seat, holder = seat_of(meeting, room.members[0]), seat_of(meeting, room.members[1])
    actions.record_presence(seat=seat, presence=Presence.LEFT, **told)
    proxy = actions.give_proxy(giver=seat, holder=holder, **told)
    with pytest.raises(Refusal, match="a donné pouvoir"):
        call(room, meeting, substitute)
    actions.revoke_proxy(proxy=proxy, **told)
    with pytest.raises(Refusal, match="n’est pas suppléant"):
        actions.call_substitute(seat=holder_left(room, meeting), mandate=substitute, **told)
    substitute.linked_partners.add(meeting.items.get().application.partner)
    assert call(room, meeting, substitute).recusals.count() == 1


def holder_left(room, meeting) -> Seat:
    seat = seat_of(meeting, room.members[2])
    actions.record_presence(seat=seat, presence=Presence.LEFT, by=room.secretary, now=timezone.now())
    return Seat.objects.get(pk=seat.pk)


def test_an_expected_member_is_excused_when_the_substitute_is_called(room, substitute):
    meeting = a_meeting(room)
    listed(room, meeting)
    meeting = convened(room, meeting)
    called = call(room, meeting, substitute)
    arrive(room, meeting, substitute.user)
    assert seat_of(meeting, room.members[0]).presence == "excused"
    assert Seat.objects.get(pk=called.pk).presence == "present"
