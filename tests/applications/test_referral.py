"""Referring a person: five steps, nothing typed is lost, nothing is done twice."""

from decimal import Decimal

import pytest

from applications.enums import State
from applications.models import LoanApplication
from tests.applications.browsing import post, rows
from tests.applications.builders import (
    FRIDGE,
    NADIA,
    a_draft,
    a_filled_draft,
    a_partners_user,
    a_submitted,
    an_external_scheme,
    an_open_scheme,
)

pytestmark = pytest.mark.django_db
TYPED = {**NADIA, "birth_date": "14/05/1991"}
PROJECT = {**FRIDGE, "amount": "620", "months": "12"}


def test_the_whole_referral(sign_in):
    scheme, partner = an_open_scheme(), a_partners_user()
    client = sign_in(partner)
    begun = post(client, "/demandes/nouvelle/", **TYPED)
    draft = LoanApplication.objects.get()
    base = f"/demandes/{draft.reference}/"
    assert begun.url == f"{base}foyer/"
    sami = rows("personnes", {"first_name": "Sami", "birth_date": "01/02/2018", "kinship": "child"}, {})
    assert post(client, f"{base}foyer/", revision=1, **sami).url == f"{base}budget/"
    month = {
        **rows("ressources", {"kind": "salary", "amount": "1 180,00 €"}),
        **rows("charges", {"kind": "rent", "label": "", "amount": "585.50"}),
        **rows("dettes"),
        "over_indebtedness": "none",
    }
    assert post(client, f"{base}budget/", revision=2, **month).url == f"{base}projet/"
    assert post(client, f"{base}projet/", revision=3, scheme=scheme.pk, **PROJECT).url == f"{base}transmettre/"
    assert b"Transmettre la demande" in client.get(f"{base}transmettre/").content
    assert post(client, f"{base}transmettre/", consented="on").url == base
    draft.refresh_from_db()
    assert (draft.state, draft.partner, draft.project.amount) == (State.SUBMITTED, partner.partner, Decimal(620))
    assert draft.members.get().first_name == "Sami"
    assert draft.incomes.get().amount == Decimal("1180.00")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("birth_date", "01/01/2999", "dans l’avenir"),
        ("birth_date", "31/02/1991", "date qui existe"),
        ("birth_date", "hier", "date qui existe"),
        ("postcode", "6099", "cinq chiffres"),
        ("postcode", "abcde", "cinq chiffres"),
        ("last_name", "", "Complétez"),
        ("email", "nadia", "adresse électronique"),
    ],
)
def test_a_person_wrongly_typed_is_explained_and_kept(sign_in, field: str, value: str, words: str):
    an_open_scheme()
    response = post(sign_in(a_partners_user()), "/demandes/nouvelle/", **{**TYPED, field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "12 rue des Tanneurs" in page
    assert not value or value in page
    assert not LoanApplication.objects.exists()


def test_without_an_open_scheme_the_refusal_is_a_sentence(sign_in):
    response = post(sign_in(a_partners_user()), "/demandes/nouvelle/", **TYPED)
    assert response.status_code == 409
    assert "Aucun dispositif" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("amount", "99,99", "c’est trop peu"),
        ("amount", "1 000,01", "micro-crédit départemental"),
        ("amount", "0", "c’est trop peu"),
        ("amount", "beaucoup", "montant en euros"),
        ("amount", "1e3", "montant en euros"),
        ("amount", "NaN", "montant en euros"),
        ("amount", "620,001", "Deux chiffres"),
        ("months", "0", "Indiquez une durée"),
        ("months", "19", "Indiquez une durée de 1 à 18"),
        ("months", "douze", "nombre entier"),
        ("supplier", "", "fournisseur à payer"),
    ],
)
def test_a_project_outside_the_terms_is_explained_and_kept(sign_in, field: str, value: str, words: str):
    partner, scheme = a_partners_user(), an_open_scheme()
    an_external_scheme()
    draft = a_draft(partner, scheme=scheme)
    typed = {**PROJECT, "scheme": scheme.pk, field: value}
    response = post(sign_in(partner), f"/demandes/{draft.reference}/projet/", revision=1, **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert value in page
    assert 'class="error-summary"' in page


def test_a_small_instalment_is_warned_of_not_refused(sign_in):
    partner = a_partners_user()
    draft = a_draft(partner)
    typed = {**PROJECT, "scheme": draft.scheme_id, "amount": "100", "months": "18"}
    response = post(sign_in(partner), f"/demandes/{draft.reference}/projet/", revision=1, **typed)
    assert response.status_code == 302
    assert "5,56" in sign_in(partner).get(response.url).content.decode()


def test_lines_are_added_and_removed_without_losing_what_was_typed(sign_in):
    partner = a_partners_user()
    draft, client = a_draft(partner), sign_in(partner)
    url = f"/demandes/{draft.reference}/budget/"
    month = {
        **rows("ressources", {"kind": "salary", "amount": "mille"}, {"kind": "rsa", "amount": "12"}),
        **rows("charges", {"kind": "rent", "amount": "500"}),
        **rows("dettes"),
        "over_indebtedness": "filed",
    }
    more = post(client, url, revision=1, **month, **{"ajouter-charges": "1"})
    assert more.status_code == 200
    assert 'name="charges-1-amount"' in more.content.decode()
    assert 'value="mille"' in more.content.decode()
    fewer = post(client, url, revision=1, **month, **{"retirer-ressources-0": "1"}).content.decode()
    assert 'value="mille"' not in fewer
    assert 'name="ressources-0-amount" value="12"' in fewer
    assert not draft.incomes.exists()


def test_an_amount_of_nothing_is_refused_in_a_line(sign_in):
    partner = a_partners_user()
    draft = a_draft(partner)
    month = {
        **rows("ressources", {"kind": "salary", "amount": "0"}),
        **rows("charges"),
        **rows("dettes"),
        "over_indebtedness": "none",
    }
    response = post(sign_in(partner), f"/demandes/{draft.reference}/budget/", revision=1, **month)
    assert response.status_code == 422
    assert "au-dessus de zéro" in response.content.decode()


def test_consent_is_asked_for(sign_in):
    partner = a_partners_user()
    draft = a_filled_draft(partner)
    response = post(sign_in(partner), f"/demandes/{draft.reference}/transmettre/")
    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_referral_without_a_project_is_not_handed_over(sign_in):
    partner = a_partners_user()
    draft = a_draft(partner)
    response = post(sign_in(partner), f"/demandes/{draft.reference}/transmettre/", consented="on")
    assert response.status_code == 409
    assert "Projet" in response.content.decode()


def test_posting_the_same_form_twice_makes_one_draft(sign_in):
    an_open_scheme()
    client, typed = sign_in(a_partners_user()), {**TYPED, "once": "3f0c8d0e-9f5e-4f6e-8a3e-0d0f5a5b6c7d"}
    first = client.post("/demandes/nouvelle/", typed)
    second = client.post("/demandes/nouvelle/", typed)
    assert (first.status_code, second.url) == (302, first.url)
    assert LoanApplication.objects.count() == 1


def test_a_partner_cannot_correct_what_was_handed_over(sign_in):
    partner = a_partners_user()
    application = a_submitted(partner)
    url = f"/demandes/{application.reference}/personne/"
    assert sign_in(partner).get(url).status_code == 302
    response = post(sign_in(partner), url, revision=application.revision, **{**TYPED, "first_name": "Autre"})
    assert response.status_code == 409
    application.applicant.refresh_from_db()
    assert application.applicant.first_name == "Nadia"


@pytest.mark.parametrize("total", [None, "", "x", "9999999"])
def test_a_tampered_form_saves_nothing_and_breaks_nothing(sign_in, total: str | None):
    partner = a_partners_user()
    draft = a_draft(partner)
    typed = {} if total is None else {"personnes-TOTAL_FORMS": total, "personnes-INITIAL_FORMS": "0"}
    for button in ({}, {"ajouter-personnes": "1"}):
        response = post(sign_in(partner), f"/demandes/{draft.reference}/foyer/", revision=1, **typed, **button)
        assert response.status_code in (200, 422)
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.parametrize("reference", ["%00", "2026-%F0", "..%2F", "x" * 300])
def test_an_odd_reference_is_not_found(sign_in, reference: str):
    assert sign_in(a_partners_user()).get(f"/demandes/{reference}/").status_code == 404
