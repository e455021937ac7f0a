"""The administration's list of documents to ask for."""

import uuid
from datetime import timedelta

import pytest

from applications.documents.queries import papers
from applications.models import DocumentRequirement
from harmonie.accounts.roles import Role
from tests.applications.browsing import post
from tests.applications.documents.builders import a_requirement
from tests.builders import a_user
from tests.story import a_house, a_ready_case

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


def test_a_request_keeps_the_list_of_its_day(sign_in):
    """What is dated ends for the requests to come, and begins with them; a running request is asked for the same."""
    DocumentRequirement.objects.update(is_active=False)
    client, case = sign_in(a_user(Role.ADMINISTRATOR)), a_ready_case(a_house())
    day = case.requested_on
    ends, begins, stays = a_requirement("Finit"), a_requirement("Commence"), a_requirement("Reste")
    kept = {"situation": "always", "position": "5", "is_active": "on", "is_required": "on"}
    next_day = f"{day + timedelta(days=1):%d/%m/%Y}"
    post(client, f"{LIST}{ends.pk}/", label="Finit", valid_until=f"{day:%d/%m/%Y}", **kept)
    post(client, f"{LIST}{begins.pk}/", label="Commence", valid_from=next_day, partner_text="Datée", **kept)
    assert [need.requirement for need in papers(case).needs] == [stays, ends]
    case.requested_on = day + timedelta(days=1)
    assert [need.requirement.label for need in papers(case).needs] == ["Reste", "Commence"]
    begins.refresh_from_db()
    assert begins.for_partner == "Datée"
    wrong = post(client, f"{LIST}{ends.pk}/", label="Finit", valid_from=next_day, valid_until=f"{day:%d/%m/%Y}", **kept)
    assert wrong.status_code == 422
    page = client.get(f"{LIST}{begins.pk}/").content.decode()
    assert "Pour les demandes reçues à partir du\u00a0:" in page
    assert "Datée" in page
    assert "Pièce à demander\u00a0: Commence" in page


def test_documents_are_put_in_order(sign_in):
    DocumentRequirement.objects.update(position=0)
    client = sign_in(a_user(Role.ADMINISTRATOR))
    first, second, *_ = DocumentRequirement.objects.all()
    last = DocumentRequirement.objects.last()
    for pk, way in ((second.pk, "monter"), (second.pk, "monter"), (last.pk, "descendre")):
        assert post(client, f"{LIST}{pk}/{way}/").status_code == 302
    assert list(DocumentRequirement.objects.all()[:2]) == [second, first]
    assert DocumentRequirement.objects.last() == last
    assert post(client, f"{LIST}{first.pk}/ailleurs/").status_code == 404
    assert client.get(f"{LIST}{first.pk}/monter/").status_code == 405
    assert post(sign_in(a_user()), f"{LIST}{first.pk}/monter/").status_code == 404


@pytest.mark.parametrize(
    "odd",
    [{"label": ""}, {"label": "x" * 121}, {"label": "a\0"}, {"position": "-1"}, {"position": "9" * 30},
     {"situation": "x"}, {"purposes": ["x"]}, {"scheme": "999"},
     {"partner_text": "x" * 301}, {"valid_from": "32/1/26"}],
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
