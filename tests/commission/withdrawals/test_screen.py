"""The page on which a withdrawal is proposed."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Exclusion
from commission.models import AgendaItem
from harmonie.accounts.roles import Role
from tests.builders import a_user
from tests.commission.builders import a_decision, a_meeting


@pytest.fixture
def decision(room):
    return a_decision(room)


def address(decision):
    return reverse("commission:withdraw", args=[decision.number])


def test_it_says_the_rule_and_lists_the_point_once(room, decision, sign_in, post):
    page = sign_in(room.secretary).get(address(decision)).content.decode()
    for words in ("L. 242-1", "4 mois", "Aucune séance n’est prévue"):
        assert words in page
    meeting, late = a_meeting(room), a_meeting(room, starts_at=timezone.now() + timedelta(days=150))
    page = sign_in(room.secretary).get(address(decision)).content.decode()
    assert f'value="{meeting.pk}"' in page
    assert f'value="{late.pk}"' not in page
    refused = post(room.secretary, address(decision), meeting=meeting.pk)
    assert refused.status_code == 409
    assert "ne peut pas attendre la suivante" in refused.content.decode()
    token, why = str(uuid.uuid4()), "Erreur vue hier"
    for _ in range(2):
        answer = post(room.secretary, address(decision), token=token, meeting=meeting.pk, late_reason=why)
        assert answer.url == reverse("commission:meeting", args=[meeting.pk])
    assert AgendaItem.objects.filter(withdraws=decision).count() == 1
    agenda = sign_in(room.secretary).get(answer.url).content.decode()
    assert f"Retrait de la décision n°\u00a0{decision.number}" in agenda
    assert "déjà à l’ordre du jour" in sign_in(room.secretary).get(address(decision)).content.decode()
    assert post(room.secretary, address(decision), meeting=meeting.pk).status_code == 409


@pytest.mark.parametrize("meeting", ["", "0", "x", "9" * 30])
def test_a_meeting_must_be_chosen(room, decision, post, meeting):
    assert post(room.secretary, address(decision), meeting=meeting).status_code == 422


def test_who_may_not(room, decision, sign_in, post):
    for user in (room.members[0], room.worker, a_user(Role.FINANCE)):
        assert sign_in(user).get(address(decision)).status_code == 404
        assert post(user, address(decision), meeting="1").status_code == 404
    assert sign_in(room.chair).put(address(decision)).status_code == 405
    Exclusion.objects.create(application=decision.application, user=room.chair, declared_at=timezone.now())
    assert sign_in(room.chair).get(address(decision)).status_code == 404


def test_a_deferral_says_why_not(room, sign_in):
    deferred = a_decision(room, kind="defer", grounds="document")
    assert "Un ajournement ne se retire pas" in sign_in(room.chair).get(address(deferred)).content.decode()
