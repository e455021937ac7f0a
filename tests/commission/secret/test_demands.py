"""One third of those who take part may have the vote made secret."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commission import actions
from commission.models import SecretDemand
from commission.secret.actions import demand_secret_ballot
from commission.secret.queries import demands_of
from harmonie.refusals import Refusal

from ..builders import put, say


def ask(item, user):
    return demand_secret_ballot(item=item, member=user, now=timezone.now())


def test_a_third_of_those_who_take_part_makes_the_vote_secret(room, item):
    ask(item, room.members[0])
    assert demands_of(item) == (1, 2), "two of five"
    with pytest.raises(Refusal, match="déjà notée"):
        ask(item, room.members[0])
    ask(item, room.members[1])
    assert demands_of(item).is_due
    actions.record_presence(
        seat=item.meeting.seats.get(user=room.members[1]), presence="left", by=room.secretary, now=timezone.now()
    )
    assert demands_of(item) == (1, 2), "who left asks no more: two of four"
    ask(item, room.members[2])
    motion = put(room, item, is_secret=False)
    assert motion.is_secret
    with pytest.raises(Refusal, match="avant l’ouverture"):
        ask(item, room.members[3])


def test_neither_a_stranger_nor_who_stepped_aside_asks(room, item):
    actions.declare_recusal(item=item, member=room.members[0], reason="Voisin", now=timezone.now())
    for user in (room.members[0], room.secretary):
        with pytest.raises(Refusal, match="prennent part"):
            ask(item, user)


def test_the_page_asks_once_and_the_desk_says_who(room, meeting, item, post, sign_in):
    address, case = (reverse(f"commission:{name}", args=[item.pk]) for name in ("demand_secret", "case"))
    assert address in sign_in(room.members[0]).get(case).content.decode()
    for user in (room.members[0], room.members[0], room.members[1]):
        assert post(user, address)["Location"] == case
    assert SecretDemand.objects.count() == 2
    page = sign_in(room.members[0]).get(case).content.decode()
    assert address not in page
    assert "Vous avez demandé le scrutin secret" in page
    desk = sign_in(room.chair).get(reverse("commission:desk", args=[meeting.pk])).content.decode()
    assert f"demandé par {room.members[0]}, {room.members[1]}" in desk
    assert "Le vote sera secret" in desk
    assert post(room.secretary, address).status_code == 404
    assert sign_in(room.members[2]).get(address).status_code == 405


def test_the_chair_may_choose_it_too(room, item):
    motion = put(room, item, is_secret=True)
    assert motion.is_secret
    assert say(motion, room.chair, "for") is None
