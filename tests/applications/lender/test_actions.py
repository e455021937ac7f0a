"""What is written down of an external lender: in order, once, with its reason."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from applications import actions
from applications.enums import ClosingReason, State
from applications.lender import actions as lender
from applications.lender.enums import Channel
from applications.lender.rules import Wrong
from applications.models import LenderSending, LoanApplication
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes.enums import InterestTiming
from tests.applications.builders import in_review
from tests.builders import a_user

from .builders import WITHOUT, a_file_ready, a_lent_scheme, a_pdf, brings, disbursed, granted, sent, wants

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LATE = {"why": "échéance de mars, 12 jours"}


def told(**more: object) -> dict[str, object]:
    return {"by": a_user(), "now": NOW, **more}


def test_a_sending_keeps_its_day_its_way_and_what_was_missing():
    scheme = a_lent_scheme()
    application = a_file_ready(scheme=scheme)
    wages = wants(scheme, "Bulletins de salaire")
    wants(scheme, "Relevé de compte", is_required=False)
    with pytest.raises(Wrong, match="Bulletins de salaire") as refused:
        actions.send_to_lender(application=application, **told())
    assert "Relevé" not in str(refused.value)
    actions.send_to_lender(application=application, channel=Channel.POST, missing_why="Suivent demain", **told())
    sending = LenderSending.objects.get(application=application)
    assert (sending.sent_on, sending.channel, sending.missing_why) == (TODAY, Channel.POST, "Suivent demain")
    other = a_file_ready(scheme=scheme)
    brings(other, wages, a_pdf())
    actions.send_to_lender(application=other, missing_why="Rien à dire", **told())
    assert other.lender_sending.missing_why == ""


@pytest.mark.parametrize("days", [1, -9999])
def test_a_sending_has_a_day_that_can_be(days: int):
    with pytest.raises(Wrong):
        actions.send_to_lender(
            application=a_file_ready(), sent_on=TODAY + timedelta(days=days), missing_why=WITHOUT, **told()
        )


def test_a_grant_is_the_lenders_loan_as_asked_unless_told():
    loan = granted()
    assert (loan.amount, loan.months, loan.annual_rate) == (Decimal(620), 12, Decimal(4))
    assert (loan.interest, loan.timing) == (Decimal("13.53"), InterestTiming.HALF_AT_END)
    application = sent(scheme=loan.application.scheme)
    less = actions.record_lender_answer(
        application=application, granted=True, reason=None, note="", amount=Decimal(500), months=10,
        annual_rate=Decimal("4.5"), **told(),
    )  # fmt: skip
    assert (less.amount, less.months, less.annual_rate) == (Decimal(500), 10, Decimal("4.5"))


@pytest.mark.parametrize(
    "wrong", [{"amount": Decimal(3001)}, {"months": 37}, {"annual_rate": Decimal(26)}, {"annual_rate": Decimal(-1)}]
)
def test_a_grant_that_cannot_be_is_refused_and_changes_nothing(wrong: dict):
    application = sent()
    with pytest.raises(Wrong):
        actions.record_lender_answer(application=application, granted=True, reason=None, note="", **wrong, **told())
    application.refresh_from_db()
    assert application.state == State.SENT_TO_LENDER


def test_case_7_the_lenders_refusal_leaves_its_reason_and_its_condition():
    application = sent()
    with pytest.raises(Refusal):
        actions.record_lender_answer(application=application, granted=False, reason=None, note="", **told())
    actions.record_lender_answer(
        application=application, granted=False, reason=ClosingReason.BUDGET, note="Reste à vivre trop bas.",
        blocking_criterion="remainder", **told(),
    )  # fmt: skip
    application.refresh_from_db()
    assert (application.state, application.closing_reason) == (State.LENDER_REFUSED, ClosingReason.BUDGET)
    assert application.blocking_criterion == "remainder"


def test_what_is_paid_out_makes_the_interest_due_and_counts_as_a_loan():
    loan = disbursed()
    assert [part.amount for part in loan.subsidies.all()] == [Decimal("6.77"), Decimal("6.76")]
    application = LoanApplication.objects.get(pk=loan.application_id)
    assert (application.state, application.live_loan) == (State.LENDER_DISBURSED, application.reference)


@pytest.mark.parametrize("start", [sent, granted])
def test_giving_up_at_the_lender_leaves_its_reason(start):
    found = start()
    application = getattr(found, "application", found)
    with pytest.raises(Refusal):
        actions.abandon_at_lender(application=application, reason=ClosingReason.ABANDONED, note=" ", **told())
    actions.abandon_at_lender(application=application, reason=ClosingReason.ABANDONED, note="A trouvé.", **told())
    application.refresh_from_db()
    assert (application.state, application.closing_note) == (State.WITHDRAWN, "A trouvé.")
    with pytest.raises(WrongState):
        actions.abandon_at_lender(application=application, reason=ClosingReason.ABANDONED, note="Encore", **told())


def test_one_late_payment_loses_what_is_paid_only_if_never_late():
    loan = disbursed(scheme=a_lent_scheme(InterestTiming.IF_NEVER_LATE))
    with pytest.raises(Refusal):
        lender.mark_interest_paid(subsidy=loan.subsidies.get(), paid_on=TODAY, **told())
    assert lender.note_late_payment(loan=loan, **LATE, **told()) == 1
    assert "12 jours" in loan.subsidies.get().lost_why
    with pytest.raises(WrongState):
        lender.note_late_payment(loan=loan, **LATE, **told())
    with pytest.raises(WrongState):
        lender.mark_interest_paid(subsidy=loan.subsidies.get(), paid_on=TODAY, **told())


def test_a_late_payment_leaves_the_other_settings_alone():
    loan = disbursed()
    assert lender.note_late_payment(loan=loan, **LATE, **told()) == 0
    assert set(loan.subsidies.values_list("lost_why", flat=True)) == {""}


def test_settling_brings_forward_what_is_paid_at_the_end_and_frees_the_person():
    loan = disbursed(scheme=a_lent_scheme(InterestTiming.IF_NEVER_LATE))
    with pytest.raises(Wrong):
        lender.settle_lender_loan(loan=loan, settled_on=TODAY + timedelta(days=1), **told())
    lender.settle_lender_loan(loan=loan, settled_on=TODAY, **told())
    part = loan.subsidies.get()
    assert part.due_on == TODAY
    assert LoanApplication.objects.get(pk=loan.application_id).live_loan == ""
    lender.mark_interest_paid(subsidy=part, paid_on=TODAY, **told())
    for again in (lender.mark_interest_paid, lender.mark_interest_lost):
        with pytest.raises(WrongState):
            again(subsidy=part, **told(**({"paid_on": TODAY} if "paid" in again.__name__ else {"why": "non"})))
    with pytest.raises(WrongState):
        lender.settle_lender_loan(loan=loan, settled_on=TODAY, **told())


def test_a_part_that_is_not_due_says_why():
    part = disbursed().subsidies.first()
    with pytest.raises(Refusal):
        lender.mark_interest_lost(subsidy=part, why=" ", **told())
    lender.mark_interest_lost(subsidy=part, why="Hors convention", **told())
    part.refresh_from_db()
    assert part.lost_why == "Hors convention"


def test_a_person_with_the_lenders_loan_is_not_lent_another():
    loan = disbursed()
    again = in_review(scheme=loan.application.scheme)
    check = actions.check_eligibility(application=again, **told())
    assert not check.is_eligible
    assert any(line["code"] == "live_loan" and line["verdict"] == "fail" for line in check.verdicts)
