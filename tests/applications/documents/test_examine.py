"""Judging a document: accepted, refused with a reason, or seen and forgotten."""

import uuid

import pytest
from django.utils import timezone

from applications import actions as intake
from applications.documents import actions
from applications.documents.actions import Piece
from applications.documents.enums import Status
from applications.enums import ClosingReason
from harmonie.accounts.roles import Role
from harmonie.documents.models import StoredFile
from harmonie.mail.models import OutgoingMail
from harmonie.registry.models import AccessEntry
from tests.applications.browsing import post
from tests.applications.builders import a_partners_user, in_review
from tests.applications.documents.builders import a_deposit, a_requirement
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def at(document) -> str:
    return f"/demandes/{document.application.reference}/documents/{document.key}/"


def judged(client, document, verdict: str, **typed):
    return post(client, at(document), **{"verdict": verdict, "reason": "", "expected": document.status, **typed})


def test_a_document_is_accepted_and_the_next_one_comes(sign_in):
    application, worker = in_review(), a_user()
    first, second = a_deposit(application), a_deposit(application)
    client = sign_in(worker)
    assert judged(client, first, "accepted").url == at(second)
    assert judged(client, second, "accepted").url == f"/demandes/{application.reference}/documents/"
    first.refresh_from_db()
    assert (first.status, first.reviewed_by) == (Status.ACCEPTED, worker)


def test_a_refusal_needs_a_reason_that_the_partner_reads(sign_in):
    partner = a_partners_user()
    document = a_deposit(in_review(by=partner), by=partner)
    client = sign_in(a_user())
    assert "Écrivez pourquoi la pièce est refusée" in judged(client, document, "refused").content.decode()
    judged(client, document, "refused", reason="Il manque la page 2")
    document.refresh_from_db()
    assert (document.status, document.reason) == (Status.REFUSED, "Il manque la page 2")
    assert OutgoingMail.objects.filter(recipient=partner.email).exists()
    page = sign_in(partner).get(f"/demandes/{document.application.reference}/").content.decode()
    assert "Il manque la page 2" in page


def test_what_was_only_to_be_seen_is_not_kept(sign_in):
    wanted = a_requirement("Pièce d’identité", may_be_only_seen=True)
    document = a_deposit(in_review(), piece=Piece(wanted.label, wanted))
    judged(sign_in(a_user()), document, "seen")
    document.refresh_from_db()
    assert (document.status, document.file) == (Status.SEEN, None)
    assert not StoredFile.objects.exists()
    assert sign_in(a_user()).get(at(document)).status_code == 200


def test_what_is_to_be_kept_cannot_be_only_seen(sign_in):
    document = a_deposit(in_review())
    assert judged(sign_in(a_user()), document, "seen").status_code == 422
    with pytest.raises(actions.Refusal):
        actions.examine(
            document=document, verdict=Status.SEEN, reason="", expected="received", by=a_user(), now=timezone.now()
        )


def test_two_workers_judge_at_once_and_the_second_is_told(sign_in):
    document, colleague = a_deposit(in_review()), a_user(first_name="Aïcha")
    judged(sign_in(colleague), document, "accepted")
    response = judged(sign_in(a_user()), document, "refused", reason="Floue")
    assert response.status_code == 409
    assert "Aïcha" in response.content.decode()
    assert "Floue" in response.content.decode()


def test_a_judgement_may_be_corrected_while_the_request_lives(sign_in):
    document = a_deposit(in_review())
    client = sign_in(a_user())
    judged(client, document, "accepted")
    judged(client, document, "refused", reason="Périmée", expected="accepted")
    document.refresh_from_db()
    assert (document.status, document.reason) == (Status.REFUSED, "Périmée")
    intake.withdraw(
        application=document.application, reason=ClosingReason.ABANDONED, note="Oui", by=a_user(), now=timezone.now()
    )
    assert judged(client, document, "accepted", expected="refused").status_code == 409
    assert "Enregistrer ma réponse" not in client.get(at(document)).content.decode()


def test_posted_twice_it_counts_once(sign_in):
    document, client, token = a_deposit(in_review()), sign_in(a_user()), str(uuid.uuid4())
    typed = {"once": token, "verdict": "accepted", "reason": "", "expected": "received"}
    assert [client.post(at(document), typed).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("typed", [{}, {"verdict": "x"}, {"verdict": "refused", "reason": "a\0"}, {"verdict": ""}])
def test_odd_answers_are_sentences(sign_in, typed):
    assert post(sign_in(a_user()), at(a_deposit(in_review())), **typed).status_code == 422


def test_opening_it_is_written_down(sign_in):
    document, worker = a_deposit(in_review()), a_user()
    sign_in(worker).get(at(document))
    assert AccessEntry.objects.get(user=worker).reference == document.application.reference


def test_strangers_find_nothing(sign_in):
    partner = a_partners_user()
    document = a_deposit(in_review(by=partner), by=partner)
    for stranger in (partner, a_partners_user(), a_user(Role.SECRETARY), a_user(Role.COMMISSION_MEMBER)):
        assert sign_in(stranger).get(at(document)).status_code == 404
        assert judged(sign_in(stranger), document, "accepted").status_code == 404
    elsewhere = in_review()
    assert sign_in(a_user()).get(f"/demandes/{elsewhere.reference}/documents/{document.key}/").status_code == 404
    assert sign_in(a_user()).delete(at(document)).status_code == 405
