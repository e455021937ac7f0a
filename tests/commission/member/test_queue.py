"""« Mes votes »: what awaits this member, and nothing else."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commission import actions, deciding
from commission.models import AgendaItem
from tests.commission.builders import a_meeting, an_open_meeting, arrive, convened, listed, put, say

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


def test_what_i_have_not_opened_awaits_my_reading_until_i_open_it(room, sign_in):
    meeting = a_meeting(room)
    items = [listed(room, meeting, description=text) for text in ("Lit", "Four", "Vélo")]
    browser, member = sign_in(room.members[0]), room.members[0]
    assert "Lit, 620" not in browser.get(QUEUE).content.decode(), "not convened yet"
    meeting = convened(room, meeting)
    page = browser.get(QUEUE).content.decode()
    assert [page.index(f"{text}, 620") for text in ("Lit", "Four", "Vélo")] == sorted(
        page.index(f"{text}, 620") for text in ("Lit", "Four", "Vélo")
    )
    assert "Lire le premier dossier" in page
    assert "Lire 3 dossiers avant le vote" in browser.get("/").content.decode()
    for _ in range(2):
        assert browser.get(reverse("commission:case", args=[items[0].pk])).status_code == 200
    assert [reading.user for reading in items[0].readings.all()] == [member]
    actions.declare_recusal(item=items[1], member=member, reason="Voisine", now=timezone.now())
    assert list(AgendaItem.objects.awaiting_reading_of(member)) == [items[2]]
    assert AgendaItem.objects.awaiting_reading_of(room.secretary).count() == 0
    arrive(room, meeting, *room.everybody)
    actions.open_meeting(meeting=meeting, by=room.chair, now=timezone.now())
    put(room, AgendaItem.objects.get(pk=items[2].pk))
    page = browser.get(QUEUE).content.decode()
    assert "Voter sur le premier dossier" in page
    assert "attend votre lecture" not in page
    assert sign_in(room.secretary).get(QUEUE).status_code == 404


def test_the_secretary_reads_without_leaving_a_reading(room, item, sign_in):
    assert sign_in(room.secretary).get(reverse("commission:case", args=[item.pk])).status_code == 200
    assert not item.readings.exists()


def test_an_old_vote_does_not_hide_the_next_proposal(room, item):
    first = put(room, item)
    say(first, room.members[0], "for")
    deciding.drop_motion(motion=first, by=room.chair, now=first.put_at)
    put(room, AgendaItem.objects.get(pk=item.pk))
    assert AgendaItem.objects.awaiting_vote_of(room.members[0]).get() == item


def test_as_many_queries_for_three_as_for_one(room, sign_in):
    browser = sign_in(room.members[0])
    counts = []
    for cases in ([{}, {}], [{}, {}, {"description": "Lit"}, {"description": "Four"}]):
        for one in an_open_meeting(room, *cases).items.all()[: len(cases) // 2]:
            put(room, one)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(QUEUE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
