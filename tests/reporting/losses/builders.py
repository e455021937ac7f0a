"""Requests that ended here or there, written as rows where only counting is tested."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from applications import eligibility
from applications.enums import State, Step
from applications.models import Applicant, EligibilityCheck, LenderLoan, LenderSending, LoanApplication, Project
from applications.models import Milestone as Mark
from commission.enums import Grounds, MotionKind
from commission.urgent.actions import decide_urgently
from harmonie.schemes.models import Scheme, SchemeTerms
from loans import actions as loans
from loans.enums import CancelReason
from tests.builders import a_user
from tests.loans.builders import PERSON, a_clerk, a_granted_decision, a_ready_application, at, the_chair, the_delegation

DAY = date(2026, 9, 7)
numbers = itertools.count(1)
OPEN = eligibility.Terms(
    scheme_name="Crédit Harmonie",
    amount_min=Decimal(100),
    amount_max=Decimal(1000),
    months_min=1,
    months_max=18,
    income_ceiling=Decimal("1313.83"),
)


def a_request(scheme: Scheme, state: State = State.SUBMITTED, on: date = DAY, **facts: Any) -> LoanApplication:
    """One row in this state, received on that day, with its project."""
    worker = facts.pop("by", None) or a_user()
    stopped = state in (State.WITHDRAWN, State.INADMISSIBLE, State.REDIRECTED, State.LENDER_REFUSED)
    ended = stopped or state in (State.DECIDED, State.LENDER_DISBURSED)
    given: dict[str, Any] = {
        "reference": f"L-{next(numbers)}",
        "scheme": scheme,
        "applicant": Applicant.objects.create(**PERSON),
        "referred_by": worker,
        "state": state,
        "requested_on": on,
        "consented_on": on,
        "created_at": at(on - timedelta(days=2)),
        "submitted_at": None if state == State.DRAFT else at(on),
        "state_since": at(on + timedelta(days=20)),
        "closed_at": at(on + timedelta(days=20)) if ended else None,
        "closing_reason": "abandoned" if stopped else "",
        "awaited": "Un devis",
    }
    request = LoanApplication.objects.create(**given | facts)
    Project.objects.create(application=request, purpose="appliances", description="Four", amount=500, months=10)
    return request


def mark(request: LoanApplication, step: Step, days: int, **facts: Any) -> None:
    """Something on the path, so many days after the request was received."""
    then = request.submitted_at + timedelta(days=days)
    by = request.referred_by
    Mark.objects.create(application=request, step=step, sentence="…", note="…", happened_at=then, by=by, **facts)


def send(request: LoanApplication, days: int, *, granted: bool = False, paid: bool = False) -> LoanApplication:
    """What an external lender was told, and answered."""
    then = request.submitted_at + timedelta(days=days)
    LenderSending.objects.create(
        application=request, sent_on=then.date(), channel="mail", sent_at=then, sent_by=request.referred_by
    )
    mark(request, Step.COMMISSION, days)
    if granted or paid:
        mark(request, Step.COMMISSION, days + 10, is_done=True)
        LenderLoan.objects.create(
            application=request, amount=500, months=10, annual_rate=0, interest=0, timing="none",
            granted_on=then.date() + timedelta(days=10),
            disbursed_on=then.date() + timedelta(days=15) if paid else None,
        )  # fmt: skip
    return request


def a_refusal(scheme: Scheme, on: date = DAY, grounds: Grounds = Grounds.BUDGET) -> LoanApplication:
    the_delegation()
    case = a_ready_application(amount=Decimal(500), months=10, on=on, scheme=scheme)
    decide_urgently(
        application=case, kind=MotionKind.REFUSE, urgency="Panne", grounds=grounds, explanation="Trop juste.",
        by=the_chair(), now=at(on + timedelta(days=9)),
    )  # fmt: skip
    return case


def a_grant(scheme: Scheme, end: str, on: date = DAY) -> LoanApplication:
    """Granted; `end` says how far it went then: granted, lapsed, to_sign, cancelled, signed, paid, undone."""
    then = on + timedelta(days=9)
    decision = a_granted_decision(500, 10, on=then, scheme=scheme)
    clerk, told = a_clerk(), {"now": at(then + timedelta(days=3))}
    if end == "lapsed":
        loans.lapse_grant(decision=decision, reason=CancelReason.RENOUNCED, by=clerk, **told)
    elif end != "granted":
        loan = loans.open_loan(decision=decision, first_due_on=date(2027, 1, 5), by=clerk, **told)
        if end == "cancelled":
            loans.cancel_loan(loan=loan, reason=CancelReason.RENOUNCED, by=clerk, **told)
        if end in ("signed", "paid", "undone"):
            loans.sign_loan(loan=loan, signed_on=then + timedelta(days=2), by=clerk, **told)
        if end in ("paid", "undone"):
            day = then + timedelta(days=3)
            entry = loans.disburse(loan=loan, value_on=day, voucher="1", by=clerk, now=at(day))
            if end == "undone":
                loans.reverse_entry(entry=entry, why="Erreur", by=clerk, now=at(day))
    return decision.application


def a_record(request: LoanApplication, terms: SchemeTerms, **facts: Any) -> EligibilityCheck:
    """What a check kept of these facts: `earned`, `amount`, `months`, `is_resident`, `births`, `voted`."""
    voted = replace(facts.get("voted", OPEN), scheme_name=terms.scheme.name)
    household = eligibility.Household(
        other_birth_dates=facts.get("births", ()),
        earned_income=Decimal(facts.get("earned", 900)),
        resources=Decimal(1500),
    )
    asked = eligibility.Request(
        requested_on=request.requested_on,
        amount=Decimal(facts.get("amount", 500)),
        months=facts.get("months", 10),
        is_resident=facts.get("is_resident", True),
    )
    verdicts = [verdict.as_dict() for verdict in eligibility.check(voted, household, asked)]
    return EligibilityCheck.objects.create(
        application=request,
        terms=terms,
        revision=1,
        is_eligible=not eligibility.failing(verdicts),
        verdicts=verdicts,
        consumption_units=eligibility.consumption_units(household.other_birth_dates, request.requested_on),
        earned_income=household.earned_income,
        resources=Decimal(1500),
        expenses=0,
        values=eligibility.values(voted, household, asked) if facts.get("keeps", True) else {},
        checked_at=at(request.requested_on + timedelta(days=1)),
        checked_by=request.referred_by,
    )
