"""The thread that the CCAS and the partner share."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.correspondence.actions import write_message
from applications.correspondence.queries import thread
from applications.models import Message
from applications.notices import Event
from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal, WrongState
from tests.applications.browsing import post
from tests.applications.builders import a_filled_draft, a_partners_user, a_submitted, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
ODD = ["é" * 300, "🙂👩‍👧", "\u202eعربي", "<b>gras</b> {{ x }}"]


def where(application) -> str:
    return f"/demandes/{application.reference}/messages/"


def test_both_sides_write_and_read(sign_in):
    partner, worker = a_partners_user(first_name="Samuel"), a_user(office="travailleuse sociale")
    application = in_review(worker, by=partner)
    assert post(sign_in(worker), where(application), **{"message-text": "Il manque un bulletin."}).status_code == 302
    assert post(sign_in(partner), where(application), **{"message-text": "Il arrive jeudi."}).status_code == 302
    first, second = Message.objects.all()
    assert (first.is_from_partner, second.is_from_partner) == (False, True)
    for reader in (worker, partner):
        page = sign_in(reader).get(where(application)).content.decode()
        for words in ("Il manque un bulletin.", "Il arrive jeudi.", "travailleuse sociale", str(partner), str(worker)):
            assert words in page


def test_the_other_side_is_told_by_mail_without_the_words():
    partner, worker = a_partners_user(), a_user()
    application = in_review(worker, by=partner)
    write_message(application=application, text="Secret de famille", by=worker, now=timezone.now())
    write_message(application=application, text="Entendu", by=partner, now=timezone.now())
    mails = OutgoingMail.objects.filter(text__contains=str(Event.MESSAGE))
    assert [mail.recipient for mail in mails] == [partner.email, worker.email]
    assert not any("Secret" in mail.text + mail.html + mail.subject for mail in mails)


def test_what_the_other_side_wrote_since_the_last_visit_is_new(sign_in):
    partner, worker = a_partners_user(), a_user()
    application = in_review(worker, by=partner)
    write_message(application=application, text="Bonjour", by=worker, now=timezone.now() - timedelta(hours=1))
    page = f"/demandes/{application.reference}/"
    assert [letter.is_new for letter in thread(application, partner)] == [True]
    assert [letter.is_new for letter in thread(application, worker)] == [False]
    sign_in(partner).get(page)
    assert [letter.is_new for letter in thread(application, partner)] == [True], "the visit under way shows it as new"
    sign_in(partner).get(page)
    assert [letter.is_new for letter in thread(application, partner)] == [False]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_kept_as_typed(sign_in, text: str):
    worker = a_user()
    application = in_review(worker)
    assert post(sign_in(worker), where(application), **{"message-text": text}).status_code == 302
    assert Message.objects.get().text == text
    assert "<b>gras" not in sign_in(worker).get(where(application)).content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "a\0b"])
def test_a_text_that_cannot_be_sent_comes_back_with_a_sentence(sign_in, text: str):
    worker = a_user()
    application = in_review(worker)
    response = post(sign_in(worker), where(application), **{"message-text": text})
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert not Message.objects.exists()


def test_nobody_writes_about_a_draft_or_where_no_partner_is(sign_in):
    partner, worker = a_partners_user(), a_user()
    draft, own = a_filled_draft(partner), in_review(worker, by=worker)
    assert sign_in(partner).get(where(draft)).status_code == 404
    assert post(sign_in(worker), where(own), **{"message-text": "Bonjour"}).status_code == 404
    with pytest.raises(WrongState):
        write_message(application=draft, text="Bonjour", by=partner, now=timezone.now())


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.COMMISSION_MEMBER, Role.FINANCE, Role.AUDITOR])
def test_other_roles_do_not_write(sign_in, role: Role):
    application = a_submitted()
    client = sign_in(a_user(role))
    assert client.get(where(application)).status_code == 404
    assert post(client, where(application), **{"message-text": "Bonjour"}).status_code == 404


def test_another_partner_does_not_find_it(sign_in):
    application, stranger = a_submitted(), a_partners_user()
    assert sign_in(stranger).get(where(application)).status_code == 404
    with pytest.raises(Refusal):
        write_message(application=application, text="Bonjour", by=stranger, now=timezone.now())


def test_a_colleague_of_the_same_partner_reads_and_answers(sign_in):
    partner = a_partners_user()
    application = a_submitted(partner)
    write_message(application=application, text="Bonjour", by=partner, now=timezone.now())
    colleague = a_user(partner=partner.partner)
    assert "Bonjour" in sign_in(colleague).get(where(application)).content.decode()
    assert post(sign_in(colleague), where(application), **{"message-text": "Suite"}).status_code == 302


def test_other_methods_and_a_second_press(sign_in):
    worker = a_user()
    application, client = in_review(worker), sign_in(worker)
    assert client.put(where(application)).status_code == 405
    typed = {"once": "7b7a8a0e-0d8a-4a38-9a07-0d7f3a4f9f11", "message-text": "Bonjour"}
    for _ in range(2):
        assert client.post(where(application), typed).status_code == 302
    assert Message.objects.count() == 1


def test_the_number_of_queries_does_not_grow(sign_in):
    worker = a_user()
    application, client = in_review(worker), sign_in(worker)
    counts = []
    for _ in (1, 3):
        for _ in range(2):
            write_message(application=application, text="Bonjour", by=a_user(), now=timezone.now())
        client.get(where(application))
        with CaptureQueriesContext(connection) as queries:
            client.get(where(application))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_looks_like_a_social_security_number_is_warned_of(sign_in):
    worker = a_user()
    application, client = in_review(worker), sign_in(worker)
    response = client.post(
        where(application), {"once": str(uuid.uuid4()), "message-text": "2 91 05 60 123 456 78"}, follow=True
    )
    assert "numéro de sécurité sociale" in response.content.decode()


def test_what_was_begun_is_found_again_on_the_dossier(sign_in):
    worker = a_user()
    application, client = in_review(worker), sign_in(worker)
    typed = {"kept-page": where(application), "message-text": "Une phrase commencée"}
    assert client.post("/saisie/", typed).status_code == 200
    assert "Une phrase commencée" in client.get(f"/demandes/{application.reference}/").content.decode()


def test_the_partners_page_holds_the_thread_and_a_form_to_answer(sign_in):
    partner = a_partners_user()
    application = in_review(by=partner)
    write_message(application=application, text="Bonjour à vous", by=a_user(), now=timezone.now())
    page = sign_in(partner).get(f"/demandes/{application.reference}/").content.decode()
    for words in ("Bonjour à vous", "1\u00a0message à lire", "Envoyer au CCAS"):
        assert words in page
