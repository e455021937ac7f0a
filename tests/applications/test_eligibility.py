"""The worked cases 1 to 6, 9 and 14, and what must hold of any household. Nothing here touches the database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from applications.eligibility import Household, Request, Terms, check, consumption_units, income_limit, is_eligible
from applications.enums import Verdict

DAY = date(2027, 1, 4)
VOTED = Terms(
    scheme_name="Crédit Harmonie",
    amount_min=Decimal(100),
    amount_max=Decimal(1000),
    months_min=1,
    months_max=18,
    income_ceiling=Decimal("1313.83"),
)
AT_MOST = Terms(**{**VOTED.__dict__, "strict": False})
ADULT = date(1985, 6, 1)


def verdict(
    code: str, *, earned: str = "1180", births: tuple[date, ...] = (), terms: Terms = VOTED, **facts: object
) -> str:
    request = Request(**{"requested_on": DAY, "amount": Decimal(620), "months": 12, "is_resident": True, **facts})
    verdicts = check(terms, Household(other_birth_dates=births, earned_income=Decimal(earned)), request)
    return next((line.verdict for line in verdicts if line.code == code), "")


def test_case_1_one_adult_and_a_child_of_8():
    births = (date(2018, 9, 1),)
    assert consumption_units(births, DAY) == Decimal("1.3")
    assert income_limit(VOTED, Decimal("1.3")) == Decimal("1707.979")
    assert verdict("income", births=births) == Verdict.PASS


def test_case_2_a_couple_with_two_children():
    births = (ADULT, date(2021, 5, 1), date(2015, 5, 1))
    assert consumption_units(births, DAY) == Decimal("2.1")
    assert income_limit(VOTED, Decimal("2.1")) == Decimal("2759.043")
    assert verdict("income", earned="2130", births=births, amount=Decimal(1000), months=18) == Verdict.PASS


@pytest.mark.parametrize(
    ("amount", "expected"), [("99.99", "fail"), ("100", "pass"), ("1000", "pass"), ("1000.01", "fail"), ("0", "fail")]
)
def test_case_3_amounts_at_their_bounds(amount: str, expected: str):
    assert verdict("amount", amount=Decimal(amount)) == expected


@pytest.mark.parametrize(("months", "expected"), [(0, "fail"), (1, "pass"), (18, "pass"), (19, "fail")])
def test_case_3_months_at_their_bounds(months: int, expected: str):
    assert verdict("months", months=months) == expected


@pytest.mark.parametrize(
    ("earned", "terms", "expected"),
    [
        ("1313.83", VOTED, "fail"),
        ("1313.83", AT_MOST, "pass"),
        ("1313.82", VOTED, "pass"),
        ("1313.82", AT_MOST, "pass"),
        ("1313.84", AT_MOST, "fail"),
    ],
)
def test_case_4_at_the_ceiling(earned: str, terms: Terms, expected: str):
    assert verdict("income", earned=earned, terms=terms) == expected


@pytest.mark.parametrize(("earned", "expected"), [("1970.74", "pass"), ("1970.75", "fail")])
def test_case_5_a_couple_is_compared_unrounded(earned: str, expected: str):
    assert verdict("income", earned=earned, births=(ADULT,)) == expected


@pytest.mark.parametrize(("request_day", "units"), [(date(2027, 1, 3), "1.3"), (date(2027, 1, 4), "1.5")])
def test_case_5_a_child_counts_as_14_from_the_birthday_on(request_day: date, units: str):
    assert consumption_units((date(2013, 1, 4),), request_day) == Decimal(units)


def test_a_child_born_on_29_february_turns_14_on_1_march():
    births = (date(2012, 2, 29),)
    assert consumption_units(births, date(2026, 2, 28)) == Decimal("1.3")
    assert consumption_units(births, date(2026, 3, 1)) == Decimal("1.5")


def test_case_6_no_earned_income_is_flagged_and_does_not_refuse():
    request = Request(requested_on=DAY, amount=Decimal(300), months=10, is_resident=True)
    verdicts = check(VOTED, Household(other_birth_dates=(), earned_income=Decimal(0)), request)
    assert verdicts[0].verdict == Verdict.FLAG
    assert verdicts[0].say == "Sans revenu d’activité"
    assert is_eligible(verdicts)


def test_case_9_a_resident_of_another_town_is_not_eligible():
    assert verdict("residence", is_resident=False) == Verdict.FAIL
    assert verdict("residence", is_resident=True) == Verdict.PASS


def test_over_indebtedness_is_flagged_never_refused():
    assert verdict("over_indebtedness", over_indebtedness="admitted") == Verdict.FLAG
    assert verdict("over_indebtedness") == ""


def test_a_running_loan_blocks_and_names_it():
    assert verdict("live_loan", live_loan="P2026-0001") == Verdict.FAIL
    assert verdict("live_loan") == Verdict.PASS


@pytest.mark.parametrize(("refused_on", "expected"), [(date(2026, 7, 5), "fail"), (date(2026, 7, 4), "")])
def test_a_refusal_blocks_for_the_voted_months_and_no_longer(refused_on: date, expected: str):
    terms = Terms(**{**VOTED.__dict__, "reapplication_months": 6})
    assert verdict("earlier_refusal", terms=terms, refused_on=refused_on) == expected


births = some.lists(some.dates(date(1930, 1, 1), DAY), max_size=8)
cents = some.decimals(Decimal("0.01"), Decimal(9000), places=2)


@given(births, some.integers(0, 6000))
def test_a_household_never_counts_less_as_its_children_grow(others: list[date], days: int):
    assert consumption_units(others, DAY) <= consumption_units(others, DAY + timedelta(days))


@given(births, cents)
def test_the_verdict_is_the_exact_comparison(others: list[date], earned: Decimal):
    limit = VOTED.income_ceiling * consumption_units(others, DAY)
    expected = Verdict.PASS if earned < limit else Verdict.FAIL
    assert verdict("income", earned=str(earned), births=tuple(others)) == expected


@given(births, cents)
def test_every_verdict_is_said_in_words(others: list[date], earned: Decimal):
    request = Request(requested_on=DAY, amount=Decimal(50), months=40, is_resident=False, live_loan="P1")
    verdicts = check(VOTED, Household(other_birth_dates=others, earned_income=earned), request)
    assert all(line.say and line.verdict in Verdict for line in verdicts)
    assert not is_eligible(verdicts)
