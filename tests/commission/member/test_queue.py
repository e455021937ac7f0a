"""« Mes votes »: what awaits this member, and nothing else."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commission import deciding
from commission.models import AgendaItem
from tests.commission.builders import an_open_meeting, put, say

QUEUE = "/commission/mes-votes/"


def test_an_open_vote_awaits_each_member(room, item, sign_in):
    put(room, item)
    page = sign_in(room.members[0]).get(QUEUE).content.decode()
    assert reverse("commission:case", args=[item.pk]) in page


def test_nothing_awaits_once_one_has_voted(room, meeting, item, sign_in):
    say(put(room, item), room.members[0], "for")
    page = sign_in(room.members[0]).get(QUEUE).content.decode()
    assert "Rien n’attend votre voix" in page
    assert reverse("commission:meeting", args=[meeting.pk]) in page


def test_an_old_vote_does_not_hide_the_next_proposal(room, item):
    first = put(room, item)
    say(first, room.members[0], "for")
    deciding.drop_motion(motion=first, by=room.chair, now=first.put_at)
    put(room, AgendaItem.objects.get(pk=item.pk))
    assert AgendaItem.objects.awaiting_vote_of(room.members[0]).get() == item


def test_as_many_queries_for_three_as_for_one(room, sign_in):
    browser = sign_in(room.members[0])
    counts = []
    for cases in ([{}], [{}, {"description": "Lit"}]):
        for one in an_open_meeting(room, *cases).items.all():
            put(room, one)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(QUEUE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
