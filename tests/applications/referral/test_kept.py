"""What is typed at a step is kept for its author, comes back, and is spent by saving."""

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from applications import actions
from applications.models import LoanApplication
from harmonie.registry.models import KeptInput
from tests.applications.browsing import post, rows
from tests.applications.builders import NADIA, a_draft, a_partners_user, an_open_scheme, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
TYPED = {**NADIA, "birth_date": "14/05/1991"}


def keep(client: Client, page: str, **typed: Any) -> HttpResponse:
    return client.post("/saisie/", {"kept-page": page, "csrfmiddlewaretoken": "x", **typed})


def test_it_comes_back_as_it_was_typed(sign_in):
    draft = a_draft(a_partners_user())
    client, url = sign_in(draft.referred_by), f"/demandes/{draft.reference}/budget/"
    typed = {
        **rows("ressources", {"kind": "salary", "amount": "mille", "frequency": "weekly"}, {"kind": "rsa"}),
        **rows("charges"),
        **rows("dettes", {"creditor": "Banque", "in_plan": "on"}),
        "over_indebtedness": "plan",
        "revision": "1",
    }
    assert "Saisie gardée à" in keep(client, url, **typed).content.decode()
    page = client.get(url).content.decode()
    assert "Nous avons gardé ce que vous aviez commencé" in page
    assert 'value="mille"' in page
    assert 'name="ressources-1-kind"' in page
    assert 'value="Banque"' in page
    assert "error-summary" not in page
    assert not draft.incomes.exists()


def test_saving_spends_it(sign_in):
    draft = a_draft(a_partners_user())
    client, url = sign_in(draft.referred_by), f"/demandes/{draft.reference}/personne/"
    keep(client, url, **{**TYPED, "city": "Saint-Aubin"})
    assert 'value="Saint-Aubin"' in client.get(url).content.decode()
    assert post(client, url, revision=1, **TYPED).status_code == 302
    assert not KeptInput.objects.exists()
    assert "Nous avons gardé" not in client.get(url).content.decode()


def test_what_arrives_after_the_save_is_not_kept(sign_in):
    draft, token = a_draft(a_partners_user()), str(uuid.uuid4())
    client, url = sign_in(draft.referred_by), f"/demandes/{draft.reference}/personne/"
    client.post(url, {"once": token, "revision": 1, **TYPED})
    assert keep(client, url, once=token, **TYPED).status_code == 200
    assert not KeptInput.objects.exists()


def test_a_refused_post_is_kept_too(sign_in):
    an_open_scheme()
    client = sign_in(a_partners_user())
    assert post(client, "/demandes/nouvelle/", **{**TYPED, "postcode": "6"}).status_code == 422
    page = client.get("/demandes/nouvelle/").content.decode()
    assert "12 rue des Tanneurs" in page
    assert not LoanApplication.objects.exists()


def test_a_line_added_without_a_script_is_kept(sign_in):
    draft = a_draft(a_partners_user())
    client, url = sign_in(draft.referred_by), f"/demandes/{draft.reference}/foyer/"
    typed = rows("personnes", {"first_name": "Sami", "birth_date": "2018"})
    post(client, url, revision=1, **typed, **{"ajouter-personnes": "1", "housing_note": "Trop petit"})
    page = client.get(url).content.decode()
    assert 'value="Sami"' in page
    assert 'value="Trop petit"' in page
    assert 'name="personnes-1-first_name"' in page


def test_leaving_keeps_what_cannot_be_saved_yet(sign_in):
    draft = a_draft(a_partners_user())
    client, url = sign_in(draft.referred_by), f"/demandes/{draft.reference}/personne/"
    left = post(client, url, revision=1, **{**TYPED, "birth_date": "bientôt"}, quitter="1")
    assert left.url == f"/demandes/{draft.reference}/"
    assert 'value="bientôt"' in client.get(url).content.decode()
    done = post(client, url, revision=1, **TYPED, quitter="1")
    assert done.url == f"/demandes/{draft.reference}/"
    assert not KeptInput.objects.exists()


def test_the_last_step_says_what_was_left(sign_in):
    draft = a_draft(a_partners_user())
    client, url = sign_in(draft.referred_by), f"/demandes/{draft.reference}/"
    keep(client, f"{url}foyer/", housing_note="Trop petit")
    assert "votre saisie est gardée, mais pas enregistrée" in client.get(f"{url}transmettre/").content.decode()


def test_nobody_else_sees_it(sign_in):
    application, other = in_review(), a_user()
    url = f"/demandes/{application.reference}/evaluation/"
    keep(sign_in(application.worker), url, assessment="Un long texte patient.")
    assert "Un long texte patient." in sign_in(application.worker).get(url).content.decode()
    assert "Un long texte patient." not in sign_in(other).get(url).content.decode()


def test_a_colleagues_change_in_between_is_still_refused(sign_in):
    application, other = in_review(), a_user()
    client, url = sign_in(application.worker), f"/demandes/{application.reference}/evaluation/"
    seen = application.revision
    keep(client, url, assessment="Un long texte patient.", revision=str(seen))
    edit = {"by": other, "now": timezone.now()}
    actions.save_household(application=application, members=[], expected_revision=seen, **edit)
    page = client.get(url).content.decode()
    assert f'name="revision" value="{seen}"' in page
    response = post(client, url, assessment="Un long texte patient.", revision=seen)
    assert response.status_code == 409
    assert "Un long texte patient." in response.content.decode()


def test_a_step_begun_before_a_colleagues_change_says_so(sign_in):
    application, other = in_review(), a_user()
    client, url = sign_in(application.worker), f"/demandes/{application.reference}/personne/"
    seen = application.revision
    keep(client, url, **TYPED, revision=str(seen))
    edit = {"by": other, "now": timezone.now()}
    actions.save_household(application=application, members=[], expected_revision=seen, **edit)
    page = client.get(url).content.decode()
    assert "Le dossier a changé depuis" in page
    assert f'name="revision" value="{seen}"' in page


def test_one_may_begin_again_from_what_is_saved(sign_in):
    draft = a_draft(a_partners_user())
    client, url = sign_in(draft.referred_by), f"/demandes/{draft.reference}/personne/"
    keep(client, url, **{**TYPED, "city": "Saint-Aubin"})
    back = post(client, "/saisie/oublier/", **{"kept-page": url, "back": url})
    assert back.url == url
    assert "Saint-Aubin" not in client.get(url).content.decode()
