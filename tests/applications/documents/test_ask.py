"""Asking for what is missing: the page, what the partner reads of it, the letter."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from applications.documents import actions, letter
from applications.documents.actions import Asked
from applications.documents.enums import AskedOf
from applications.documents.queries import all_received, open_items
from applications.enums import State
from applications.models import LoanApplication
from harmonie.accounts.roles import Role
from harmonie.documents.models import DocumentKind
from harmonie.mail.models import OutgoingMail
from tests.applications.browsing import post
from tests.applications.builders import a_partners_user, a_submitted, in_review
from tests.applications.documents.builders import a_deposit, asked_of_partner, only
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def at(application, page: str = "") -> str:
    return f"/demandes/{application.reference}/pieces/{page}"


def tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).strftime("%d/%m/%Y")


def test_the_page_is_prefilled_with_what_is_missing(sign_in):
    needed, optional = (*only("Devis"), *only("Livret", is_required=False))
    type(needed).objects.filter(pk=needed.pk).update(is_active=True)
    page = sign_in(a_user()).get(at(in_review())).content.decode()
    chosen = re.findall(r'name="(piece_\d+)".*?<option value="(\w+)" selected', page, re.DOTALL)
    assert dict(chosen) == {f"piece_{needed.pk}": "partner", f"piece_{optional.pk}": "personne"}


def test_documents_are_asked_of_whom_one_chooses(sign_in):
    quote, payslip = only("Devis", "Bulletin de paie")
    partner = a_partners_user()
    application = in_review(by=partner)
    typed = {f"piece_{quote.pk}": "partner", f"piece_{payslip.pk}": "person", "awaited": "Mot du garage\n\n  RIB ",
             "awaited_of": "partner", "answer_by": tomorrow()}  # fmt: skip
    response = post(sign_in(a_user()), at(application), **typed)
    assert response.url == f"/demandes/{application.reference}/documents/"
    application.refresh_from_db()
    asked = application.document_requests.get()
    assert application.state == State.AWAITING_DOCUMENTS
    assert [(item.label, item.asked_of, item.requirement) for item in asked.items.all()] == [
        ("Devis", "partner", quote),
        ("Bulletin de paie", "person", payslip),
        ("Mot du garage", "partner", None),
        ("RIB", "partner", None),
    ]
    assert asked.answer_by == timezone.localdate() + timedelta(days=1)
    assert OutgoingMail.objects.filter(recipient=partner.email, text__contains="attend des pièces").count() == 1


def test_the_partner_does_not_read_what_is_asked_of_the_person(sign_in):
    partner = a_partners_user()
    application = in_review(by=partner)
    asked = [Asked("Devis", AskedOf.PARTNER), Asked("Plan de surendettement", AskedOf.PERSON)]
    told = {"by": a_user(), "now": timezone.now()}
    day = timezone.localdate() + timedelta(days=9)
    actions.ask(application=application, asked=asked, answer_by=day, **told)
    page = sign_in(partner).get(f"/demandes/{application.reference}/").content.decode()
    assert "Devis" in page
    assert "surendettement" not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choisissez au moins une pièce"),
        ({"awaited": " \n "}, "Choisissez au moins une pièce"),
        ({"awaited": "x" * 121}, "120 caractères au plus"),
        ({"awaited": "RIB", "answer_by": "31/02/2027"}, "date qui existe"),
        ({"awaited": "RIB", "awaited_of": "maire"}, "Choisissez une des réponses"),
        ({"awaited": "a\0b"}, "error"),
    ],
)
def test_what_cannot_be_asked_is_said_and_kept(sign_in, typed, sentence):
    application = in_review()
    response = post(sign_in(a_user()), at(application), **typed)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not application.document_requests.exists()


def test_a_day_that_has_passed_is_no_delay(sign_in):
    application = in_review()
    response = post(sign_in(a_user()), at(application), awaited="RIB", answer_by="01/01/2020")
    assert response.status_code == 409
    assert "jour à venir" in response.content.decode()


def test_more_is_asked_while_one_waits():
    application = in_review()
    asked_of_partner(application, "Devis")
    asked_of_partner(application, "RIB")
    assert application.awaited == f"{application.partner}\u00a0: devis, RIB."
    assert [item.label for item in open_items(application)] == ["Devis", "RIB"]


def test_what_was_asked_before_the_review_resumed_is_past(sign_in):
    application = in_review()
    asked_of_partner(application, "Devis")
    client = sign_in(a_user())
    post(client, f"/demandes/{application.reference}/reprendre/")
    application.refresh_from_db()
    assert not open_items(application)
    asked_of_partner(application, "RIB")
    assert [item.label for item in open_items(application)] == ["RIB"]


def test_the_list_can_tell_that_everything_has_come(django_assert_num_queries):
    waiting, complete = in_review(), in_review()
    asked_of_partner(waiting, "Devis", "RIB")
    item = asked_of_partner(complete).items.get()
    a_deposit(waiting, piece=actions.Piece("RIB", None, waiting.document_requests.get().items.last()))
    a_deposit(complete, piece=actions.Piece("Devis", None, item))
    with django_assert_num_queries(1):
        found = {one.pk: one.documents_arrived for one in all_received(LoanApplication.objects.all())}
    assert found == {waiting.pk: False, complete.pk: True}
    complete.refresh_from_db()
    assert complete.awaited == "toutes arrivées, à examiner."


def test_posted_twice_it_is_asked_once(sign_in):
    application, client, token = in_review(), sign_in(a_user()), str(uuid.uuid4())
    for _ in range(2):
        client.post(at(application), {"once": token, "awaited": "RIB"})
    assert application.document_requests.count() == 1


def test_nothing_is_asked_before_somebody_took_the_request_over(sign_in):
    application = a_submitted()
    assert sign_in(a_user()).get(at(application)).url == f"/demandes/{application.reference}/"
    assert post(sign_in(a_user()), at(application), awaited="RIB").status_code == 409


def test_strangers_find_nothing(sign_in):
    partner = a_partners_user()
    application = in_review(by=partner)
    asked_of_partner(application)
    for stranger in (partner, a_partners_user(), a_user(Role.SECRETARY)):
        client = sign_in(stranger)
        assert client.get(at(application)).status_code == 404
        assert post(client, at(application), awaited="RIB").status_code == 404
        assert post(client, at(application, "1/emettre/")).status_code == 404
        assert client.get(at(application, "1/lettre/")).status_code == 404
    assert sign_in(a_user()).get(at(application, "1/emettre/")).status_code == 405
    assert sign_in(a_user()).put(at(application)).status_code == 405


def test_the_letter_is_issued_once_and_read(sign_in):
    application = in_review()
    asked = asked_of_partner(application, "Devis", asked_of=AskedOf.PERSON)
    client = sign_in(a_user())
    assert client.get(at(application, "1/lettre/")).status_code == 404
    for _ in range(2):
        post(client, at(application, "1/emettre/"))
    asked.refresh_from_db()
    assert (asked.letter.kind, asked.letter.reference) == (
        DocumentKind.DOCUMENT_REQUEST,
        f"DP-{application.reference}-1",
    )
    assert client.get(at(application, "1/lettre/")).content == bytes(asked.letter.content)
    assert "Lettre (PDF)" in client.get(f"/demandes/{application.reference}/documents/").content.decode()
    assert post(client, at(application, "7/emettre/")).status_code == 404


def test_the_letter_says_the_delay_and_its_effect():
    asked = asked_of_partner(in_review(), "Devis")
    said = letter.must_say(asked)
    assert "avant le" in said[0]
    assert "L.\u00a0114-5" in said[1]
