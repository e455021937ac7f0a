"""The acknowledgement of receipt: issued by the worker's round or by hand, once, with what the law wants in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications import actions
from applications.models import LoanApplication
from applications.outcomes.actions import issue_acknowledgement
from applications.outcomes.letters import acknowledgement
from applications.rounds import make_rounds
from harmonie.accounts.roles import Role
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal, WrongState
from tests.applications.browsing import post
from tests.applications.builders import a_draft, a_partners_user, a_submitted, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def at(application: LoanApplication, path: str = "") -> str:
    return f"/demandes/{application.reference}/{path}"


def fresh(application: LoanApplication) -> LoanApplication:
    return LoanApplication.objects.get(pk=application.pk)


def test_the_round_issues_what_was_taken_over_and_nothing_else() -> None:
    taken, waiting = in_review(), a_submitted()
    make_rounds(timezone.now())
    make_rounds(timezone.now())
    document = IssuedDocument.objects.get(kind=DocumentKind.ACKNOWLEDGEMENT)
    assert document.reference == f"AR-{taken.reference}"
    assert document.issued_by == taken.worker
    assert fresh(taken).acknowledged_at is not None
    assert fresh(waiting).acknowledged_at is None


def test_a_round_goes_on_when_one_letter_cannot_be_written(settings: object) -> None:
    in_review()
    settings.TOWN = {**settings.TOWN, "court": ""}
    make_rounds(timezone.now())
    assert not IssuedDocument.objects.exists()


def test_by_hand_it_is_issued_once(sign_in) -> None:
    application, client = a_submitted(), sign_in(a_user())
    for _ in range(2):
        assert post(client, at(application, "accuse-de-reception/")).url == at(application)
    assert IssuedDocument.objects.filter(reference=f"AR-{application.reference}").count() == 1
    pdf = client.get(at(application, "accuse-de-reception/pdf/"))
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    page = client.get(at(application)).content.decode()
    assert "Lire l’accusé de réception (PDF)" in page
    assert "Émettre l’accusé de réception" not in page


def test_until_then_the_page_says_so_and_offers_it(sign_in) -> None:
    application = in_review()
    page = sign_in(a_user()).get(at(application)).content.decode()
    assert "Pas encore émis" in page
    assert "Émettre l’accusé de réception" in page
    read_only = sign_in(a_user(Role.SECRETARY)).get(at(application)).content.decode()
    assert "Pas encore émis" in read_only
    assert "Émettre l’accusé de réception" not in read_only


def test_a_partner_reads_that_it_was_issued_and_not_the_letter(sign_in) -> None:
    partner = a_partners_user()
    application = in_review(by=partner)
    make_rounds(timezone.now())
    client = sign_in(partner)
    assert "Accusé de réception émis" in client.get(at(application)).content.decode()
    assert client.get(at(application, "accuse-de-reception/pdf/")).status_code == 404
    assert post(client, at(application, "accuse-de-reception/")).status_code == 404


def test_what_is_not_handed_in_or_has_its_answer_is_not_acknowledged() -> None:
    worker, now = a_user(), timezone.now()
    with pytest.raises(WrongState):
        issue_acknowledgement(application=a_draft(worker), by=worker, now=now)
    ended = in_review()
    actions.withdraw(application=ended, reason="abandoned", note="Renonce.", by=worker, now=now)
    with pytest.raises(WrongState):
        issue_acknowledgement(application=fresh(ended), by=worker, now=now)


def test_it_says_what_the_law_wants() -> None:
    """CRPA R112-5: received when, handled by whom, rejected by silence when, contested how."""
    application = in_review()
    said = acknowledgement(application, by=application.worker, issued_on=timezone.localdate(), reference="AR-1")
    text = str(said)
    day = application.implicit_decision_on
    assert f"le {day.day}" in said["silence"] or "1er" in said["silence"]
    assert "rejetée" in said["silence"]
    assert application.reference in said["received"]
    assert "recours gracieux" in text
    assert "tribunal administratif" in text
    assert "deux mois" in text
    assert said["missing"] == []


def test_it_lists_what_is_missing_and_says_that_the_delay_stands_still() -> None:
    application = in_review()
    pieces = "Le devis\r\n\r\nLe bulletin de salaire"
    now = timezone.now()
    actions.request_documents(application=application, awaited=pieces, by=application.worker, now=now)
    said = acknowledgement(fresh(application), by=application.worker, issued_on=now.date(), reference="AR-1")
    assert said["missing"] == ["Le devis", "Le bulletin de salaire"]
    assert "arrêté" in said["suspended"]


def test_without_a_court_there_is_no_letter(settings: object) -> None:
    application = in_review()
    settings.TOWN = {**settings.TOWN, "court": " "}
    with pytest.raises(Refusal, match="tribunal"):
        issue_acknowledgement(application=application, by=application.worker, now=timezone.now())
    assert fresh(application).acknowledged_at is None


def test_the_co_applicant_is_named() -> None:
    application = in_review()
    application.members.create(
        first_name="Karim", last_name="Benali", birth_date="1990-01-01", kinship="partner", is_co_applicant=True
    )
    said = acknowledgement(application, by=application.worker, issued_on=timezone.localdate(), reference="AR-1")
    assert str(said["co_applicant"]) == "Karim Benali"
    assert issue_acknowledgement(application=application, by=application.worker, now=timezone.now())


def test_the_partner_and_the_person_are_told_without_a_detail() -> None:
    application = in_review(email="nadia@courriel.example")
    OutgoingMail.objects.update(sent_at=timezone.now())
    issue_acknowledgement(application=application, by=application.worker, now=timezone.now())
    told = {mail.recipient: mail for mail in OutgoingMail.objects.filter(sent_at=None)}
    assert set(told) == {application.referred_by.email, "nadia@courriel.example"}
    assert "par la poste" in told["nadia@courriel.example"].text
    assert "http" not in told["nadia@courriel.example"].text


def test_documents_that_come_move_the_day() -> None:
    asked = timezone.now() - timedelta(days=20)
    application = in_review(now=asked)
    before, worker = application.implicit_decision_on, application.worker
    actions.request_documents(application=application, awaited="Le devis", by=worker, now=asked + timedelta(days=5))
    actions.resume_review(application=application, why="Reçu", by=worker, now=asked + timedelta(days=12))
    assert fresh(application).implicit_decision_on == before + timedelta(days=7)
