"""The agreement on paper: everything it must say, and another one when what is agreed changes."""

from datetime import date

import pytest
from django.urls import reverse

from harmonie.documents.models import IssuedDocument
from harmonie.refusals import Refusal
from loans import actions
from loans.agreements import actions as agreements
from loans.agreements.issuing_actions import issue
from loans.agreements.text_actions import add_text
from loans.models import AgreementText, CoBorrower
from loans.papers import issuing
from tests.loans.builders import NOW, TODAY, a_clerk, a_loan_to_sign, once
from tests.loans.test_documents import text_of

from .builders import IBAN, KARIM, withdrawal

pytestmark = pytest.mark.django_db


def test_two_borrowers_their_account_and_the_time_to_withdraw():
    loan, clerk = a_loan_to_sign(supplier="Électro Rivemont"), a_clerk()
    withdrawal()
    agreements.set_co_borrower(loan=loan, person=KARIM, by=clerk, now=NOW)
    agreements.set_account(
        loan=loan,
        iban=IBAN.replace(" ", ""),
        bank="Crédit Agricole",
        funds_not_before=date(2026, 12, 1),
        by=clerk,
        now=NOW,
    )
    pages = text_of(issuing.issue_agreement(loan=loan, by=clerk, now=NOW))
    whole = " ".join(pages)
    for words in (
        "Les emprunteurs Nadia Benali",
        "et Karim Benali, date de naissance : 2 mars 1989",
        "désignés ensemble « l’emprunteur »",
        "s’engagent solidairement",
        "directement à Électro Rivemont, sur facture, sur le compte dont l’IBAN se termine par 0189 (Crédit Agricole)",
        "au plus tôt le 1er décembre 2026",
        "Pendant 14 jours à compter de sa signature",
        "au plus tôt 14 jours après la signature",
        "engagement solidaire",
    ):
        assert words in whole
    assert "3000 6000" not in whole
    assert "Formulaire de rétractation" in pages[-1]
    assert "Échéancier, à garder à portée de main" in pages[-2]


def test_a_changed_fact_needs_a_new_paper_and_signing_names_that_one(finance):
    loan = a_loan_to_sign()
    address = reverse("loans:agreement", args=[loan.reference])
    first = IssuedDocument.objects.get(reference=finance.post(address, once()).url.split("/")[-2])
    kept = bytes(first.content)
    agreements.set_co_borrower(loan=loan, person=KARIM, by=finance.user, now=NOW)
    page = finance.get(reverse("loans:detail", args=[loan.reference])).text
    assert f"{first.reference} ne dit plus ce qui est convenu" in page
    assert "Émettre le nouveau contrat" in page
    with pytest.raises(Refusal, match="émettez le nouveau"):
        actions.sign_loan(loan=loan, signed_on=TODAY, by=finance.user, now=NOW)
    second = issuing.issue_agreement(loan=loan, by=finance.user, now=NOW)
    assert second.reference == f"CT-{loan.reference}-2"
    assert f"remplace le contrat n° {first.reference}" in text_of(second)[0]
    assert issuing.issue_agreement(loan=loan, by=finance.user, now=NOW) == second
    first.refresh_from_db()
    assert bytes(first.content) == kept
    actions.sign_loan(loan=loan, signed_on=TODAY, by=finance.user, now=NOW)
    page = finance.get(reverse("loans:detail", args=[loan.reference])).text
    assert f"{second.reference}, qui remplace {first.reference}" in page
    assert issuing.issue_agreement(loan=loan, by=finance.user, now=NOW) == second


def test_what_changes_while_it_is_printed_is_printed_again():
    loan, clerk = a_loan_to_sign(), a_clerk()

    def facts():
        agreements.set_co_borrower(loan=loan, person=KARIM, by=clerk, now=NOW)
        return issuing.common(loan, NOW)

    with pytest.raises(Refusal, match="pendant son impression"):
        issue(loan=loan, by=clerk, now=NOW, facts=facts)
    assert not loan.documents.exists()
    assert "Karim Benali" in text_of(issuing.issue_agreement(loan=loan, by=clerk, now=NOW))[0]


def test_a_loan_keeps_the_text_it_was_drawn_up_with():
    loan, other, clerk = a_loan_to_sign(), a_loan_to_sign(), a_clerk()
    first = AgreementText.objects.get()
    issuing.issue_agreement(loan=loan, by=clerk, now=NOW)
    newer = add_text(
        scheme=loan.scheme,
        title="Contrat <b>{montant}</b>",
        articles=first.articles.replace("Ni intérêts ni frais", "Sans intérêts <script>{objet}</script>"),
        valid_from=TODAY,
        by=clerk,
        now=NOW,
    )
    agreements.set_co_borrower(loan=loan, person=KARIM, by=clerk, now=NOW)
    assert "2. Ni intérêts" in " ".join(text_of(issuing.issue_agreement(loan=loan, by=clerk, now=NOW)))
    whole = " ".join(text_of(issuing.issue_agreement(loan=other, by=clerk, now=NOW)))
    assert "Sans intérêts <script>réfrigérateur</script>" in whole.replace("</ ", "</")
    assert "Contrat <b>{montant}</b>" in whole
    for signed, text in ((loan, first), (other, newer)):
        signed.refresh_from_db()
        assert signed.agreement_text == text


def test_who_borrows_is_settled_by_the_signature(finance, sign_in):
    loan = a_loan_to_sign()
    address = reverse("loans:co_borrower", args=[loan.reference])
    typed = {"first_name": "Karim", "last_name": "Benali", "birth_date": "02/03/1989", "address": "Ici"}
    assert finance.get(address).status_code == 200
    for wrong, sentence in (
        ({"birth_date": "02/03/2015"}, "majeur"),
        ({"birth_date": "01/01/0001"}, "Relisez l’année"),
        ({"birth_date": "31/12/9999"}, "Relisez l’année"),
        ({"last_name": "x" * 300}, "80 caractères au plus"),
        ({"last_name": "a\0b"}, "nul"),
    ):
        page = finance.post(address, typed | wrong | once())
        assert (page.status_code, sentence in page.text) == (422, True)
    same = {"first_name": "NADIA", "birth_date": "14/05/1991"}
    assert finance.post(address, typed | same | once()).status_code == 409
    form = typed | once()
    assert finance.post(address, form).url == finance.post(address, form).url
    assert CoBorrower.objects.get(loan=loan).first_name == "Karim"
    assert (
        "Nadia Benali et Karim Benali, solidairement"
        in finance.get(reverse("loans:detail", args=[loan.reference])).text
    )
    finance.post(reverse("loans:remove_co_borrower", args=[loan.reference]), once())
    assert not CoBorrower.objects.exists()
    actions.sign_loan(loan=loan, signed_on=TODAY, by=finance.user, now=NOW)
    assert finance.get(address).status_code == 302
    assert finance.post(address, typed | once()).status_code == 409
    assert sign_in(loan.decision.decided_by).get(address).status_code == 404
