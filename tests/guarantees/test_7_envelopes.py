"""Guarantee 7: an envelope is never over-engaged."""

import pytest

from harmonie.schemes import actions as schemes
from harmonie.schemes.models import BudgetEnvelope, BudgetMovement, EnvelopeVote, Scheme
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


def vote(house: House, **fields: object) -> EnvelopeVote:
    facts = {"envelope": house.envelope, "kind": "supplementary", "amount": 1, "deliberation": "2026-9"}
    facts |= {"voted_on": NOW.date(), "recorded_at": NOW}
    return EnvelopeVote.objects.bulk_create([EnvelopeVote(**facts | fields)])[0]


def test_no_more_is_engaged_than_was_allocated(house: House, commitment: BudgetMovement) -> None:
    with refused("budgetenvelope_not_over_engaged", house.envelope):
        move(house, amount="400.01")
    move(house, amount="400.00")
    house.envelope.refresh_from_db()
    assert house.envelope.available == 0


def test_no_less_is_allocated_than_is_engaged(house: House, commitment: BudgetMovement) -> None:
    with refused("budgetenvelope_not_over_engaged", house.envelope):
        vote(house, amount="-400.01")
    vote(house, amount="-400.00")


def test_what_is_allocated_is_the_sum_of_the_votes(house: House) -> None:
    with refused("budgetenvelope_allocated_by_votes", house.envelope):
        BudgetEnvelope.objects.filter(pk=house.envelope.pk).update(allocated=40_000)
    opening = house.envelope.votes.get()
    assert (opening.kind, opening.amount, opening.recorded_by) == ("initial", 30_000, None)
    vote(house, amount=5_000)
    house.envelope.refresh_from_db()
    assert house.envelope.allocated == 35_000


def test_a_vote_is_not_changed_moved_or_removed(house: House) -> None:
    opening = house.envelope.votes.get()
    for change in ("amount = 1", "deliberation = 'x'", "kind = 'refill'"):
        with refused("envelopevote_append_only", opening, house.envelope):
            sql(f"UPDATE schemes_envelopevote SET {change} WHERE id = %s", opening.pk)
    with refused("envelopevote_append_only", opening, house.envelope):
        sql("DELETE FROM schemes_envelopevote WHERE id = %s", opening.pk)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "supplementary", "amount": 0},
        {"kind": "carried_out", "amount": 1},
        {"kind": "initial", "amount": -1},
        {"kind": "autre", "amount": 1},
    ],
)
def test_the_sign_of_a_vote_follows_its_kind(house: House, fields: dict[str, object]) -> None:
    other = BudgetEnvelope.objects.create(scheme=house.scheme, year=2027, allocated=0)
    with refused("envelopevote_sign_follows_kind", other):
        vote(house, envelope=other, **fields)


def test_a_vote_says_where_it_comes_from(house: House) -> None:
    with refused("envelopevote_one_initial", house.envelope):
        vote(house, kind="initial")
    with refused("envelopevote_supplement_names_deliberation", house.envelope):
        vote(house, deliberation="")
    with refused("envelopevote_carried_in_names_origin", house.envelope):
        vote(house, kind="carried_in")


def test_what_is_carried_over_leaves_one_year_and_arrives_in_the_next_whole(house: House) -> None:
    following = BudgetEnvelope.objects.create(scheme=house.scheme, year=2027, allocated=0)
    with refused("envelopevote_carry_arrives", house.envelope, following):
        vote(house, kind="carried_out", amount=-500)
    for wrong in ({"amount": 499}, {"envelope": house.envelope}):
        with refused("envelopevote_carry_matches", house.envelope, following):
            origin = vote(house, kind="carried_out", amount=-500)
            vote(house, **{"envelope": following, "kind": "carried_in", "amount": 500, "carries": origin} | wrong)
    with refused("envelopevote_carry_matches", house.envelope, following):
        vote(house, envelope=following, kind="carried_in", amount=30_000, carries=house.envelope.votes.get())


def test_a_scheme_with_money_keeps_who_lends(house: House) -> None:
    with refused("scheme_lender_stays", house.scheme):
        Scheme.objects.filter(pk=house.scheme.pk).update(lending="external", lender_name="Autre")


@pytest.mark.parametrize("amount", ["'NaN'", "-1"])
def test_an_allocation_is_a_figure(house: House, amount: str) -> None:
    with refused("budgetenvelope_allocated_positive"):
        sql(
            f"INSERT INTO schemes_budgetenvelope (scheme_id, year, allocated, engaged) VALUES (%s, 2030, {amount}, 0)",
            house.scheme.pk,
        )


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
    other = Scheme.objects.create(code="autre", name="Autre", description="x", lending="own")
    with refused("scheme_lender_named", other):
        Scheme.objects.filter(pk=other.pk).update(lending="external")
