"""Serving a kept file: to whom it is theirs, as something to save."""

import pytest

from applications import actions as intake
from harmonie.accounts.roles import Role
from harmonie.registry.models import AccessEntry
from tests.applications.builders import a_partners_user, in_review
from tests.applications.documents.builders import a_deposit
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def at(document) -> str:
    return f"/demandes/{document.application.reference}/documents/{document.key}/fichier/"


def test_a_file_is_saved_never_run(sign_in):
    document, worker = a_deposit(in_review()), a_user()
    response = sign_in(worker).get(at(document))
    assert response.content == b"%PDF-1.7 kept"
    assert response["Content-Disposition"] == 'attachment; filename="piece.pdf"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert AccessEntry.objects.get(user=worker).subject == "pièce justificative"


def test_a_partner_opens_its_own_and_nothing_of_the_ccas(sign_in):
    partner = a_partners_user()
    application = in_review(by=partner)
    own, theirs = a_deposit(application, by=partner), a_deposit(application)
    client = sign_in(partner)
    assert client.get(at(own)).status_code == 200
    assert client.get(at(theirs)).status_code == 404


def test_strangers_find_nothing(sign_in):
    partner = a_partners_user()
    document = a_deposit(in_review(by=partner), by=partner)
    roles = (Role.SECRETARY, Role.COMMISSION_MEMBER, Role.FINANCE, Role.CHAIR, Role.ADMINISTRATOR)
    for stranger in (a_partners_user(), *(a_user(role) for role in roles)):
        assert sign_in(stranger).get(at(document)).status_code == 404
    assert sign_in(a_user()).post(at(document)).status_code == 405


def test_who_stepped_aside_opens_nothing(sign_in):
    document, aside = a_deposit(in_review()), a_user()
    intake.exclude_reader(application=document.application, user=aside, now=document.added_at)
    assert sign_in(aside).get(at(document)).status_code == 404


def test_an_address_of_another_dossier_finds_nothing(sign_in):
    document, other = a_deposit(in_review()), in_review()
    address = f"/demandes/{other.reference}/documents/{document.key}/fichier/"
    assert sign_in(a_user()).get(address).status_code == 404
    assert sign_in(a_user()).get(address.replace(str(document.key), "9" * 40)).status_code == 404
