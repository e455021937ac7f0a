"""A written consultation: everybody votes from where they are, until the hour that was given."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commission import actions, deciding, voting
from commission.models import AgendaItem, Meeting, Motion
from commission.queries import presiding_over, quorum_of
from harmonie.refusals import Refusal

from ..builders import convened, listed, put, say, seat_of


@pytest.fixture
def meeting(room):
    now = timezone.now()
    planned = actions.plan_meeting(
        starts_at=now + timedelta(hours=1),
        place="Par courriel",
        mode="written",
        vote_until=now + timedelta(days=3),
        by=room.secretary,
        now=now,
    )
    for what in ("Lit", "Vélo"):
        listed(room, planned, description=what)
    actions.record_presence(
        seat=seat_of(convened(room, planned), room.members[-1]), presence="excused", by=room.secretary, now=now
    )
    actions.open_meeting(meeting=planned, by=room.chair, now=now)
    return Meeting.objects.get()


def close_later(room, motion):
    later = motion.item.meeting.vote_until + timedelta(minutes=1)
    return deciding.close_motion(motion=motion, by=room.chair, now=later)


def test_it_opens_with_an_empty_room_and_voting_is_taking_part(room, meeting, post):
    assert meeting.presided_by == room.chair
    post(room.chair, reverse("commission:put_all", args=[meeting.pk]))
    motions = list(Motion.objects.all())
    assert len(motions) == 2
    first, second = motions
    assert AgendaItem.objects.awaiting_vote_of(room.members[0]).count() == 2
    assert not AgendaItem.objects.awaiting_vote_of(room.members[-1]).exists(), "excused"
    for user in room.everybody[:3]:
        say(first, user, "for")
    assert seat_of(meeting, room.members[0]).presence == "present"
    assert (quorum_of(meeting).present, quorum_of(meeting, second.item).present) == (3, 0)
    with pytest.raises(Refusal, match="1 voix est attendue"):
        deciding.close_motion(motion=first, by=room.chair, now=timezone.now())
    say(second, room.chair, "for")
    with pytest.raises(Refusal, match="Pas de quorum"):
        close_later(room, second)
    decision = close_later(room, first)
    assert (decision.votes_for, decision.decided_by) == (3, room.chair)


def test_all_voices_in_it_closes_before_its_hour(room, meeting):
    motion = put(room, meeting.items.first())
    for user in room.everybody[:-1]:
        say(motion, user, "for")
    assert deciding.close_motion(motion=motion, by=room.chair, now=timezone.now())


def test_after_the_hour_no_voice_counts_and_a_president_who_kept_silent_decides_no_tie(room, meeting):
    motion = put(room, meeting.items.first())
    for user, choice in zip(room.members[:4], ["for", "for", "against"], strict=False):
        say(motion, user, choice)
    late = meeting.vote_until + timedelta(seconds=1)
    with pytest.raises(Refusal, match="s’est achevée"):
        voting.cast_vote(motion=motion, seat=seat_of(meeting, room.chair), choice="for", by=room.chair, now=late)
    say(motion, room.members[1], "against")
    say(motion, room.members[0], "for")
    say(motion, room.members[2], "abstention")
    assert presiding_over(motion.item) == room.chair.pk
    assert close_later(room, motion) is None, "one each: no casting vote of somebody who did not vote"


def test_nobody_holds_a_proxy_in_writing(room, meeting):
    giver, holder = seat_of(meeting, room.members[-1]), seat_of(meeting, room.members[0])
    with pytest.raises(Refusal, match="se passe de pouvoirs"):
        actions.give_proxy(giver=giver, holder=holder, by=room.secretary, now=timezone.now())


def test_a_meeting_in_the_room_is_not_put_to_the_vote_at_once(room, meeting, post):
    assert post(room.members[0], reverse("commission:put_all", args=[meeting.pk])).status_code == 404
    assert post(room.secretary, reverse("commission:put_all", args=[meeting.pk])).status_code == 404
