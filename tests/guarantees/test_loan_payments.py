"""Files of payments: a line is what the bank wrote, and becomes one entry at most."""

import pytest

from loans.models import PaymentFile, PaymentLine
from tests.loan_rows import a_payment_line
from tests.story import LATER, House, a_repayment, an_active_loan

from .attack import refused, sql


@pytest.fixture
def line(house: House) -> PaymentLine:
    return a_payment_line(house.finance, LATER)


def another(line: PaymentLine, **facts: object) -> None:
    values = {"file": line.file, "number": 2, "fingerprint": "e" * 64, "booked_on": LATER.date(), "amount": 1} | facts
    PaymentLine.objects.create(**values)


def test_a_file_stays_what_was_received(line: PaymentLine) -> None:
    for change in ("name = 'autre'", "content = 'x'", "sha256 = 'x'", "format = 'camt053'"):
        with refused("paymentfile_stays", line.file):
            sql(f"UPDATE loans_paymentfile SET {change} WHERE id = %s", line.file_id)
    for change in ({"state": "posted"}, {"posted_at": LATER}):
        with refused("paymentfile_posted_says_when", line.file):
            PaymentFile.objects.filter(pk=line.file_id).update(**change)


def test_a_line_is_numbered_positive_and_known_again(line: PaymentLine) -> None:
    with refused("paymentline_number_unique"):
        another(line, number=line.number)
    with refused("paymentline_amount_positive"):
        another(line, amount=0)
    with refused("paymentline_once_across_files"):
        another(line, fingerprint=line.fingerprint)
    another(line, fingerprint=line.fingerprint, state="duplicate")
    with refused("paymentline_once_across_files"):
        PaymentLine.objects.filter(number=2).update(state="unmatched")


def test_a_line_stays_what_the_bank_wrote_and_a_posted_one_is_posted(house: House, line: PaymentLine) -> None:
    loan = an_active_loan(house)
    for change in ({"amount": 1}, {"payer": "X"}, {"wording": "X"}, {"fingerprint": "x"}, {"number": 9}):
        with refused("paymentline_stays", line):
            PaymentLine.objects.filter(pk=line.pk).update(**change)
    entry = a_repayment(house, loan)
    for part in ({"state": "posted"}, {"entry": entry}, {"state": "posted", "entry": entry}):
        with refused("paymentline_posted_has_entry", line):
            PaymentLine.objects.filter(pk=line.pk).update(**part)
    PaymentLine.objects.filter(pk=line.pk).update(state="posted", entry=entry, loan=loan)
    line.refresh_from_db()
    for change in ({"state": "unmatched", "entry": None}, {"confidence": 1}):
        with refused("paymentline_stays", line):
            PaymentLine.objects.filter(pk=line.pk).update(**change)
    with refused("paymentline_stays", line):
        sql("DELETE FROM loans_paymentline WHERE id = %s", line.pk)
    with refused("loans_paymentline_entry_id_key"):
        another(line, state="posted", entry=entry, loan=loan)
