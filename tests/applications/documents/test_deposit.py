"""Bringing documents, as the partner and as the CCAS."""

import uuid

import pytest
from django.utils import timezone

from applications import actions as intake
from applications.documents.enums import AskedOf, Status
from applications.enums import ClosingReason
from applications.models import SupportingDocument
from harmonie.accounts.roles import Role
from harmonie.documents.models import StoredFile
from harmonie.mail.models import OutgoingMail
from tests.applications.browsing import post
from tests.applications.builders import a_draft, a_partners_user, a_submitted, in_review
from tests.applications.documents.builders import a_deposit, a_requirement, asked_of_partner, only
from tests.applications.documents.files import a_heic, a_pdf, a_picture, upload
from tests.builders import a_partner, a_user

pytestmark = pytest.mark.django_db


def at(application) -> str:
    return f"/demandes/{application.reference}/documents/deposer/"


def mails(application) -> list[str]:
    return [mail.recipient for mail in OutgoingMail.objects.filter(reference=application.reference)]


def test_a_worker_deposits_several_files_of_one_document(sign_in):
    (wanted,) = only("Bulletins")
    application = in_review()
    sent = [upload(a_pdf(2), "août.pdf"), upload(a_picture(), "IMG_1.jpg"), upload(a_heic(), "IMG_2.HEIC")]
    response = post(sign_in(a_user()), at(application), piece=f"piece-{wanted.pk}", files=sent)
    assert response.url == f"/demandes/{application.reference}/documents/"
    kept = list(application.documents.order_by("pk"))
    assert [(one.requirement, one.status, one.is_from_partner) for one in kept] == [(wanted, "received", False)] * 3
    assert [(one.file.name, one.file.pages) for one in kept] == [("août.pdf", 2), ("IMG_1.jpg", 1), ("IMG_2.jpg", 1)]


def test_a_document_of_another_name(sign_in):
    application = in_review()
    page, sent = sign_in(a_user()), {"piece": "autre", "files": upload(a_pdf())}
    assert "Donnez un nom" in post(page, at(application), **sent, label="").content.decode()
    post(page, at(application), **sent | {"files": upload(a_pdf())}, label="Assurance 😀")
    assert application.documents.get().label == "Assurance 😀"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ([], "Choisissez au moins un fichier."),
        ([upload(b"", "vide.pdf")], "est vide"),
        ([upload(b"MZ" + bytes(900), "facture.pdf")], "c’est un programme"),
        ([upload(a_pdf(), "bon.pdf"), upload(b"rien", "mauvais.pdf")], "Les autres fichiers sont bons"),
        ([upload(a_pdf())] * 11, "10 fichiers"),
    ],
)
def test_what_cannot_be_kept_leaves_nothing_and_says_so(sign_in, sent, sentence):
    application, token = in_review(), str(uuid.uuid4())
    typed = {"once": token, "piece": "autre", "label": "Mon attestation", "files": sent}
    response = sign_in(a_user()).post(at(application), typed)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Mon attestation" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_a_thirty_megabyte_file_is_a_sentence_and_never_in_memory(sign_in):
    application = in_review()
    typed = {"piece": "autre", "label": "Relevé", "files": upload(a_pdf() + bytes(30 * 1024**2), "relevé.pdf")}
    response = post(sign_in(a_user()), at(application), **typed)
    assert response.status_code == 422
    assert "10\u00a0Mo au plus" in response.content.decode()
    assert "Relevé" in response.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"piece": "piece-999999999999999999999"},
        {"piece": "autre", "label": "x" * 300},
        {"piece": "autre", "label": "a\0b"},
        {"piece": ""},
        {},
    ],
)
def test_odd_answers_are_sentences(sign_in, typed):
    application = in_review()
    response = post(sign_in(a_user()), at(application), files=upload(a_pdf()), **typed)
    assert response.status_code == 422
    assert not application.documents.exists()


@pytest.mark.parametrize("number", ["0", "9" * 40, "-1", "x", "²"])
def test_a_document_to_replace_that_is_not_there(sign_in, number):
    assert sign_in(a_user()).get(at(in_review()) + f"?remplace={number}").status_code in (200, 404)


def test_posted_twice_it_is_kept_once(sign_in):
    application, client, token = in_review(), sign_in(a_user()), str(uuid.uuid4())
    for _ in range(2):
        client.post(at(application), {"once": token, "piece": "autre", "label": "RIB", "files": upload(a_pdf())})
    assert application.documents.count() == 1


def test_a_partner_answers_what_it_was_asked_and_the_worker_is_told_at_the_last(sign_in):
    worker, partner = a_user(), a_partners_user()
    application = in_review(worker, by=partner)
    asked = asked_of_partner(application, "Devis", "RIB du garage", by=worker)
    client = sign_in(partner)
    page = client.get(f"/demandes/{application.reference}/").content.decode()
    assert "Devis" in page
    assert "RIB du garage" in page
    before = len(mails(application))
    for number, item in enumerate(asked.items.all()):
        assert len(mails(application)) == before, number
        response = post(client, at(application), piece=f"demande-{item.key}", files=upload(a_pdf()))
        assert response.url == f"/demandes/{application.reference}/"
    assert mails(application)[before:] == [worker.email]
    assert set(application.documents.values_list("is_from_partner", flat=True)) == {True}


def test_a_partner_is_offered_only_what_is_asked_of_it(sign_in):
    partner = a_partners_user()
    application = in_review(by=partner)
    a_requirement("Plan de surendettement")
    asked_of_partner(application, "Attestation de la personne", asked_of=AskedOf.PERSON)
    asked_of_partner(application, "Devis du garage")
    page = sign_in(partner).get(at(application)).content.decode()
    assert "Devis du garage" in page
    assert "Attestation de la personne" not in page
    assert "Plan de surendettement" not in page


def test_before_the_ccas_takes_over_a_partner_sees_the_usual_list(sign_in):
    only("Devis du garage")
    partner = a_partners_user()
    assert "Devis du garage" in sign_in(partner).get(at(a_draft(partner))).content.decode()


def test_a_refused_document_is_asked_again_and_replaced(sign_in):
    partner = a_partners_user()
    application = in_review(by=partner)
    item = asked_of_partner(application).items.get()
    client = sign_in(partner)
    post(client, at(application), piece=f"demande-{item.key}", files=upload(a_pdf()))
    first = application.documents.get()
    worker = sign_in(a_user())
    examined = f"/demandes/{application.reference}/documents/{first.key}/"
    post(worker, examined, verdict="refused", reason="Photo floue", expected="received")
    page = client.get(f"/demandes/{application.reference}/").content.decode()
    assert "Photo floue" in page
    post(client, at(application), piece=f"demande-{item.key}", files=upload(a_pdf()))
    first.refresh_from_db()
    assert first.replaced_by == application.documents.latest("pk")
    assert "Photo floue" not in client.get(f"/demandes/{application.reference}/").content.decode()


def test_a_named_document_is_replaced(sign_in):
    application = in_review()
    old = a_deposit(application)
    client = sign_in(a_user())
    assert "Remplacer une pièce" in client.get(at(application) + f"?remplace={old.key}").content.decode()
    post(client, at(application) + f"?remplace={old.key}", piece="remplacer", files=upload(a_pdf()))
    old.refresh_from_db()
    assert old.replaced_by.label == old.label


def test_a_partner_does_not_replace_what_the_ccas_brought(sign_in):
    partner = a_partners_user()
    application = in_review(by=partner)
    theirs = a_deposit(application)
    assert sign_in(partner).get(at(application) + f"?remplace={theirs.key}").status_code == 404


def test_strangers_find_nothing(sign_in):
    application = a_submitted()
    for stranger in (a_partners_user(), a_user(Role.FINANCE), a_user(Role.SECRETARY), a_user(partner=a_partner())):
        assert sign_in(stranger).get(at(application)).status_code == 404
        assert post(sign_in(stranger), at(application), piece="autre", label="x").status_code == 404
    assert sign_in(a_user()).put(at(application)).status_code == 405


def test_nothing_is_added_to_a_request_that_has_ended(sign_in):
    application = in_review()
    intake.withdraw(
        application=application, reason=ClosingReason.ABANDONED, note="Oui", by=a_user(), now=timezone.now()
    )
    client = sign_in(a_user())
    assert client.get(at(application)).status_code == 302
    typed = {"piece": "autre", "label": "Trop tard", "files": upload(a_pdf())}
    response = post(client, at(application), **typed)
    assert response.status_code == 409
    assert "Trop tard" in response.content.decode()
    assert not SupportingDocument.objects.filter(status=Status.RECEIVED).exists()
