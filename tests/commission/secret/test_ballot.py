"""A secret ballot: who voted is kept, and what they voted cannot be told by anything that is stored."""

import uuid

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from commission import actions, deciding
from commission.models import BallotBox, SecretVoter, Vote
from commission.queries import own_votes, voters, who_has_voted
from commission.wording import voting_sentence
from harmonie.refusals import Refusal

from ..builders import an_open_meeting, close, put, say, seat_of


@pytest.fixture
def motion(room, item):
    return put(room, item, is_secret=True)


def stored(exclude: str = "") -> dict[str, list[str]]:
    """Every row of every table of ours, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table != exclude:
                cursor.execute(f'SELECT t::text FROM "{table}" t')
                found[table] = [row[0] for row in cursor.fetchall()]
    return found


def test_the_voices_are_counted_and_the_box_is_emptied(room, motion):
    for user, choice in zip(room.everybody, ["against", "for", "for", "abstention", "for"], strict=True):
        assert say(motion, user, choice) is None
    assert not Vote.objects.exists()
    assert who_has_voted(motion) == set(SecretVoter.objects.values_list("seat", flat=True))
    assert all(voter.has_voted for voter in voters(motion))
    assert own_votes(room.chair, motion) == {}
    decision = close(room, motion)
    assert (decision.votes_for, decision.votes_against, decision.abstentions) == (3, 1, 1)
    assert bytes(BallotBox.objects.get().sealed) == b""
    motion.refresh_from_db()
    assert voting_sentence(motion).startswith("Au scrutin secret. 3\u00a0pour, 1\u00a0contre")


def test_a_tie_is_decided_by_nobody(room, motion):
    for user, choice in zip(room.everybody, ["for", "for", "against", "against", "abstention"], strict=True):
        say(motion, user, choice)
    assert close(room, motion) is None
    motion.refresh_from_db()
    assert (motion.result, motion.by_casting_vote) == ("rejected", False)


def test_a_voice_in_the_box_is_final(room, motion):
    say(motion, room.chair, "for")
    with pytest.raises(Refusal, match="définitive"):
        say(motion, room.chair, "against")
    assert SecretVoter.objects.count() == 1


def test_a_proxy_goes_into_the_box_as_well(room):
    meeting = an_open_meeting(room, absent=1)
    giver, holder = room.members[-1], room.members[0]
    actions.give_proxy(
        giver=seat_of(meeting, giver), holder=seat_of(meeting, holder), by=room.secretary, now=timezone.now()
    )
    motion = put(room, meeting.items.get(), is_secret=True)
    for seat in (seat_of(meeting, giver), seat_of(meeting, holder)):
        say(motion, holder, "for", seat=seat)
    assert set(SecretVoter.objects.values_list("seat__user", "cast_by")) == {
        (giver.pk, holder.pk),
        (holder.pk, holder.pk),
    }


def test_nothing_that_is_stored_depends_on_the_choice(room, item, post):
    """The same vote said each way through the page: all rows are the same but the sealed box."""
    voter, address = room.members[0], reverse("commission:vote", args=[item.pk])
    motion = put(room, item, is_secret=True)
    fields = {"motion": motion.pk, "seat": seat_of(item.meeting, voter).pk}
    before = stored()
    response = post(voter, address, choice="against", **fields)
    assert response.status_code == 302
    changed = {table for table, rows in stored().items() if rows != before[table]}
    told = [row for table, rows in stored(exclude="commission_ballotbox").items() for row in rows[len(before[table]) :]]
    # Besides the voter and the box: the spent form, the session, and that the page was opened.
    ours = {table for table in changed if table.startswith(("commission_", "registry_spent"))}
    assert ours == {"commission_secretvoter", "commission_ballotbox", "registry_spenttoken"}
    assert not [row for row in told if "against" in row or "contre" in row.lower()]
    columns = {field.name for field in SecretVoter._meta.get_fields()} | {f.name for f in BallotBox._meta.get_fields()}
    assert columns == {"id", "motion", "seat", "cast_by", "sealed"}, "no time, no order, no choice"
    for model in apps.get_models():
        tracked = getattr(model, "pgh_tracked_model", None)
        assert tracked not in (SecretVoter, BallotBox), "no history of the ballot"


def test_the_page_thanks_without_a_word_of_the_choice(room, item, motion, sign_in):
    voter, address = room.members[0], reverse("commission:case", args=[item.pk])
    browser = sign_in(voter)
    assert "Elle est définitive" in browser.get(address).content.decode()
    fields = {"motion": motion.pk, "seat": seat_of(item.meeting, voter).pk, "choice": "against"}
    cast = reverse("commission:vote", args=[item.pk])
    page = browser.post(cast, fields | {"once": str(uuid.uuid4())}, follow=True).content.decode()
    assert "votre voix est dans l’urne" in page
    assert "Contre" not in page
    assert "data-votes" not in browser.get(address).content.decode(), "there is nothing left to vote"
    again = browser.post(cast, fields | {"once": str(uuid.uuid4())}, follow=True)
    assert "elle est définitive" in again.content.decode()


@pytest.mark.parametrize("end", ["drop", "tamper"])
def test_uncounted_voices_are_gone_for_good(room, motion, end):
    say(motion, room.chair, "for")
    if end == "tamper":
        BallotBox.objects.update(sealed=b"x" * 34)
        with pytest.raises(Refusal, match="L’urne ne s’ouvre pas"):
            close(room, motion)
    deciding.drop_motion(motion=motion, by=room.chair, now=timezone.now())
    assert bytes(BallotBox.objects.get().sealed) == b""
