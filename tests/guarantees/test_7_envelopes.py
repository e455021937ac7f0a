"""Guarantee 7: an envelope is never over-engaged."""

import pytest

from harmonie.schemes import actions as schemes
from harmonie.schemes.models import BudgetEnvelope, BudgetMovement, Scheme
from tests.story import NOW, House

from .attack import refused, sql


@pytest.fixture
def commitment(house: House) -> BudgetMovement:
    """29 600 € engaged of 30 000 €."""
    movement = schemes.engage(scheme=house.scheme, amount=29_600, reference="2026-0001", by=house.chair, now=NOW)
    house.envelope.refresh_from_db()
    return movement


def move(house: House, **fields: object) -> None:
    facts = {"envelope": house.envelope, "kind": "commitment", "amount": 1, "reference": "x", "moved_at": NOW}
    BudgetMovement.objects.bulk_create([BudgetMovement(**facts | {"moved_by": house.chair} | fields)])


def test_no_more_is_engaged_than_was_allocated(house: House, commitment: BudgetMovement) -> None:
    with refused("budgetenvelope_not_over_engaged", house.envelope):
        move(house, amount="400.01")
    move(house, amount="400.00")
    house.envelope.refresh_from_db()
    assert house.envelope.available == 0


def test_no_less_is_allocated_than_is_engaged(house: House, commitment: BudgetMovement) -> None:
    with refused("budgetenvelope_not_over_engaged", house.envelope):
        BudgetEnvelope.objects.filter(pk=house.envelope.pk).update(allocated=29_599)


@pytest.mark.parametrize("amount", ["'NaN'", "-1"])
def test_an_allocation_is_a_figure(house: House, amount: str) -> None:
    with refused("budgetenvelope_allocated_positive", house.envelope):
        sql(f"UPDATE schemes_budgetenvelope SET allocated = {amount} WHERE id = %s", house.envelope.pk)


def test_what_is_engaged_is_the_sum_of_the_movements(house: House, commitment: BudgetMovement) -> None:
    with refused("budgetenvelope_engaged_by_movements", house.envelope):
        BudgetEnvelope.objects.filter(pk=house.envelope.pk).update(engaged=0)
    with refused("budgetenvelope_engaged_by_movements", house.envelope):
        BudgetEnvelope.objects.create(scheme=house.scheme, year=2027, allocated=100, engaged=50)


def test_a_movement_is_not_changed_moved_or_removed(house: House, commitment: BudgetMovement) -> None:
    for change in ("amount = 1", "envelope_id = envelope_id + 1", "kind = 'release'"):
        with refused("budgetmovement_append_only", commitment, house.envelope):
            sql(f"UPDATE schemes_budgetmovement SET {change} WHERE id = %s", commitment.pk)
    with refused("budgetmovement_append_only", commitment, house.envelope):
        sql("DELETE FROM schemes_budgetmovement WHERE id = %s", commitment.pk)


def test_a_release_gives_back_one_commitment_whole(house: House, commitment: BudgetMovement) -> None:
    with refused("budgetmovement_release_matches", house.envelope):
        move(house, kind="release", releases=commitment, amount=29_599)
    with refused("budgetmovement_release_names_commitment", house.envelope):
        move(house, kind="release", amount=100)


def test_a_commitment_is_released_once(house: House, commitment: BudgetMovement) -> None:
    schemes.release(commitment=commitment, by=house.chair, now=NOW)
    move(house, amount=29_600)
    with refused("schemes_budgetmovement_releases_id_key"):
        move(house, kind="release", releases=commitment, amount=29_600)


def test_an_envelope_keeps_its_scheme_and_its_year(house: House, commitment: BudgetMovement) -> None:
    other = Scheme.objects.create(code="autre", name="Autre", description="x", lending="own")
    for change in ({"year": 2027}, {"scheme": other}):
        with refused("budgetenvelope_stays", house.envelope):
            BudgetEnvelope.objects.filter(pk=house.envelope.pk).update(**change)


def test_a_year_has_one_envelope(house: House) -> None:
    with refused("budgetenvelope_one_a_year", house.envelope):
        BudgetEnvelope.objects.create(scheme=house.scheme, year=2026, allocated=100)


def test_an_external_lender_has_a_name(house: House) -> None:
    with refused("scheme_lender_named", house.scheme):
        Scheme.objects.filter(pk=house.scheme.pk).update(lending="external")
