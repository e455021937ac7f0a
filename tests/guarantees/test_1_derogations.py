"""Conditions that a lender adds, and the derogations from them: attacked behind the models."""

from decimal import Decimal

import pytest

from applications import actions as intake
from applications.models import Derogation, DerogationRequest, EligibilityCheck, NewFacts
from harmonie.schemes import actions as schemes
from harmonie.schemes.models import SchemeTerms
from tests.story import LATER, NOW, House, a_draft

from .attack import refused, sql
from .race import overtaken


@pytest.fixture
def failed(house: House) -> EligibilityCheck:
    """A check that fails at the residence, under terms that allow a derogation."""
    SchemeTerms.objects.filter(pk=house.terms.pk).update(allows_derogation=True)
    return a_failed_check(house)


def a_failed_check(house: House, **terms: object) -> EligibilityCheck:
    if terms:
        SchemeTerms.objects.filter(pk=house.terms.pk).update(**terms)
    case = a_draft(house)
    intake.save_person(
        application=case, person={"city": "Ailleurs"}, expected_revision=case.revision, by=house.referrer, now=NOW
    )
    intake.submit(application=case, consented=True, by=house.referrer, now=NOW)
    intake.take_over(application=case, by=house.worker, now=NOW)
    return intake.check_eligibility(application=case, by=house.worker, now=NOW)


def an_asking(house: House, check: EligibilityCheck) -> DerogationRequest:
    return DerogationRequest.objects.create(
        eligibility_check=check, reason="Déménage lundi", asked_at=NOW, asked_by=house.worker
    )


def grant(check: EligibilityCheck, by: object, reason: str = "Accord") -> Derogation:
    return Derogation.objects.create(eligibility_check=check, reason=reason, granted_at=NOW, granted_by=by)


@pytest.mark.parametrize(
    "change", ["remainder_min = -1", "remainder_min = 'NaN'", "annual_rate = -1", "annual_rate = 99.5"]
)
def test_strict_conditions_are_figures(house: House, change: str) -> None:
    with refused("schemeterms_strictness_is_figures", house.terms):
        sql(f"UPDATE schemes_schemeterms SET {change} WHERE id = %s", house.terms.pk)


STRICTER = [
    "remainder_min = 500",
    "requires_earned_income = true",
    "refuses_over_indebted = true",
    "allows_derogation = false",
    "annual_rate = 4",
    "interest_timing = 'at_start'",
    "purposes = '{health}'",
]


@pytest.mark.parametrize("change", STRICTER)
def test_the_stricter_conditions_too_are_final_once_used(house: House, failed: EligibilityCheck, change: str) -> None:
    with refused("schemeterms_used_are_final", house.terms):
        sql(f"UPDATE schemes_schemeterms SET {change} WHERE id = %s", house.terms.pk)


def test_terms_voted_later_do_not_touch_a_check(house: House, failed: EligibilityCheck) -> None:
    before = EligibilityCheck.objects.values().get(pk=failed.pk)
    values = {"amount_min": 100, "amount_max": 900, "months_min": 1, "months_max": 12, "source": "plus tard"}
    schemes.vote_terms(
        scheme=house.scheme,
        valid_from=LATER.date(),
        values={**values, "income_ceiling": Decimal(2000), "residents_only": False},
        by=house.chair,
        now=NOW,
    )
    assert EligibilityCheck.objects.values().get(pk=failed.pk) == before
    again = intake.check_eligibility(application=failed.application, by=house.worker, now=LATER)
    assert (again.terms_id, again.is_eligible) == (failed.terms_id, False)


def test_a_check_is_never_rewritten(house: House, failed: EligibilityCheck) -> None:
    with refused("eligibilitycheck_append_only", failed):
        EligibilityCheck.objects.filter(pk=failed.pk).update(is_eligible=True)


def test_no_derogation_where_the_terms_allow_none(house: House) -> None:
    check = a_failed_check(house)
    an_asking(house, check)
    with refused("derogation_allowed_by_terms", check):
        grant(check, house.chair)


def test_no_derogation_on_a_check_that_passed(house: House) -> None:
    check = a_failed_check(house, allows_derogation=True, residents_only=False)
    an_asking(house, check)
    with refused("derogation_allowed_by_terms", check):
        grant(check, house.chair)


def test_nobody_waives_a_condition_that_nobody_asked_to(house: House, failed: EligibilityCheck) -> None:
    with refused("derogation_answers_request", failed):
        grant(failed, house.chair)


def test_nobody_grants_what_they_asked_for(house: House, failed: EligibilityCheck) -> None:
    an_asking(house, failed)
    with refused("derogation_answers_request", failed):
        grant(failed, house.worker)


def test_a_derogation_says_why_and_is_given_once(house: House, failed: EligibilityCheck) -> None:
    an_asking(house, failed)
    with refused("derogation_has_reason", failed):
        grant(failed, house.chair, reason="")
    grant(failed, house.chair)
    with refused("applications_derogation_eligibility_check_id_key", failed):
        grant(failed, house.chair)


def test_what_was_granted_is_not_declined_afterwards(house: House, failed: EligibilityCheck) -> None:
    asked = an_asking(house, failed)
    grant(failed, house.chair)
    with refused("derogationrequest_answered_once", asked):
        decline(house, asked)


def test_what_was_declined_is_neither_granted_nor_declined_again(house: House, failed: EligibilityCheck) -> None:
    asked = an_asking(house, failed)
    decline(house, asked)
    asked.refresh_from_db()
    with refused("derogation_answers_request", asked):
        grant(failed, house.chair)
    with refused("derogationrequest_answered_once", asked):
        decline(house, asked, why="Autre chose")


def decline(house: House, asked: DerogationRequest, why: str = "Le règlement est clair") -> None:
    DerogationRequest.objects.filter(pk=asked.pk).update(declined_at=LATER, declined_by=house.chair, decline_reason=why)


@pytest.mark.parametrize("change", ["reason = 'autre'", "asked_at = now()", "asked_by_id = asked_by_id + 1"])
def test_what_was_asked_stays(house: House, failed: EligibilityCheck, change: str) -> None:
    asked = an_asking(house, failed)
    with refused("derogationrequest_stays", asked):
        sql(f"UPDATE applications_derogationrequest SET {change} WHERE id = %s", asked.pk)


def test_it_is_asked_and_declined_in_words(house: House, failed: EligibilityCheck) -> None:
    with refused("derogationrequest_says_why"):
        DerogationRequest.objects.create(eligibility_check=failed, reason="", asked_at=NOW, asked_by=house.worker)
    asked = an_asking(house, failed)
    with refused("derogationrequest_declined_says_why", asked):
        decline(house, asked, why="")
    with refused("derogationrequest_declined_says_why", asked):
        DerogationRequest.objects.filter(pk=asked.pk).update(declined_at=LATER)


def test_it_is_asked_once_for_a_check(house: House, failed: EligibilityCheck) -> None:
    an_asking(house, failed)
    with refused("applications_derogationrequest_eligibility_check_id_key"):
        an_asking(house, failed)


def test_new_facts_are_said(house: House, failed: EligibilityCheck) -> None:
    with refused("newfacts_say_something"):
        NewFacts.objects.create(application=failed.application, text="", noted_at=NOW, noted_by=house.worker)


@pytest.mark.django_db(transaction=True)
def test_granted_and_declined_at_once_is_one_of_both(transactional_db: None, house: House) -> None:
    check = a_failed_check(house, allows_derogation=True)
    asked = an_asking(house, check)
    error = overtaken(lambda: decline(house, asked), lambda: grant(check, house.chair))
    assert "derogation_answers_request" in str(error)
    other = a_failed_check(house)
    asked = an_asking(house, other)
    error = overtaken(lambda: grant(other, house.chair), lambda: decline(house, asked))
    assert "derogationrequest_answered_once" in str(error)
