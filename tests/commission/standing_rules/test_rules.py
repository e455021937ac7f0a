"""The règlement intérieur, dated: added ahead, corrected while nothing happened under it, never rewritten."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commission.models import Meeting, StandingRules
from harmonie.accounts.roles import Role
from tests.builders import a_user

from ..builders import a_meeting

PAGE, ADD = "/commission/reglement/", "/commission/reglement/nouveau/"


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def typed() -> dict[str, str]:
    return {
        "valid_from": f"{in_days(10):%d/%m/%Y}",
        "source": "2026-38 du 12 novembre 2026",
        "notice_days": "5",
        "cutoff_days": "10",
        "quorum_share": "third",
        "second_without_quorum": "on",
        "secret_ballot_share": "4",
        "withdrawal_months": "4",
    }


def test_rules_are_added_ahead_and_planned_meetings_follow(room, post, sign_in, typed):
    before, after = (a_meeting(room, starts_at=timezone.now() + timedelta(days=days)) for days in (9, 11))
    form = sign_in(room.chair).get(ADD).content.decode()
    assert "R123-16" in form
    for _ in range(2):
        post(room.chair, ADD, **typed)
    added = StandingRules.objects.get(valid_from=in_days(10))
    assert (added.notice_days, added.quorum_share, added.allows_proxies) == (5, "third", False)
    assert added.recorded_by == room.chair
    assert Meeting.objects.get(pk=after.pk).rules == added
    assert Meeting.objects.get(pk=before.pk).rules != added
    page = sign_in(room.members[0]).get(PAGE).content.decode()
    assert "À venir" in page
    assert "un quart des présents le demande" in page
    assert "Corriger" not in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"valid_from": "01/01/2020"}, "Le passé ne se réécrit pas"),
        ({"valid_from": "01/01/2199"}, "vérifiez l’année"),
        ({"notice_days": "-1"}, "indiquez au moins 1"),
        ({"notice_days": "9" * 300}, "indiquez au plus"),
        ({"secret_ballot_share": "0"}, "indiquez au moins 1"),
        ({"quorum_share": "all"}, "Choisissez une des réponses"),
        ({"urgent_cap": "400"}, "Indiquez la délibération qui donne"),
        ({"urgent_delegation": "2026-40"}, "jusqu’à quel montant"),
        ({"vice_president_decides_urgently": "on"}, "jusqu’à quel montant"),
        ({"urgent_cap": "NaN", "urgent_delegation": "x"}, "Écrivez un montant"),
        ({"source": "🙂" * 300}, "Raccourcissez"),
        ({"source": "a\0b"}, "nul"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(room, post, typed, change, sentence):
    response = post(room.chair, ADD, **(typed | change))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert StandingRules.objects.count() == 1


def test_an_urgent_delegation_is_whole(room, post, typed, sign_in):
    delegation = {"urgent_cap": "400", "urgent_delegation": "2026-40", "vice_president_decides_urgently": "on"}
    post(room.chair, ADD, **typed, **delegation)
    page = sign_in(room.chair).get(PAGE).content.decode()
    assert "la présidence ou la vice-présidence, seule, jusqu’à 400\u202f€ (2026-40)" in page


def test_what_did_not_serve_yet_is_corrected_then_removed(room, post, typed):
    later = a_meeting(room, starts_at=timezone.now() + timedelta(days=20))
    post(room.chair, ADD, **typed)
    added = StandingRules.objects.get(valid_from=in_days(10))
    correct = reverse("commission:correct_rules", args=[added.pk])
    assert post(room.chair, correct, **(typed | {"notice_days": "4"})).status_code == 302
    added.refresh_from_db()
    assert added.notice_days == 4
    assert post(room.chair, ADD, **typed).status_code == 422, "one set of rules a day"
    for _ in range(2):
        post(room.chair, reverse("commission:remove_rules", args=[added.pk]))
    assert not StandingRules.objects.filter(pk=added.pk).exists()
    assert Meeting.objects.get(pk=later.pk).rules == StandingRules.objects.get()


def test_rules_in_force_keep_their_day_and_stay(room, post, typed):
    first = StandingRules.objects.get()
    correct = reverse("commission:correct_rules", args=[first.pk])
    assert "déjà en vigueur" in post(room.chair, correct, **typed).content.decode()
    kept = typed | {"valid_from": f"{first.valid_from:%d/%m/%Y}"}
    assert post(room.chair, correct, **kept).status_code == 302
    post(room.chair, reverse("commission:remove_rules", args=[first.pk]))
    assert StandingRules.objects.filter(pk=first.pk, notice_days=5).exists()


def test_rules_that_served_do_not_change(room, meeting, post, typed, sign_in):
    used = meeting.rules
    response = post(room.chair, reverse("commission:correct_rules", args=[used.pk]), **typed)
    assert response.status_code == 422
    assert "ne changent plus" in response.content.decode()
    assert "Corriger" not in sign_in(room.chair).get(PAGE).content.decode()


def test_who_reads_and_who_changes(room, post, typed, sign_in):
    for user in (room.secretary, room.members[0], a_user(Role.FINANCE)):
        assert post(user, ADD, **typed).status_code == 404
    assert sign_in(a_user(Role.FINANCE)).get(PAGE).status_code == 404
    assert sign_in(a_user(Role.ADMINISTRATOR)).get(PAGE).status_code == 200
    assert sign_in(room.chair).get(reverse("commission:remove_rules", args=[1])).status_code == 405
    assert sign_in(room.chair).get(reverse("commission:correct_rules", args=[999999])).status_code == 404


def test_as_many_queries_for_three_as_for_one(room, sign_in):
    browser, counts = sign_in(room.chair), []
    for days in ((), (5, 6)):
        for day in days:
            StandingRules.objects.create(valid_from=in_days(day), source="x")
        with CaptureQueriesContext(connection) as queries:
            browser.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
