"""Guarantee 2: instalments numbered 1 to n, whose sum is what the schedule repays."""

from datetime import date, timedelta

import pytest

from loans.models import Instalment, Schedule
from tests.story import NOW, House, a_loan, a_repayment, an_active_loan

from .attack import refused, sql

LATER_VERSION = {"reason": "rescheduled", "why": "Un mois sans travail"}


def test_an_instalment_cannot_be_added(house: House) -> None:
    schedule = a_loan(house).schedules.get()
    with refused("schedule_sums_up", schedule):
        Instalment.objects.bulk_create(
            [Instalment(schedule=schedule, number=13, due_on=date(2027, 8, 31), amount="0.01")]
        )


def test_a_number_is_given_once(house: House) -> None:
    schedule = a_loan(house).schedules.get()
    with refused("instalment_number_unique", schedule):
        Instalment.objects.bulk_create(
            [Instalment(schedule=schedule, number=1, due_on=date(2026, 7, 31), amount="51.67")]
        )


def test_an_instalment_cannot_be_changed_or_removed(house: House) -> None:
    instalment = a_loan(house).schedules.get().instalments.get(number=3)
    with refused("instalment_append_only", instalment):
        Instalment.objects.filter(pk=instalment.pk).update(amount="50.00")
    with refused("instalment_append_only", instalment):
        sql("DELETE FROM loans_instalment WHERE id = %s", instalment.pk)


@pytest.mark.parametrize(
    "amounts",
    [
        [],  # none
        ["619.99"],  # a cent is missing
        ["310.00", "310.01"],  # a cent too much
        ["310.00", "310.00"],  # the sum, in too few rows
    ],
)
def test_a_second_version_sums_up_to_what_is_left(house: House, amounts: list[str]) -> None:
    loan = an_active_loan(house)
    with refused("schedule_sums_up", loan):
        draw_up(loan, version=2, amount="620.00", months=12, amounts=amounts)


def draw_up(loan: object, *, version: int, amount: str, months: int, amounts: list[str]) -> None:
    facts = {"version": version, "amount": amount, "months": months, "drawn_up_at": NOW}
    schedule = Schedule.objects.create(loan=loan, **facts, **LATER_VERSION)
    Instalment.objects.bulk_create(
        Instalment(schedule=schedule, number=number, due_on=date(2027, 1, 1) + timedelta(31 * number), amount=each)
        for number, each in enumerate(amounts, start=1)
    )


def test_due_dates_follow_each_other(house: House) -> None:
    loan = an_active_loan(house)
    with refused("schedule_sums_up", loan):
        schedule = Schedule.objects.create(
            loan=loan, version=2, amount="620.00", months=2, drawn_up_at=NOW, **LATER_VERSION
        )
        for number, due_on in ((1, date(2027, 3, 1)), (2, date(2027, 2, 1))):
            Instalment.objects.create(schedule=schedule, number=number, due_on=due_on, amount="310.00")


def test_a_schedule_repays_what_is_left_and_nothing_else(house: House) -> None:
    loan = an_active_loan(house)
    a_repayment(house, loan)
    with refused("schedule_repays_loan", loan):
        draw_up(loan, version=2, amount="1.00", months=1, amounts=["1.00"])
    draw_up(loan, version=3, amount="568.33", months=1, amounts=["568.33"])
    assert loan.schedules.count() == 2


def test_a_version_is_drawn_up_once(house: House) -> None:
    loan = a_loan(house)
    with refused("schedule_one_per_version", loan):
        Schedule.objects.create(loan=loan, version=1, amount="620.00", months=12, drawn_up_at=NOW)


def test_a_schedule_cannot_move_to_another_loan(house: House) -> None:
    schedule = a_loan(house).schedules.get()
    with refused("schedule_append_only", schedule):
        sql("UPDATE loans_schedule SET loan_id = loan_id + 1, amount = 1 WHERE id = %s", schedule.pk)


@pytest.mark.parametrize("facts", [{}, {"reason": "moved"}, {"why": "Sans raison donnée"}])
def test_a_later_version_says_why(house: House, facts: dict[str, str]) -> None:
    loan = an_active_loan(house)
    with refused("schedule_later_version_says_why", loan):
        Schedule.objects.create(loan=loan, version=2, amount="620.00", months=12, drawn_up_at=NOW, **facts)
