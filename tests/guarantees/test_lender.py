"""What the database refuses of a lender's loan, its file and its interest, whoever asks."""

from decimal import Decimal

import pytest

from applications.models import InterestSubsidy, LenderFile, LenderLoan
from harmonie.documents.models import DocumentKind
from tests.story import House, a_document, a_lent_loan

from .attack import refused, sql


@pytest.fixture
def loan(house: House) -> LenderLoan:
    return a_lent_loan(house)


@pytest.mark.parametrize(
    "change",
    [
        "amount = 0", "amount = -1", "amount = 'NaN'", "months = 0", "annual_rate = -0.001", "annual_rate = 99.001",
        "annual_rate = 'NaN'", "interest = -0.01", "interest = 'NaN'",
    ],
)  # fmt: skip
def test_figures_of_a_loan_are_figures(loan: LenderLoan, change: str) -> None:
    with refused("lenderloan_figures_are_figures", loan):
        sql(f"UPDATE applications_lenderloan SET {change} WHERE id = %s", loan.pk)


@pytest.mark.parametrize("change", ["settled_on = disbursed_on - 1", "settled_on = disbursed_on, disbursed_on = NULL"])
def test_a_loan_is_settled_after_it_was_paid(loan: LenderLoan, change: str) -> None:
    with refused("lenderloan_settled_after_disbursed", loan):
        sql(f"UPDATE applications_lenderloan SET {change} WHERE id = %s", loan.pk)


@pytest.mark.parametrize("amount", ["0", "-0.01", "'NaN'"])
def test_a_part_of_the_interest_is_money(loan: LenderLoan, amount: str) -> None:
    part = loan.subsidies.first()
    with refused("interestsubsidy_amount_positive", part):
        sql(f"UPDATE applications_interestsubsidy SET amount = {amount} WHERE id = %s", part.pk)


def test_a_part_is_paid_or_lost(loan: LenderLoan) -> None:
    part = loan.subsidies.first()
    with refused("interestsubsidy_paid_or_lost", part):
        InterestSubsidy.objects.filter(pk=part.pk).update(paid_on=part.due_on, lost_why="Retard")


def test_files_of_a_request_are_numbered(loan: LenderLoan, house: House) -> None:
    file = loan.application.lender_files.get()
    file.pk, file.document = None, None
    with refused("lenderfile_number_unique"):
        LenderFile.objects.bulk_create([file])


def test_a_file_is_made_or_in_trouble(loan: LenderLoan) -> None:
    file = loan.application.lender_files.get()
    with refused("lenderfile_made_or_troubled", file):
        LenderFile.objects.filter(pk=file.pk).update(trouble="Cassé")


def test_a_file_that_was_made_stays(loan: LenderLoan, house: House) -> None:
    file, other = loan.application.lender_files.get(), a_document(house, "DP-2", DocumentKind.LENDER_FILE)
    for change in ({"document": other}, {"document": None}, {"fingerprint": "f" * 64}, {"number": 2}):
        with refused("lenderfile_made_is_final", file):
            LenderFile.objects.filter(pk=file.pk).update(**change)


def test_the_interest_of_the_loan_is_all_there(loan: LenderLoan) -> None:
    assert sum(loan.subsidies.values_list("amount", flat=True), Decimal(0)) == loan.interest
