"""Guarantee 4 on the urgent path: alone, within a delegation, with a reason, never beside a vote."""

from datetime import timedelta

import pytest

from applications.models import LoanApplication
from commission.models import Decision, StandingRules
from harmonie.schemes.actions import engage
from tests.story import MEETING_AT, NOW, House, a_decision, a_ready_case

from .attack import refused


@pytest.fixture
def rules(db: None) -> StandingRules:
    return StandingRules.objects.create(
        valid_from="2026-05-01", source="délibération", urgent_cap=400, urgent_delegation="délibération 12"
    )


@pytest.fixture
def case(house: House) -> LoanApplication:
    return a_ready_case(house, amount=300)


def decide_alone(house: House, case: LoanApplication, rules: StandingRules | None, **fields: object) -> Decision:
    """What the action would write, but for `fields`."""
    amount = fields.get("amount", 300)
    facts = {
        "number": "D2026-0099",
        "path": "delegation",
        "rules": rules,
        "urgency": "Coupure d’eau demain",
        "application": case,
        "outcome": "granted",
        "amount": amount,
        "months": 12,
        "payee": "borrower",
        "commitment": engage(scheme=house.scheme, amount=amount, reference="x", by=house.chair, now=NOW)
        if amount
        else None,
        "sign_before": "2026-09-11",
        "votes_for": 0,
        "votes_against": 0,
        "abstentions": 0,
        "decided_at": MEETING_AT,
        "decided_by": house.chair,
    }
    return Decision.objects.bulk_create([Decision(**facts | fields)])[0]


def test_within_its_delegation_it_is_accepted(house: House, case: LoanApplication, rules: StandingRules) -> None:
    decide_alone(house, case, rules)
    assert case.decisions.get().path == "delegation"
    with refused("standingrules_used_are_final", rules):
        StandingRules.objects.filter(pk=rules.pk).update(urgent_cap=1000)


def test_beyond_the_cap_it_is_refused(house: House, case: LoanApplication, rules: StandingRules) -> None:
    with refused("decision_within_delegation", case):
        decide_alone(house, case, rules, amount=401)


def test_without_a_delegation_it_is_refused(house: House, case: LoanApplication) -> None:
    with refused("decision_within_delegation", case):
        decide_alone(house, case, StandingRules.objects.in_force(NOW.date()))


def test_the_delegation_is_that_of_the_day(house: House, case: LoanApplication, rules: StandingRules) -> None:
    """Neither one that was replaced, nor one still to come."""
    with refused("decision_within_delegation", case):
        decide_alone(house, case, rules, decided_at=NOW - timedelta(days=60))
    StandingRules.objects.create(valid_from=MEETING_AT.date(), source="sans délégation")
    with refused("decision_within_delegation", case):
        decide_alone(house, case, rules)


@pytest.mark.parametrize("part", [{"urgency": ""}, {"path": "commission"}])
def test_a_path_is_whole(house: House, case: LoanApplication, rules: StandingRules, part: dict[str, str]) -> None:
    with refused("decision_path_is_whole" if "urgency" in part else "decision_matches_motion", case):
        decide_alone(house, case, rules, **part)


def test_a_path_is_not_two(house: House, rules: StandingRules) -> None:
    decided, case = a_decision(house), a_ready_case(house, name="Luc", amount=300)
    with refused("decision_path_is_whole", case):
        decide_alone(house, case, rules, motion=decided.motion)
    with refused("decision_path_is_whole", case):
        decide_alone(house, case, rules, item=decided.item)


def test_nobody_voted(house: House, case: LoanApplication, rules: StandingRules) -> None:
    with refused("decision_has_majority", case):
        decide_alone(house, case, rules, votes_for=1, votes_against=1)


def test_not_beside_a_decision_that_stands(house: House, rules: StandingRules) -> None:
    decided = a_decision(house)
    with refused("decision_one_outcome", decided):
        decide_alone(house, decided.application, rules)


def test_a_withdrawal_names_its_decision(house: House, case: LoanApplication, rules: StandingRules) -> None:
    nothing = {"amount": None, "months": None, "payee": "", "sign_before": None}
    with refused("decision_withdrawal_names_decision", case):
        decide_alone(
            house, case, rules, **nothing, outcome="withdrawn", grounds="unlawful", explanation="Comptée deux fois"
        )
