"""The quorum at the desk: in words, case by case, and what is left to do when it is lost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commission import actions, deciding
from commission.desk import actions as desk
from commission.models import Meeting, StandingRules
from harmonie.refusals import Refusal, WrongState

from ..builders import a_commission, a_meeting, an_open_meeting, arrive, convened, listed, put, say, seat_of


def address(name, pk):
    return reverse(f"commission:{name}", args=[pk])


def leave(room, meeting, *people):
    for user in people:
        actions.record_presence(seat=seat_of(meeting, user), presence="left", by=room.secretary, now=timezone.now())


@pytest.mark.parametrize("counts", [True, False])
def test_both_counts_are_shown_and_which_one_rules(db, counts, sign_in):
    room = a_commission()
    meeting = a_meeting(room)
    listed(room, meeting)
    StandingRules.objects.update(recused_count_for_quorum=counts)
    meeting = convened(room, meeting)
    arrive(room, meeting, *room.everybody[:3])
    actions.open_meeting(meeting=meeting, by=room.chair, now=timezone.now())
    item = meeting.items.get()
    actions.declare_recusal(item=item, member=room.members[0], reason="Voisin", now=timezone.now())
    page = sign_in(room.chair).get(address("desk", meeting.pk)).content.decode()
    assert "Plus de la moitié des 5\u00a0membres en exercice\u00a0: 3, en personne." in page
    assert "À l’ouverture" in page
    assert "3\u00a0−\u00a01 = 2\u00a0présents. Avec les membres en déport\u00a0: 3\u00a0présents." in page
    assert ("les compte pour" if counts else "ne les compte pas") in page
    assert ("Mettre aux voix le point 1" in page) is counts
    assert ("ne peut être ni mis aux voix ni décidé" in page) is not counts


def test_a_case_that_lost_its_quorum_is_postponed_with_its_vote(room, meeting, item, post, sign_in):
    motion = put(room, item)
    say(motion, room.members[0], "for")
    with pytest.raises(WrongState):
        desk.postpone(item=item, why="Par erreur", by=room.chair, now=timezone.now())
    leave(room, meeting, *room.members[1:])
    page = sign_in(room.chair).get(address("desk", meeting.pk)).content.decode()
    assert "Le quorum est perdu" in page
    assert "Clore le vote" not in page
    with pytest.raises(Refusal, match="quorum"):
        deciding.close_motion(motion=motion, by=room.chair, now=timezone.now())
    empty = post(room.secretary, address("postpone", item.pk), why=" ")
    assert empty.status_code == 422
    assert post(room.members[0], address("postpone", item.pk), why="x").status_code == 404
    for _ in range(2):
        assert post(room.secretary, address("postpone", item.pk), why="Quorum perdu").status_code == 302
    item.refresh_from_db()
    motion.refresh_from_db()
    assert (item.state, motion.result) == ("postponed", "dropped")


def test_a_lost_quorum_ends_in_two_clicks(room, post, sign_in):
    meeting = an_open_meeting(room, {}, {"description": "Lit"}, {"description": "Vélo"})
    first, second, _ = meeting.items.order_by("position")
    motion = put(room, first)
    for user in room.everybody:
        say(motion, user, "for")
    deciding.close_motion(motion=motion, by=room.chair, now=timezone.now())
    put(room, second)
    leave(room, meeting, *room.members[1:])
    rest = address("postpone_remaining", meeting.pk)
    for user in (room.secretary, room.members[0]):
        assert post(user, rest, **{"reste-why": "x"}).status_code == 404
    assert post(room.chair, rest, **{"reste-why": ""}).status_code == 422
    assert sign_in(room.chair).get(rest).status_code == 405
    for _ in range(2):
        post(room.chair, rest, **{"reste-why": "Quorum perdu à 15 h 10"})
    assert list(meeting.items.order_by("position").values_list("state", flat=True)) == [
        "decided",
        "postponed",
        "postponed",
    ]
    post(room.chair, address("close", meeting.pk))
    assert Meeting.objects.get().state == "closed"
    with pytest.raises(WrongState):
        desk.postpone_remaining(meeting=meeting, why="Encore", by=room.chair, now=timezone.now())
    page = sign_in(room.chair).get(address("desk", meeting.pk)).content.decode()
    assert "La séance en bref" in page
    assert "620,00\u202f€" in page
    assert "29\u202f380,00\u202f€" in page, "what is left"
