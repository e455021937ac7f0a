"""The administration's list of documents to ask for."""

import uuid

import pytest

from applications.models import DocumentRequirement
from harmonie.accounts.roles import Role
from tests.applications.browsing import post
from tests.applications.documents.builders import a_requirement
from tests.builders import a_user

pytestmark = pytest.mark.django_db
LIST = "/demandes/pieces-a-demander/"
GOOD = {"label": "Attestation d’assurance", "help_text": "De l’année.", "situation": "always", "position": "200",
        "is_active": "on", "purposes": ["mobility", "housing"]}  # fmt: skip


def test_a_fresh_house_asks_for_the_usual_documents(sign_in):
    page = sign_in(a_user(Role.ADMINISTRATOR)).get(LIST).content.decode()
    for label in ("Pièce d’identité", "Justificatif de domicile", "Devis ou facture pro forma", "RIB de la personne"):
        assert label in page


def test_a_document_is_added_once(sign_in):
    client, token = sign_in(a_user(Role.ADMINISTRATOR)), str(uuid.uuid4())
    for _ in range(2):
        assert client.post(f"{LIST}nouvelle/", {**GOOD, "once": token}).status_code == 302
    added = DocumentRequirement.objects.get(label=GOOD["label"])
    assert (added.purposes, added.is_required, added.is_active, added.scheme) == (
        ["mobility", "housing"],
        False,
        True,
        None,
    )


def test_a_document_is_changed_and_switched_off(sign_in):
    wanted = a_requirement("Ancien nom")
    client = sign_in(a_user(Role.ADMINISTRATOR))
    assert "Ancien nom" in client.get(f"{LIST}{wanted.pk}/").content.decode()
    post(client, f"{LIST}{wanted.pk}/", label="Nouveau nom", situation="children", position="5")
    wanted.refresh_from_db()
    assert (wanted.label, wanted.situation, wanted.is_active) == ("Nouveau nom", "children", False)
    assert "arrêtée" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    "odd",
    [{"label": ""}, {"label": "x" * 121}, {"label": "a\0"}, {"position": "-1"}, {"position": "9" * 30},
     {"situation": "x"}, {"purposes": ["x"]}, {"scheme": "999"}],
)  # fmt: skip
def test_odd_answers_are_sentences(sign_in, odd):
    before = DocumentRequirement.objects.count()
    assert post(sign_in(a_user(Role.ADMINISTRATOR)), f"{LIST}nouvelle/", **GOOD | odd).status_code == 422
    assert DocumentRequirement.objects.count() == before


def test_only_the_administration_sets_it(sign_in):
    wanted = a_requirement()
    for url in (LIST, f"{LIST}nouvelle/", f"{LIST}{wanted.pk}/"):
        assert sign_in(a_user()).get(url).status_code == 404
    assert post(sign_in(a_user()), f"{LIST}nouvelle/", **GOOD).status_code == 404
    admin = sign_in(a_user(Role.ADMINISTRATOR))
    assert admin.post(LIST).status_code == 405
    assert admin.get(f"{LIST}999999999999999999999999/").status_code == 404
