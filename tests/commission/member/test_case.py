"""The case sheet: everything to judge by, nothing to recognise by."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commission import actions
from commission.letters.actions import issue_letter
from harmonie.registry.models import AccessEntry
from tests.commission.builders import a_commission, a_decision, a_meeting, an_open_meeting, close, listed, put, say

IDENTITY = ("Nadia", "Benali", "12 rue des Tanneurs", "06 11 22 33 44", "L’Escale", "Sami", "60990 Rivemont")


def page_of(item, user, sign_in):
    response = sign_in(user).get(reverse("commission:case", args=[item.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", ["member", "chair", "secretary"])
def test_an_anonymised_case_names_nobody(room, item, sign_in, role):
    put(room, item)
    user = {"member": room.members[0], "chair": room.chair, "secretary": room.secretary}[role]
    main = page_of(item, user, sign_in).split("<main", 1)[1]
    for word in IDENTITY:
        assert word not in main, word
    assert "Réfrigérateur, 620" in main
    assert "un enfant de" in main


def test_the_whole_room_keeps_the_person_unnamed(room, sign_in):
    decision = a_decision(room)
    meeting = decision.item.meeting
    issue_letter(decision=decision, by=room.secretary, now=timezone.now())
    for user in (room.members[0], room.chair):
        for address in (
            reverse("commission:meeting", args=[meeting.pk]),
            reverse("commission:decisions", args=[meeting.pk]),
            reverse("commission:decision", args=[decision.number]),
        ):
            page = sign_in(user).get(address).content.decode()
            assert not [word for word in IDENTITY if word in page.split("<main", 1)[1]], address


def test_a_scheme_that_names_people_does(sign_in, db):
    room = a_commission(is_anonymised=False)
    item = an_open_meeting(room).items.get()
    assert "Nadia Benali" in page_of(item, room.members[0], sign_in)


def test_it_shows_the_remainder_before_and_after(room, item, sign_in):
    page = page_of(item, room.members[0], sign_in)
    assert "300,00\u202f€" in page, "(1 180 + 210 − 1 000) ÷ 1,3"
    assert "260,25\u202f€" in page, "with 51,67 € less"
    assert "Revenus d’activité sous le plafond" in page


def test_opening_it_is_written_down(room, item, sign_in):
    page_of(item, room.members[0], sign_in)
    entry = AccessEntry.objects.get(user=room.members[0])
    assert entry.reference == item.application.reference


def test_the_vote_is_never_preselected(room, item, sign_in):
    put(room, item)
    page = page_of(item, room.members[0], sign_in)
    assert page.count('name="choice"') == 3
    assert "checked" not in page


def test_before_the_vote_there_is_nothing_to_choose(room, item, sign_in):
    assert 'name="choice"' not in page_of(item, room.members[0], sign_in)


def test_after_the_close_the_count_is_told(room, item, sign_in):
    motion = put(room, item)
    for user, choice in zip(room.everybody, ["for", "for", "for", "against", "abstention"], strict=True):
        say(motion, user, choice)
    close(room, motion)
    page = page_of(item, room.members[0], sign_in)
    assert "3\u00a0pour, 1\u00a0contre, 1\u00a0abstention. Majorité\u00a0: 3 des 4 voix exprimées." in page


def test_pages_between_the_points_skip_what_one_is_recused_from(room, sign_in):
    meeting = a_meeting(room)
    items = [listed(room, meeting, description=text) for text in ("Lit", "Four", "Vélo")]
    actions.convene_meeting(
        meeting=meeting, by=room.secretary, now=timezone.now(), short_notice_reason="Panne ce week-end"
    )
    actions.declare_recusal(item=items[1], member=room.members[0], reason="Voisin", now=timezone.now())
    page = page_of(items[0], room.members[0], sign_in)
    assert reverse("commission:case", args=[items[2].pk]) in page
    assert reverse("commission:case", args=[items[1].pk]) not in page


def test_what_the_person_asked_before_costs_no_more_for_three_than_for_one(room, sign_in):
    browser, counts = sign_in(room.members[0]), []
    for description in ("Lit", "Four", "Vélo"):
        a_decision(room, facts={"description": description}, kind="refuse")
        item = an_open_meeting(room, {"description": "Table"}).items.get()
        page = reverse("commission:case", args=[item.pk])
        with CaptureQueriesContext(connection) as queries:
            shown = browser.get(page).content.decode()
        counts.append(len(queries))
        assert f"{description}, 620\u202f€\u00a0: refus" in shown
        actions.postpone_item(item=item, why="Devis", by=room.chair, now=timezone.now())
    assert counts[0] == counts[2]
    assert "Nadia" not in shown.split("<main", 1)[1]


def test_every_line_of_the_month_is_there_with_its_total(room, item, sign_in):
    page = page_of(item, room.members[0], sign_in)
    for words in ("Salaire", "1\u202f180,00", "Aide au logement", "1\u202f390,00", "Loyer et charges", "1\u202f000,00"):
        assert words in page, words
    assert "Ce que la personne a déjà demandé" in page
