"""What was lent before Harmonie is outside its terms and envelopes: nothing else may call itself so."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from applications.enums import Purpose
from applications.models import LoanApplication, Project
from applications.takeover_actions import FormerCase, take_over_case
from commission.models import Decision
from commission.takeover_actions import record_takeover
from harmonie.refusals import Refusal
from tests.story import NOW, House, a_ready_case

from .attack import refused

PERSON = {
    "first_name": "Luc",
    "last_name": "Noël",
    "birth_date": date(1980, 1, 1),
    "address": "1 rue",
    "postcode": "60990",
    "city": "Rivemont",
}


def a_former_case(house: House) -> LoanApplication:
    """5 000 € over 60 months in 2019: no terms of ours allow it."""
    case = FormerCase(PERSON, house.scheme, Purpose.MOBILITY, Decimal(5000), 60, date(2019, 3, 1))
    return take_over_case(case=case, known=[], by=house.finance, now=NOW)


def test_a_former_case_comes_with_its_decision(house: House) -> None:
    with transaction.atomic():
        case = a_former_case(house)
        record_takeover(application=case, by=house.finance, now=NOW)
    assert case.decisions.get().commitment is None
    with refused("loanapplication_taken_over_is_decided"):
        a_former_case(house)


def test_a_request_of_ours_is_never_declared_former(house: House) -> None:
    case = a_ready_case(house)
    with refused("loanapplication_taken_over_stays", case):
        LoanApplication.objects.filter(pk=case.pk).update(is_taken_over=True)
    with pytest.raises(Refusal):
        record_takeover(application=case, by=house.finance, now=NOW)
    facts = {
        "number": "R2026-0099", "path": "takeover", "application": case, "outcome": "granted", "amount": 900,
        "months": 12, "payee": "borrower", "sign_before": date(2026, 9, 11), "votes_for": 0, "votes_against": 0,
        "abstentions": 0, "decided_at": datetime(2026, 6, 1, tzinfo=ZoneInfo("UTC")), "decided_by": house.chair,
    }  # fmt: skip
    with refused("decision_of_takeover_only", case):
        Decision.objects.bulk_create([Decision(**facts)])


def test_what_is_former_stays_so(house: House) -> None:
    with transaction.atomic():
        case = a_former_case(house)
        record_takeover(application=case, by=house.finance, now=NOW)
    with refused("loanapplication_taken_over_stays", case):
        LoanApplication.objects.filter(pk=case.pk).update(is_taken_over=False)
    with refused("project_stays"):
        Project.objects.filter(application=case).update(amount=9000)
