"""Slips, closed months, direct debits: what the database refuses, whoever asks."""

from datetime import date

import pytest

from loans.models import DebitLine, DebitMandate, DebitRun, Loan, Slip, SlipLine
from tests.loan_rows import a_closed_month, a_debit, a_slip
from tests.story import LATER, House, an_active_loan

from .attack import refused, sql
from .test_6_ledger import post


@pytest.fixture
def loan(house: House) -> Loan:
    return an_active_loan(house)


def test_closed_months_take_no_more_rows_to_the_day(house: House, loan: Loan) -> None:
    july = a_closed_month(date(2026, 7, 1), house.finance, LATER)
    for day in (date(2026, 7, 31), date(2026, 7, 1), date(2026, 6, 30)):
        with refused("ledgerentry_month_open", loan):
            post(house, loan, "repayment", "10.00", "-10.00", value_on=day)
    post(house, loan, "repayment", "10.00", "-10.00", value_on=date(2026, 8, 1))
    for first_day in (july.first_day, date(2026, 6, 1)):
        with refused("closedmonth_takes_its_turn", july):
            a_closed_month(first_day, house.finance, LATER)
    with refused("closedmonth_is_a_first_day"):
        a_closed_month(date(2026, 8, 2), house.finance, LATER)
    with refused("closedmonth_cash_not_negative"):
        a_closed_month(date(2026, 8, 1), house.finance, LATER, cash_total=-1)


def test_a_slip_keeps_its_number_and_leaves_once(house: House, loan: Loan) -> None:
    line = a_slip(loan.entries.get(), house.finance, LATER)
    slip = line.slip
    for change in ({"number": 2}, {"year": 2025}, {"kind": "revenue_orders"}):
        with refused("slip_stays", slip):
            Slip.objects.filter(pk=slip.pk).update(**change)
    Slip.objects.filter(pk=slip.pk).update(sent_on=LATER.date())
    slip.refresh_from_db()
    for day in (None, date(2026, 8, 30)):
        with refused("slip_sent_once", slip):
            Slip.objects.filter(pk=slip.pk).update(sent_on=day)
    with refused("loans_slipline_entry_id_key"):
        SlipLine.objects.create(slip=slip, entry=line.entry)
    slip.pk = None
    with refused("slip_number_unique"):
        Slip.objects.bulk_create([slip])


def test_debits_are_of_money_once_in_a_file_by_one_mandate(house: House, loan: Loan) -> None:
    line = a_debit(loan, house.finance, LATER)
    run, mandate = line.run, line.mandate
    line.pk = None
    with refused("debitline_once_per_run"):
        DebitLine.objects.bulk_create([line])
    mandate.pk, mandate.reference = None, "RUM-2"
    with refused("debitmandate_one_per_loan"):
        DebitMandate.objects.bulk_create([mandate])
    DebitMandate.objects.update(ended_on=LATER.date())
    mandate.save(force_insert=True)
    for amount in (0, -1):
        with refused("debitline_amount_positive"):
            DebitLine.objects.create(run=run, mandate=mandate, amount=amount, is_first=False)
        with refused("debitrun_total_positive"):
            DebitRun.objects.create(
                collect_on=date(2027, 1, 1), content=b"x", total=amount, made_at=LATER, made_by=house.finance
            )


def test_a_month_is_closed_once_by_sql_too(house: House) -> None:
    a_closed_month(date(2026, 5, 1), house.finance, LATER)
    with refused("closedmonth_takes_its_turn"):
        sql("INSERT INTO loans_closedmonth SELECT id + 1, first_day, cash_total, closed_at, closed_by_id, NULL"
            " FROM loans_closedmonth")  # fmt: skip
