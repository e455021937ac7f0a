"""Papers: issued once, frozen, handed out as the same bytes to finance alone."""

import hashlib
import io
from decimal import Decimal

import pikepdf
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from pypdf import PdfReader

from harmonie.documents.models import IssuedDocument
from loans import actions
from loans.papers import issuing

from .builders import NOW, a_clerk, a_loan_to_sign, a_repayment, an_active_loan, once

pytestmark = pytest.mark.django_db


def text_of(document):
    pages = PdfReader(io.BytesIO(bytes(document.content))).pages
    return [" ".join(page.extract_text().replace("\u202f", " ").replace("\u00a0", " ").split()) for page in pages]


def test_the_agreement_says_everything_it_must():
    loan = a_loan_to_sign(supplier="Électro Rivemont")
    document = issuing.issue_agreement(loan=loan, by=a_clerk(), now=NOW)
    pages = text_of(document)
    whole = " ".join(pages)
    for words in (
        "Contrat de prêt sans intérêts",
        "620,00 € (six cent vingt euros)",
        "au taux de 0 %",
        "directement à Électro Rivemont",
        "le 5 du mois, du 5 janvier 2027 au 5 décembre 2027",
        "onze de 51,67 € (cinquante et un euros et soixante-sept centimes)",
        "à tout moment et sans frais",
        "Jamais de pénalités",
        "Données personnelles",
        "lu et approuvé",
        f"n° {loan.decision.number} du 2 novembre 2026",
        "2 février 2027",
        "Alain Corbel",
        "Nadia Benali",
    ):
        assert words in whole
    assert "Échéancier, à garder à portée de main" in pages[-1]
    assert "5 décembre 2027 51,63 0,00" in pages[-1]


def test_papers_are_tagged_and_in_french():
    document = issuing.issue_agreement(loan=a_loan_to_sign(), by=a_clerk(), now=NOW)
    with pikepdf.open(io.BytesIO(bytes(document.content))) as paper:
        assert paper.Root.MarkInfo.Marked
        assert paper.Root.Lang == "fr"
        assert paper.open_metadata()["pdfuaid:part"] == "1"


def test_it_is_issued_once_and_reprinted_as_the_same_bytes(finance):
    loan = a_loan_to_sign()
    address = reverse("loans:agreement", args=[loan.reference])
    first = finance.post(address, once())
    second = finance.post(address, once())
    assert first.url == second.url == reverse("loans:document", args=[loan.reference, f"CT-{loan.reference}"])
    document = IssuedDocument.objects.get()
    served = finance.get(first.url)
    assert served["Content-Type"] == "application/pdf"
    assert hashlib.sha256(served.content).hexdigest() == document.sha256
    assert served.content == finance.get(first.url).content


def test_frozen_bytes_cannot_be_changed():
    document = issuing.issue_schedule(loan=a_loan_to_sign(), by=a_clerk(), now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_issueddocument SET title = 'autre' WHERE id = %s", [document.pk])


def test_one_schedule_a_version(finance):
    loan = an_active_loan()
    address = reverse("loans:schedule", args=[loan.reference])
    assert finance.post(address, once()).url == finance.post(address, once()).url
    assert list(IssuedDocument.objects.values_list("reference", flat=True)) == [f"EC-{loan.reference}-1"]


def test_a_receipt_for_each_repayment(finance):
    loan = an_active_loan()
    entry = a_repayment(loan, "51.67")
    a_repayment(loan, 100)
    finance.post(reverse("loans:receipt", args=[loan.reference, entry.sequence]), once())
    document = loan.documents.get().document
    assert document.reference == f"RE-{loan.reference}-2"
    assert "cinquante et un euros et soixante-sept centimes" in text_of(document)[0]
    assert "il reste dû 568,33 €" in text_of(document)[0]


def test_no_receipt_for_what_was_reversed_or_paid_out(finance):
    loan = an_active_loan()
    entry = a_repayment(loan)
    actions.reverse_entry(entry=entry, why="essai", by=finance.user, now=NOW)
    for sequence in (1, 2, 3):
        answer = finance.post(reverse("loans:receipt", args=[loan.reference, sequence]), once())
        assert answer.url == reverse("loans:detail", args=[loan.reference])
    assert not loan.documents.exists()


def test_no_agreement_for_a_cancelled_loan(finance):
    loan = a_loan_to_sign()
    actions.cancel_loan(loan=loan, reason="renounced", by=finance.user, now=NOW)
    finance.post(reverse("loans:agreement", args=[loan.reference]), once())
    assert not loan.documents.exists()


def test_a_document_is_found_through_its_own_loan(finance, sign_in):
    loan, other = a_loan_to_sign(), a_loan_to_sign()
    document = issuing.issue_agreement(loan=loan, by=finance.user, now=NOW)
    address = reverse("loans:document", args=[loan.reference, document.reference])
    assert finance.get(address).status_code == 200
    assert finance.get(reverse("loans:document", args=[other.reference, document.reference])).status_code == 404
    assert sign_in(loan.decision.decided_by).get(address).status_code == 404


def test_a_single_instalment_reads_naturally():
    document = issuing.issue_agreement(loan=a_loan_to_sign(Decimal(300), 1), by=a_clerk(), now=NOW)
    assert "en une échéance, le 5 janvier 2027" in " ".join(text_of(document))
