"""The project's step: quote, other funding, urgency; each with what belongs to it."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages import get_messages

from applications.models import LoanApplication
from tests.applications.browsing import post
from tests.applications.builders import FRIDGE, a_draft, a_partners_user

pytestmark = pytest.mark.django_db
WHOLE = {
    **FRIDGE,
    "amount": "500",
    "months": "12",
    "quote": "650",
    "other_funding": "150",
    "other_funding_from": "CAF",
    "is_urgent": "on",
    "urgency_reason": "Plus de réfrigérateur avec un enfant de deux ans.",
}


@pytest.fixture
def draft() -> LoanApplication:
    return a_draft(a_partners_user())


def save(sign_in, draft: LoanApplication, **typed: Any):
    url = f"/demandes/{draft.reference}/projet/"
    return post(sign_in(draft.referred_by), url, revision=1, scheme=draft.scheme_id, **{**WHOLE, **typed})


def test_everything_is_saved_and_shown(sign_in, draft: LoanApplication):
    assert save(sign_in, draft).status_code == 302
    saved = LoanApplication.objects.get(pk=draft.pk)
    assert (saved.project.quote, saved.project.other_funding, saved.project.other_funding_from) == (650, 150, "CAF")
    assert saved.is_urgent
    page = sign_in(draft.referred_by).get(f"/demandes/{draft.reference}/").content.decode()
    assert "650,00\u202f€, Électro Rivemont" in page
    assert "150,00\u202f€, CAF" in page
    assert "Demande urgente\u00a0: Plus de réfrigérateur" in page


def test_nothing_beyond_the_loan_is_needed(sign_in, draft: LoanApplication):
    bare = {"quote": "", "other_funding": "", "other_funding_from": "", "is_urgent": "", "urgency_reason": ""}
    assert save(sign_in, draft, **bare).status_code == 302
    saved = LoanApplication.objects.get(pk=draft.pk).project
    assert (saved.quote, saved.other_funding) == (None, Decimal(0))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"other_funding_from": ""}, "qui apporte cet autre financement"),
        ({"other_funding": ""}, "Indiquez le montant de cet autre financement"),
        ({"other_funding": "-5"}, "indiquez au moins 0"),
        ({"quote": "0"}, "ou laissez vide"),
        ({"quote": "1e9"}, "montant en euros"),
        ({"urgency_reason": ""}, "pourquoi c’est urgent"),
        ({"is_urgent": ""}, "Cochez si la demande est urgente"),
        ({"supplier": "\u202e" + "é" * 300}, "Raccourcissez"),
    ],
)
def test_what_does_not_fit_is_explained_and_kept(sign_in, draft: LoanApplication, typed, words: str):
    response = save(sign_in, draft, **typed)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Réfrigérateur et lave-linge" in response.content.decode()


def test_more_money_than_the_quote_is_a_second_look(sign_in, draft: LoanApplication):
    response = save(sign_in, draft, quote="600")
    assert response.status_code == 302
    assert any("vérifiez ces montants" in str(message) for message in get_messages(response.wsgi_request))


def test_the_project_may_come_before_the_month(sign_in, draft: LoanApplication):
    save(sign_in, draft)
    page = sign_in(draft.referred_by).get(f"/demandes/{draft.reference}/transmettre/").content.decode()
    assert "Aucune ressource n’est indiquée" in page
    assert "Nécessaire pour transmettre" not in page


def test_what_is_missing_leads_to_its_step(sign_in, draft: LoanApplication):
    page = sign_in(draft.referred_by).get(f"/demandes/{draft.reference}/transmettre/").content.decode()
    for step in ("personne", "foyer", "budget", "projet"):
        assert f'<a href="/demandes/{draft.reference}/{step}/">' in page
    assert page.count("Nécessaire pour transmettre") == 1
    assert page.count("à compléter") == 4


def test_a_name_in_emoji_and_from_right_to_left_is_a_correct_page(sign_in, draft: LoanApplication):
    odd = {"description": "🧊 \u202eثلاجة", "supplier": "متجر 🛒"}
    assert save(sign_in, draft, **odd).status_code == 302
    assert "ثلاجة" in sign_in(draft.referred_by).get(f"/demandes/{draft.reference}/transmettre/").content.decode()
