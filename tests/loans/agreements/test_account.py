"""Which account is paid, and not before which day."""

import pytest
from django.urls import reverse

from harmonie.refusals import Refusal
from loans import actions
from loans.agreements import iban
from tests.loans.builders import NOW, TODAY, a_clerk, a_loan_to_sign, a_signed_loan, once

from .builders import IBAN


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("FR76 3000 6000 0112 3456 7890 188", "sa clé ne correspond pas"),
        ("FR76 3000 6000", "27\u00a0caractères\u00a0: il y en a 12"),
        ("XX76 3000 6000 0112 3456 7890 189", "aucun pays connu"),
        ("FR76 3000 6000 0112 3456 78é0 189", "n’est pas à sa place"),
        ("DE89 3704 0044 0532 0130 0", "longueur de son pays"),
        ("\0", "n’est pas à sa place"),
        ("٣٠٠٠٦", "n’est pas à sa place"),
        ("9" * 300, "n’est pas à sa place"),
    ],
)
def test_a_wrong_iban_says_what_is_wrong(typed, sentence):
    with pytest.raises(iban.IbanError, match=sentence):
        iban.read(typed)


@pytest.mark.parametrize(
    "typed", [IBAN, IBAN.lower(), f"IBAN : {IBAN.replace(' ', '-')}", "\u202ffr7630006000011234567890189 "]
)
def test_an_iban_is_read_as_it_is_copied(typed):
    assert iban.read(typed) == iban.Account(IBAN.replace(" ", ""), "CREDIT AGRICOLE SA")


@pytest.mark.django_db
def test_the_account_is_checked_kept_and_its_bank_named(finance):
    loan = a_loan_to_sign()
    address = reverse("loans:payee_account", args=[loan.reference])
    assert finance.get(address).status_code == 200
    for wrong, sentence in (
        ({"iban": IBAN[:-1] + "8"}, "sa clé ne correspond pas"),
        ({"iban": "", "bank": "Crédit"}, "Indiquez l’IBAN"),
        ({"funds_not_before": "01/01/0001"}, "entre la décision et dans un an"),
        ({"funds_not_before": "31/12/9999"}, "entre la décision et dans un an"),
        ({"bank": "\U0001f3e6" * 300, "iban": IBAN}, "80 caractères au plus"),
    ):
        page = finance.post(address, wrong | once())
        assert (page.status_code, sentence in page.text) == (422, True), wrong
    finance.post(address, {"iban": IBAN, "funds_not_before": "30/11/2026"} | once())
    loan.refresh_from_db()
    assert (loan.payee_iban[-4:], loan.payee_bank) == ("0189", "CREDIT AGRICOLE SA")
    page = finance.get(reverse("loans:detail", args=[loan.reference])).text
    assert "IBAN finissant par 0189, CREDIT AGRICOLE SA" in page
    assert loan.payee_iban not in page
    actions.sign_loan(loan=loan, signed_on=TODAY, by=finance.user, now=NOW)
    assert (
        "Ne versez pas avant le 30\u00a0novembre\u00a02026"
        in finance.get(reverse("loans:detail", args=[loan.reference])).text
    )
    assert "fonds dès le 30\u00a0nov.\u00a02026" in finance.get(reverse("loans:list"), {"liste": "a-verser"}).text
    with pytest.raises(Refusal, match="30\u00a0nov"):
        actions.disburse(loan=loan, value_on=TODAY, voucher="1", by=finance.user, now=NOW)


@pytest.mark.django_db
def test_after_the_signature_the_account_changes_with_a_reason_until_the_money_left(finance):
    loan = a_signed_loan()
    address = reverse("loans:payee_account", args=[loan.reference])
    assert finance.post(address, {"iban": IBAN} | once()).status_code == 422
    finance.post(address, {"iban": IBAN, "why": "Virement rejeté\u00a0: compte clos"} | once())
    loan.refresh_from_db()
    assert loan.payee_iban
    actions.disburse(loan=loan, value_on=TODAY, voucher="1", by=a_clerk(), now=NOW)
    assert finance.get(address).status_code == 302
    assert finance.post(address, {"iban": ""} | once()).status_code == 409
