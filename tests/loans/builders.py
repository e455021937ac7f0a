"""Loans in every state, made the way the house makes them: through its actions."""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from applications import actions as applications
from applications.models import LoanApplication
from commission.enums import MotionKind
from commission.models import Decision, Mandate, StandingRules
from commission.urgent.actions import decide_urgently
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.schemes.models import BudgetEnvelope, Scheme
from loans import actions
from loans.models import LedgerEntry, Loan
from tests.builders import a_user, terms

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, tzinfo=PARIS)
FIRST_DUE = date(2027, 1, 5)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=PARIS)


def a_clerk() -> User:
    return a_user(Role.FINANCE, first_name="Marc", last_name="Poulain", office="régisseur")


def a_scheme(*, rounding: str = "0.01") -> Scheme:
    """The town's own scheme, open since 2020, with room in its envelope."""
    names = {"name": "Crédit Harmonie", "description": "sans intérêts", "lending": "own"}
    scheme, made = Scheme.objects.get_or_create(code=f"credit-{rounding}", defaults=names)
    if made:
        terms(scheme, one_live_loan=False, rounding=rounding)
        for year in (2025, 2026):
            BudgetEnvelope.objects.create(scheme=scheme, year=year, allocated=30000)
    return scheme


def the_chair() -> User:
    mandate = Mandate.objects.filter(capacity="president").first()
    if mandate:
        return mandate.user
    chair = a_user(Role.CHAIR, first_name="Alain", last_name="Corbel", office="président du CCAS")
    Mandate.objects.create(user=chair, capacity="president", starts_on=date(2020, 1, 1))
    return chair


def the_delegation() -> StandingRules:
    """What lets the president decide alone, up to more than any loan."""
    given = {"source": "délibération", "urgent_cap": 30000, "urgent_delegation": "délibération 2001-02"}
    return StandingRules.objects.get_or_create(valid_from=date(2001, 1, 1), defaults=given)[0]


PERSON = {
    "first_name": "Nadia",
    "last_name": "Benali",
    "birth_date": date(1991, 5, 14),
    "address": "12 rue des Tanneurs",
    "postcode": "60990",
    "city": "Rivemont",
}
BUDGET = {
    "incomes": [{"kind": "salary", "amount": Decimal(1180)}],
    "expenses": [{"kind": "rent", "amount": Decimal(700)}],
    "over_indebtedness": "none",
}


def a_ready_application(
    *, amount: Decimal, months: int, on: date, supplier: str = "", scheme: Scheme | None = None, **person
) -> LoanApplication:
    by = {"by": a_user(Role.SOCIAL_WORKER), "now": at(on)}
    scheme = scheme or a_scheme()
    project = {"purpose": "appliances", "description": "réfrigérateur", "amount": amount, "months": months}
    project |= {"payee": "supplier" if supplier else "borrower", "supplier": supplier}
    case = applications.open_draft(scheme=scheme, person=PERSON | person, **by)
    applications.save_budget(application=case, expected_revision=1, **BUDGET, **by)
    applications.save_project(
        application=case, scheme=scheme, project=project, is_urgent=False, expected_revision=2, **by
    )
    applications.submit(application=case, consented=True, **by)
    applications.take_over(application=case, **by)
    case.refresh_from_db()
    applications.assess(application=case, assessment="Demande fondée.", expected_revision=case.revision, **by)
    applications.check_eligibility(application=case, **by)
    applications.mark_ready(application=case, **by)
    return case


def a_granted_decision(
    amount: Decimal | int = 620, months: int = 12, *, on: date = date(2026, 11, 2), **facts
) -> Decision:
    """The president's decision by delegation on `on`, to be signed within three months: a meeting takes longer."""
    the_delegation()
    amount, chair = Decimal(amount), the_chair()
    application = a_ready_application(amount=amount, months=months, on=on - timedelta(days=4), **facts)
    return decide_urgently(
        application=application,
        kind=MotionKind.GRANT,
        amount=amount,
        months=months,
        payee="supplier" if facts.get("supplier") else "borrower",
        urgency="Panne ce week-end",
        by=chair,
        now=at(on),
    )


def a_loan_to_sign(
    amount: Decimal | int = 620,
    months: int = 12,
    *,
    first_due_on: date = FIRST_DUE,
    on: date = date(2026, 11, 2),
    **facts,
) -> Loan:
    decision = a_granted_decision(amount, months, on=on, **facts)
    return actions.open_loan(decision=decision, first_due_on=first_due_on, by=a_clerk(), now=at(on))


def a_signed_loan(amount: Decimal | int = 620, months: int = 12, *, on: date = date(2026, 11, 2), **facts) -> Loan:
    loan = a_loan_to_sign(amount, months, on=on, **facts)
    actions.sign_loan(loan=loan, signed_on=on, by=a_clerk(), now=at(on))
    loan.refresh_from_db()
    return loan


def an_active_loan(amount: Decimal | int = 620, months: int = 12, *, on: date = date(2026, 11, 2), **facts) -> Loan:
    """Lent, whole, on the day of the decision."""
    loan = a_signed_loan(amount, months, on=on, **facts)
    actions.disburse(loan=loan, value_on=on, voucher="2026-1184", by=a_clerk(), now=at(on))
    loan.refresh_from_db()
    return loan


def a_late_loan() -> Loan:
    """Case 13: 600 € over 12 months, 4 instalments paid, 3 missed on 23 November 2026."""
    loan = an_active_loan(600, 12, on=date(2026, 4, 14), first_due_on=date(2026, 5, 10), last_name="Delattre")
    for month in (5, 6, 7, 8):
        a_repayment(loan, 50, on=date(2026, month, 10))
    return loan


def a_repayment(loan: Loan, amount: Decimal | int | str = 50, *, on: date = TODAY) -> LedgerEntry:
    return actions.record_repayment(
        loan=loan, amount=Decimal(amount), channel="card", value_on=on, by=a_clerk(), now=at(on)
    )


def once() -> dict[str, str]:
    """The hidden token of a freshly rendered form."""
    return {"once": str(uuid.uuid4())}
