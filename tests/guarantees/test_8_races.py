"""Guarantee 8 when two clerks open two loans of one person at the same moment."""

import pytest
from django.db import DatabaseError

from harmonie.refusals import Refusal
from loans.models import Loan
from tests.intake_rows import a_finding
from tests.story import NOW, House, a_house

from .attack import refusal_of
from .race import overtaken
from .test_5_loans import a_bare_loan
from .test_8_one_live_loan import granted_to, opening

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db: None) -> House:
    return a_house()


def test_two_loans_through_the_actions(house: House) -> None:
    one = granted_to(house)
    two = granted_to(house, one.application.applicant)
    error = overtaken(opening(house, one), opening(house, two))
    assert isinstance(error, Refusal)
    assert Loan.objects.get().decision == one


def test_two_rows_of_one_person_through_the_actions(house: House) -> None:
    one, two = granted_to(house), granted_to(house, name="Luc")
    a_finding(one.application.applicant, two.application.applicant, house.worker, NOW)
    assert isinstance(overtaken(opening(house, one), opening(house, two)), Refusal)
    assert Loan.objects.get().decision == one


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ"])
def test_two_loans_behind_the_actions(house: House, isolation: str) -> None:
    """Where the second still sees the past, it fails because it writes what the first one wrote."""
    one = granted_to(house)
    two = granted_to(house, one.application.applicant)
    error = overtaken(opening(house, one), lambda: a_bare_loan(house, two), isolation=isolation)
    assert isinstance(error, DatabaseError)
    if isolation == "READ COMMITTED":
        assert refusal_of(error) == "loan_one_live_per_scheme"
    assert Loan.objects.get().decision == one
