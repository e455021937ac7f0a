"""A token is its form's and its person's: said again, it does nothing and tells a stranger nothing."""

import uuid

import pytest
from django.urls import reverse

from harmonie.registry.models import SpentToken
from tests.applications.browsing import post
from tests.applications.builders import a_filled_draft, a_partners_user, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def test_another_persons_token_tells_nothing(sign_in):
    partner, token = a_partners_user(), str(uuid.uuid4())
    draft = a_filled_draft(partner)
    url = f"/demandes/{draft.reference}/transmettre/"
    assert sign_in(partner).post(url, {"once": token, "consented": "on"}).status_code == 302
    other = a_partners_user()
    response = sign_in(other).post(reverse("applications:new"), {"once": token})
    assert response.url == reverse("home")


def test_a_form_sent_back_keeps_its_token(sign_in):
    partner, token = a_partners_user(), str(uuid.uuid4())
    client, url = sign_in(partner), f"/demandes/{a_filled_draft(partner).reference}/transmettre/"
    assert client.post(url, {"once": token}).status_code == 422
    assert not SpentToken.objects.exists()
    assert client.post(url, {"once": token, "consented": "on"}).status_code == 302


def test_a_refused_click_is_not_called_recorded(sign_in):
    client, token = sign_in(a_user()), str(uuid.uuid4())
    url = f"/demandes/{in_review().reference}/prendre-en-charge/"
    client.post(url, {"once": token}, follow=True)
    again = client.post(url, {"once": token}, follow=True).content.decode()
    assert "déjà été envoyé" in again
    assert "déjà enregistré" not in again


def test_a_stranger_spends_nothing(sign_in):
    url = f"/demandes/{in_review().reference}/prendre-en-charge/"
    assert post(sign_in(a_partners_user()), url).status_code == 404
    assert not SpentToken.objects.exists()
