"""Loans in every state, made the way the house makes them: through its actions."""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

from applications import actions as applications
from applications.models import LoanApplication
from commission import actions as commission
from commission import deciding, voting
from commission.models import Decision, Mandate
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.schemes.models import BudgetEnvelope, Scheme, SchemeTerms
from loans import actions
from loans.models import LedgerEntry, Loan

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, tzinfo=PARIS)
FIRST_DUE = date(2027, 1, 5)
serial = count(1)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=PARIS)


def a_user(*roles: Role, **facts) -> User:
    number = next(serial)
    names = {"first_name": f"Personne{number}", "last_name": "Essai"} | facts
    return User.objects.create_user(f"p{number}@essai.example", None, roles=roles, **names)


def a_clerk() -> User:
    return a_user(Role.FINANCE, first_name="Marc", last_name="Poulain", office="régisseur")


def a_scheme(*, rounding: str = "0.01") -> Scheme:
    """The town's own scheme, open since 2020, with room in its envelope."""
    scheme, made = Scheme.objects.get_or_create(
        code=f"credit-{rounding}",
        defaults={"name": "Crédit Harmonie", "description": "sans intérêts", "lending": "own"},
    )
    if made:
        SchemeTerms.objects.create(
            scheme=scheme,
            valid_from=date(2020, 1, 1),
            amount_min=100,
            amount_max=1000,
            months_min=1,
            months_max=18,
            income_ceiling=Decimal("1313.83"),
            one_live_loan=False,
            rounding=rounding,
            source="essai",
        )
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


def a_ready_application(
    *,
    amount: Decimal,
    months: int,
    on: date,
    supplier: str = "",
    last_name: str = "Benali",
    scheme: Scheme | None = None,
) -> LoanApplication:
    now, worker = at(on), a_user(Role.SOCIAL_WORKER, first_name="Claire", last_name="Vasseur")
    scheme = scheme or a_scheme()
    person = {
        "first_name": "Nadia",
        "last_name": last_name,
        "birth_date": date(1991, 5, 14),
        "address": "12 rue des Tanneurs",
    }
    person |= {"postcode": "60990", "city": "Rivemont"}
    application = applications.open_draft(scheme=scheme, person=person, by=worker, now=now)
    lines = {
        "incomes": [{"kind": "salary", "amount": Decimal(1180)}],
        "expenses": [{"kind": "rent", "amount": Decimal(700)}],
    }
    applications.save_budget(
        application=application, over_indebtedness="none", expected_revision=1, by=worker, now=now, **lines
    )
    project = {"purpose": "appliances", "description": "réfrigérateur", "amount": amount, "months": months}
    project |= {"payee": "supplier" if supplier else "borrower", "supplier": supplier}
    applications.save_project(
        application=application,
        scheme=scheme,
        project=project,
        is_urgent=False,
        expected_revision=2,
        by=worker,
        now=now,
    )
    applications.submit(application=application, consented=True, by=worker, now=now)
    applications.take_over(application=application, by=worker, now=now)
    application.refresh_from_db()
    applications.assess(
        application=application,
        assessment="Demande fondée.",
        expected_revision=application.revision,
        by=worker,
        now=now,
    )
    applications.check_eligibility(application=application, by=worker, now=now)
    applications.mark_ready(application=application, by=worker, now=now)
    return application


def a_granted_decision(
    amount: Decimal | int = 620, months: int = 12, *, on: date = date(2026, 11, 2), **facts
) -> Decision:
    """A decision of the commission on `on`, to be signed within three months."""
    amount, chair, before = Decimal(amount), the_chair(), on - timedelta(days=4)
    application = a_ready_application(amount=amount, months=months, on=before, **facts)
    meeting = commission.plan_meeting(starts_at=at(on), place="Hôtel de ville", by=chair, now=at(before))
    item = commission.add_to_agenda(meeting=meeting, application=application, by=chair, now=at(before))
    commission.convene_meeting(meeting=meeting, by=chair, now=at(before))
    seat = meeting.seats.get(user=chair)
    commission.record_presence(seat=seat, presence="present", by=chair, now=at(on))
    commission.open_meeting(meeting=meeting, by=chair, now=at(on))
    payee = "supplier" if facts.get("supplier") else "borrower"
    motion = voting.put_motion(item=item, kind="grant", amount=amount, months=months, payee=payee, by=chair, now=at(on))
    voting.cast_vote(motion=motion, seat=seat, choice="for", by=chair, now=at(on))
    return deciding.close_motion(motion=motion, by=chair, now=at(on))


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
