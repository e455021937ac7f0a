"""Nobody sees a choice before the close: not on a page, not in the history, not in the register."""

import uuid

import pytest
from django.apps import apps
from django.urls import reverse

from commission.models import Vote

from .builders import put, say

# What differs at each rendering, whatever was voted: the tokens, and the hour at which the desk was true.
PASSING = ("csrfmiddlewaretoken", 'name="once"', "data-live-time")
WORDS = ("Contre", "Pour", "Abstention")


@pytest.fixture
def under_vote(room, item):
    """Everybody but the last member voted against; nobody for."""
    motion = put(room, item)
    for user in room.everybody[:-1]:
        say(motion, user, "against")
    return motion


def pages(meeting, item, motion):
    yield reverse("commission:meetings")
    yield reverse("commission:meeting", args=[meeting.pk])
    yield reverse("commission:case", args=[item.pk])
    yield reverse("commission:desk", args=[meeting.pk])
    yield reverse("commission:decisions", args=[meeting.pk])
    yield reverse("commission:queue")


def test_no_page_tells_a_choice(room, meeting, item, under_vote, sign_in):
    """The page with these voices and the page with the opposite ones are the same, tokens and clock apart."""
    watchers = [room.chair, room.secretary, room.worker, room.members[-1]]
    before = {user: texts(user, meeting, item, under_vote, sign_in) for user in watchers}
    for user in room.everybody[1:-1]:
        say(under_vote, user, "for")
    for user in watchers:
        assert texts(user, meeting, item, under_vote, sign_in) == before[user]


def texts(user, meeting, item, motion, sign_in):
    browser, found = sign_in(user), {}
    for address in pages(meeting, item, motion):
        response = browser.get(address)
        lines = response.content.decode().splitlines() if response.status_code == 200 else []
        found[address] = [line for line in lines if not any(mark in line for mark in PASSING)]
    return found


def test_a_member_reads_their_own_voice_and_no_other(room, item, under_vote, sign_in):
    address = reverse("commission:case", args=[item.pk])
    mine = sign_in(room.members[0]).get(address).content.decode()
    assert "Vous avez voté Contre" in mine
    other = sign_in(room.members[-1]).get(address).content.decode()
    assert "Vous avez voté" not in other


def test_no_history_row_holds_a_choice(under_vote):
    tracked = [model for model in apps.get_models() if model.__name__.endswith("Event")]
    assert tracked
    for model in tracked:
        assert "choice" not in {field.name for field in model._meta.get_fields()}
        for row in model.objects.values():
            assert "against" not in {value for value in row.values() if isinstance(value, str)}, model
    assert Vote.objects.filter(motion=under_vote).count() == 4


def test_the_voices_of_a_dropped_proposal_stay_sealed(room, meeting, item, under_vote, sign_in):
    address = reverse("commission:drop_motion", args=[under_vote.pk])
    sign_in(room.chair).post(address, {"once": str(uuid.uuid4())})
    for user in (room.chair, room.secretary, room.members[0]):
        for page in texts(user, meeting, item, under_vote, sign_in).values():
            main = "\n".join(page)
            assert "4\u00a0contre" not in main
            assert not [word for word in WORDS if f"voté {word}" in main]
