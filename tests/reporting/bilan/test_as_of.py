"""The figures as of a past day are those that were computed on that day, whatever was recorded since."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from applications import actions as intake
from applications.models import Applicant
from commission.enums import MotionKind
from commission.urgent.actions import decide_urgently
from harmonie.accounts.roles import Role
from harmonie.registry.authorship import recorded
from harmonie.schemes.actions import open_envelope, vote_supplement
from harmonie.schemes.models import BudgetEnvelope
from harmonie.schemes.scheme_actions import create_scheme
from loans import actions
from loans.changes.actions import ask_amendment
from loans.enums import AmendmentKind
from reporting.bilan.figures import bilan
from reporting.bilan.question import Question
from reporting.charts.engagements import engagements
from tests.builders import a_user
from tests.loans.builders import a_clerk, a_ready_application, a_repayment, a_scheme, an_active_loan, at, the_chair

pytestmark = pytest.mark.django_db
THAT_DAY = date(2026, 7, 31)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
LATER = date(2026, 9, 10)


def decide(application, kind, on, **terms):
    told = {"urgency": "Elle part demain", "by": the_chair(), "now": at(on)}
    return decide_urgently(application=application, kind=kind, **terms, **told)


def before_that_day():
    """A loan that is repaid and one that is late, a refusal, and a request that waits."""
    repaid = an_active_loan(600, 12, on=date(2026, 3, 2), first_due_on=date(2026, 4, 5), last_name="Delattre")
    late = an_active_loan(900, 9, on=date(2026, 3, 3), first_due_on=date(2026, 4, 5), last_name="Morel")
    payments = [a_repayment(repaid, 50, on=date(2026, month, 5)) for month in (4, 5, 6)]
    refused = a_ready_application(amount=Decimal(300), months=6, on=date(2026, 6, 1), last_name="Petit")
    decide(refused, MotionKind.REFUSE, date(2026, 6, 9), grounds="budget", explanation="Le reste à vivre")
    waiting = a_ready_application(amount=Decimal(400), months=8, on=date(2026, 7, 1), last_name="Roche")
    return repaid, late, payments, waiting


def after_that_day(repaid, late, payments, waiting):
    """Whatever may be recorded later: corrections, decisions, money, also with dates of before."""
    worker, clerk = a_user(Role.SOCIAL_WORKER), a_clerk()
    told = {"by": worker, "now": at(LATER)}
    actions.reverse_entry(entry=payments[1], why="Chèque impayé", by=clerk, now=at(LATER))
    actions.record_repayment(
        loan=late, amount=Decimal(100), channel="card", value_on=date(2026, 6, 20), by=clerk, now=at(LATER)
    )
    actions.relieve(
        loan=late, amount=Decimal(50), deliberation="2026-40", value_on=date(2026, 7, 1), by=clerk, now=at(LATER)
    )
    ask_amendment(  # holds at once: this town asks for no second person
        loan=repaid,
        kind=AmendmentKind.RESCHEDULING,
        months=10,
        reason="Baisse de revenus",
        first_due_on=date(2026, 10, 5),
        by=clerk,
        now=at(LATER),
    )
    waiting.refresh_from_db()
    project = {"purpose": "mobility", "description": "embrayage", "amount": Decimal(450), "months": 9}
    intake.resume_review(application=waiting, why="Un autre objet", **told)
    waiting.refresh_from_db()
    intake.save_project(
        application=waiting,
        scheme=waiting.scheme,
        project=project | {"payee": "borrower", "supplier": ""},
        is_urgent=False,
        expected_revision=waiting.revision,
        **told,
    )
    with recorded(by=worker, now=at(LATER), why="date de naissance"):
        Applicant.objects.filter(last_name="Roche").update(birth_date=date(1950, 1, 1))
    intake.withdraw(application=waiting, reason="abandoned", note="A trouvé", **told)
    envelope = BudgetEnvelope.objects.get(scheme=a_scheme(), year=2026)
    vote = {"deliberation": "2026-9", "voted_on": LATER, "by": clerk, "now": at(LATER)}
    vote_supplement(envelope=envelope, amount=Decimal(45000) - envelope.allocated, **vote)
    new = create_scheme(values={"name": "Aide au permis", "description": "", "lending": "own"}, by=clerk, now=at(LATER))
    open_envelope(scheme=new, year=2026, allocated=Decimal(7777), by=clerk, now=at(LATER))
    an_active_loan(700, 10, on=LATER, first_due_on=date(2026, 10, 5), last_name="Nouveau")
    decided_late = a_ready_application(amount=Decimal(350), months=7, on=date(2026, 8, 3), last_name="Tard")
    decide(decided_late, MotionKind.REFUSE, LATER, grounds="budget", explanation="Le reste à vivre")


def told_of(question):
    """Every figure of the bilan that this sub-room makes."""
    found = bilan(question)
    skipped = {"measured", "before", "year_before"}
    figures = {field.name: getattr(found, field.name) for field in fields(found) if field.name not in skipped}
    measured = {name: getattr(found, name) for name in ("received", "granted", "repaying")}
    return figures | measured | {"pace": engagements(question, question.day)}


SAME_ON_A_COPY = ("received", "granted", "repaying", "decisions", "by_purpose", "envelopes", "people", "losses", "pace")


def test_what_was_recorded_later_is_left_out():
    things = before_that_day()
    asked = [Question(*YEAR, as_of=THAT_DAY, **narrowed) for narrowed in ({}, {"purpose": "appliances"})]
    then = [told_of(question) for question in asked]
    copied = [told_of(Question(YEAR[0], THAT_DAY, purpose=question.purpose)) for question in asked]
    check_what_was_late(then[0]["repaying"])
    after_that_day(*things)
    for question, told, copy in zip(asked, then, copied, strict=True):
        now = told_of(question)
        for name, figure in told.items():
            assert now[name] == figure, name
        for name in SAME_ON_A_COPY:  # on that day itself nobody had to say « as of »
            assert now[name] == copy[name], name
    check_what_counts_otherwise(then[0], told_of(Question(*YEAR)))


def check_what_was_late(found):
    """600 € over 12 months: 4 instalments fell, 3 are paid. 900 € over 9: 4 fell, none paid since 5 April."""
    assert (found.running, found.late.one, found.late.several) == (2, 2, 1)
    assert (found.late.overdue, found.late.several_overdue) == (Decimal("450.00"), Decimal("400.00"))
    assert (found.late.risk_30, found.late.risk_90) == (Decimal("900.00"), Decimal("900.00"))
    assert (found.fallen, found.covered, found.rate) == (Decimal("600.00"), Decimal("150.00"), Decimal("0.25"))


def check_what_counts_otherwise(then, now):
    assert (then["granted"].credits, now["granted"].credits) == (2, 3)
    assert (then["received"].count, now["received"].count) == (4, 6)
    assert (then["granted"].decided, now["granted"].decided) == (3, 5)
    assert then["repaying"].outstanding == Decimal("1350.00")
    assert now["repaying"].relieved.amount == Decimal("50.00")
    assert (then["envelopes"][0].allocated, now["envelopes"][0].allocated) == (Decimal(30000), Decimal(45000))
    assert [told["people"][0].rows[-1].count for told in (then, now)] == [0, 1]
