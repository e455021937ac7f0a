"""Voting on one's own screen."""

import uuid

from django.urls import reverse

from commission import deciding
from commission.models import AgendaItem, Vote
from tests.commission.builders import an_open_meeting, close, put, say, seat_of


def vote_on(item):
    return reverse("commission:vote", args=[item.pk])


def test_a_vote_counts_and_leads_to_the_next_case(room, post):
    meeting = an_open_meeting(room, {}, {"description": "Lit"})
    first, second = meeting.items.all()
    motion, _ = put(room, first), put(room, second)
    member = room.members[0]
    fields = {"motion": motion.pk, "seat": seat_of(meeting, member).pk, "choice": "for"}
    response = post(member, vote_on(first), **fields)
    assert response["Location"] == reverse("commission:case", args=[second.pk])
    assert Vote.objects.get().choice == "for"


def test_the_last_vote_leads_to_the_empty_queue(room, meeting, item, post):
    motion, member = put(room, item), room.members[0]
    response = post(member, vote_on(item), motion=motion.pk, seat=seat_of(meeting, member).pk, choice="abstention")
    assert response["Location"] == reverse("commission:queue")


def test_no_choice_is_a_sentence_and_no_vote(room, meeting, item, post):
    motion, member = put(room, item), room.members[0]
    response = post(member, vote_on(item), motion=motion.pk, seat=seat_of(meeting, member).pk)
    assert response.status_code == 422
    assert "Choisissez Pour, Contre ou Abstention." in response.content.decode()
    assert not Vote.objects.exists()


def test_nobody_votes_with_somebody_elses_seat(room, meeting, item, post):
    motion = put(room, item)
    seat = seat_of(meeting, room.members[1]).pk
    response = post(room.members[0], vote_on(item), motion=motion.pk, seat=seat, choice="for")
    assert response.status_code == 422
    assert not Vote.objects.exists()


def test_a_closed_vote_is_told_kindly(room, meeting, item, post):
    motion, member = put(room, item), room.members[0]
    say(motion, room.chair, "for")
    close(room, motion)
    response = post(member, vote_on(item), motion=motion.pk, seat=seat_of(meeting, member).pk, choice="for")
    assert response.status_code == 302
    assert motion.votes.count() == 1


def test_a_vote_meant_for_an_older_proposal_does_not_count(room, meeting, item, post):
    old, member = put(room, item), room.members[0]
    deciding.drop_motion(motion=old, by=room.chair, now=old.put_at)
    new = put(room, AgendaItem.objects.get(pk=item.pk), kind="refuse")
    post(member, vote_on(item), motion=old.pk, seat=seat_of(meeting, member).pk, choice="for")
    assert not new.votes.exists()


def test_the_same_form_twice_is_one_vote(room, meeting, item, post):
    motion, member, token = put(room, item), room.members[0], uuid.uuid4()
    for choice in ("for", "against"):
        post(member, vote_on(item), token=token, motion=motion.pk, seat=seat_of(meeting, member).pk, choice=choice)
    assert [vote.choice for vote in Vote.objects.all()] == ["for"]


def test_odd_fields_are_no_server_error(room, meeting, item, post):
    put(room, item)
    for motion in ("", "x", "-1", "9" * 30, "²"):
        assert post(room.members[0], vote_on(item), motion=motion, seat="x", choice="maybe").status_code == 302


def test_stepping_aside_hides_the_case(room, meeting, item, post, sign_in):
    address = reverse("commission:recuse", args=[item.pk])
    assert post(room.members[0], address, reason=" ").status_code == 422
    response = post(room.members[0], address, reason="Bailleur de la personne")
    assert response["Location"] == reverse("commission:meeting", args=[meeting.pk])
    browser = sign_in(room.members[0])
    assert browser.get(reverse("commission:case", args=[item.pk])).status_code == 404
    assert "en déport" in browser.get(response["Location"]).content.decode()
    assert post(room.members[0], address, reason="encore").status_code == 404


def test_nobody_steps_aside_after_voting(room, item, post):
    say(put(room, item), room.members[0], "for")
    response = post(room.members[0], reverse("commission:recuse", args=[item.pk]), reason="Voisin")
    assert response.status_code == 409
    assert "déjà voté" in response.content.decode()
    assert not item.recusals.exists()
