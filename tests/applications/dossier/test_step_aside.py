"""Somebody of the CCAS who knows the person leaves the dossier to colleagues."""

import uuid

import pytest
from django.urls import reverse

from applications.worklist.actions import assign
from harmonie.accounts.roles import Role
from tests.story import NOW, a_house, a_person, a_ready_case

pytestmark = pytest.mark.django_db


def test_the_dossier_is_gone_for_them_alone(sign_in):
    house = a_house()
    case, colleague = a_ready_case(house), a_person("collegue", Role.SOCIAL_WORKER)
    page, aside = (reverse(f"applications:{name}", args=[case.reference]) for name in ("detail", "step_aside"))
    assert "Je dois me déporter" in sign_in(colleague).get(page).content.decode()
    refused = sign_in(house.worker).post(aside, {"once": str(uuid.uuid4())}, follow=True)
    assert "confiez-le d’abord à un collègue" in refused.content.decode()
    assert sign_in(house.referrer).post(aside, {"once": str(uuid.uuid4())}).status_code == 404
    token = str(uuid.uuid4())
    browser = sign_in(colleague)
    assert browser.get(aside).status_code == 405
    for _ in range(2):
        assert browser.post(aside, {"once": token})["Location"] == reverse("applications:list")
    assert case.exclusions.count() == 1
    assert browser.get(page).status_code == 404
    assert case.reference not in browser.get(reverse("applications:list")).content.decode()
    assert sign_in(house.worker).get(page).status_code == 200
    assign(application=case, worker=a_person("autre", Role.SOCIAL_WORKER), by=house.worker, now=NOW)
    assert sign_in(house.worker).post(aside, {"once": str(uuid.uuid4())}).status_code == 302
    assert sign_in(house.worker).get(page).status_code == 404
