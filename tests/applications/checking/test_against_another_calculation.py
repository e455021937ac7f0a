"""The rules held against a second calculation, written in whole cents and tenths of a unit. Pure."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from applications.eligibility import Household, Request, Terms, check, is_eligible, values
from applications.enums import EXCLUDED_PURPOSES, OverIndebtedness, Purpose

DAY = date(2027, 1, 4)
births = some.lists(some.dates(date(1930, 1, 1), DAY), max_size=14)
cents = some.integers(0, 9_999_999_999)
near_the_ceiling = some.integers(120_000, 280_000)
purposes = some.sampled_from(list(Purpose))


@some.composite
def cases(draw: Any) -> tuple[Terms, Household, Request]:
    terms = Terms(
        scheme_name="Essai",
        amount_min=euros(draw(some.integers(1, 50_000))),
        amount_max=euros(draw(some.integers(50_000, 300_000))),
        months_min=draw(some.integers(1, 6)),
        months_max=draw(some.integers(6, 36)),
        income_ceiling=euros(draw(some.sampled_from([131_383, 150_000, 1]))),
        per_unit=draw(some.booleans()),
        strict=draw(some.booleans()),
        residents_only=draw(some.booleans()),
        one_live_loan=draw(some.booleans()),
        reapplication_months=draw(some.integers(0, 12)),
        remainder_min=draw(some.none() | some.integers(0, 90_000).map(euros)),
        requires_earned_income=draw(some.booleans()),
        refuses_over_indebted=draw(some.booleans()),
        purposes=tuple(draw(some.lists(purposes, max_size=3))),
    )
    earned = draw(near_the_ceiling | cents)
    household = Household(
        other_birth_dates=draw(births),
        earned_income=euros(earned),
        resources=euros(earned + draw(some.integers(0, 100_000))),
        expenses=euros(draw(some.integers(0, 300_000))),
    )
    request = Request(
        requested_on=DAY,
        amount=euros(draw(some.integers(1, 400_000))),
        months=draw(some.integers(1, 48)),
        is_resident=draw(some.booleans()),
        instalment=euros(draw(some.integers(1, 20_000))),
        purpose=draw(some.just("") | purposes),
        live_loan=draw(some.sampled_from(["", "P1"])),
        refused_on=draw(some.none() | some.dates(date(2025, 12, 1), DAY)),
        new_facts=draw(some.sampled_from(["", "Un emploi"])),
        over_indebtedness=draw(some.sampled_from(list(OverIndebtedness))),
    )
    return terms, household, request


def euros(figure: int) -> Decimal:
    return Decimal(figure) / 100


def in_cents(amount: Decimal) -> int:
    return int(amount * 100)


def tenths(household: Household) -> int:
    """Consumption units, ten times: a person is 14 from the day that bears the date of birth, fourteen years on."""
    total = 10
    for born in household.other_birth_dates:
        try:
            fourteen = born.replace(year=born.year + 14)
        except ValueError:  # 29 February: the day after
            fourteen = date(born.year + 14, 3, 1)
        total += 5 if fourteen <= DAY else 3
    return total


def fails(terms: Terms, household: Household, request: Request) -> set[str]:
    """The conditions that are not met, by whole numbers alone."""
    found, units = set(), tenths(household)
    earned, limit = 10 * in_cents(household.earned_income), in_cents(terms.income_ceiling)
    limit *= units if terms.per_unit else 10
    if earned == 0:
        if terms.requires_earned_income:
            found.add("income")
    elif earned > limit or (terms.strict and earned == limit):
        found.add("income")
    if not in_cents(terms.amount_min) <= in_cents(request.amount) <= in_cents(terms.amount_max):
        found.add("amount")
    if request.months not in range(terms.months_min, terms.months_max + 1):
        found.add("months")
    if request.purpose and (
        request.purpose in EXCLUDED_PURPOSES or (terms.purposes and request.purpose not in terms.purposes)
    ):
        found.add("purpose")
    if terms.residents_only and not request.is_resident:
        found.add("residence")
    if terms.one_live_loan and request.live_loan:
        found.add("live_loan")
    if request.refused_on and not request.new_facts and waits(request.refused_on, terms.reapplication_months):
        found.add("earlier_refusal")
    if terms.refuses_over_indebted and request.over_indebtedness != "none":
        found.add("over_indebtedness")
    if terms.remainder_min is not None:
        left = in_cents(household.resources) - in_cents(household.expenses) - in_cents(request.instalment)
        if 10 * left < in_cents(terms.remainder_min) * units:
            found.add("remainder")
    return found


def waits(refused_on: date, months: int) -> bool:
    """Whether the day that bears the number of the refusal (or the month's last) is still to come, `months` later."""
    months_apart = (DAY.year - refused_on.year) * 12 + DAY.month - refused_on.month
    last = ((DAY.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
    return months_apart < months or (months_apart == months and months > 0 and DAY.day < min(refused_on.day, last))


@given(cases())
def test_the_two_agree(case: tuple[Terms, Household, Request]):
    verdicts = check(*case)
    assert {line.code for line in verdicts if line.verdict == "fail"} == fails(*case)
    assert is_eligible(verdicts) is not bool(fails(*case))


@given(cases())
def test_everything_is_said_once_and_kept(case: tuple[Terms, Household, Request]):
    verdicts = check(*case)
    assert len({line.code for line in verdicts}) == len(verdicts)
    assert all(line.say and (line.why or line.verdict == "pass") for line in verdicts)
    kept = values(*case)
    assert Decimal(kept["computed"]["units"]) * 10 == tenths(case[1])
    assert Decimal(kept["household"]["earned_income"]) == case[1].earned_income
    assert kept["request"]["amount"] == f"{case[2].amount:f}"
