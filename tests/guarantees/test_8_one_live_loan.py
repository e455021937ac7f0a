"""Guarantee 8: one live loan per borrower and scheme, where the terms of the request say so."""

from collections.abc import Callable

import pytest

from applications.models import Applicant, LoanApplication
from commission.models import Decision
from harmonie.refusals import Refusal
from harmonie.schemes.models import SchemeTerms
from loans import actions as books
from loans.models import Loan
from tests.intake_rows import a_finding
from tests.story import (
    LATER,
    MEETING_AT,
    NOW,
    House,
    a_decision,
    a_loan,
    a_motion,
    a_ready_case,
    a_repayment,
    an_active_loan,
    an_open_meeting,
)

from .attack import refused
from .test_5_loans import a_bare_loan

CANCELLED = {"state": "cancelled", "cancelled_on": NOW, "cancel_reason": "renounced"}


def granted_to(house: House, person: Applicant | None = None, name: str = "Nadia") -> Decision:
    """A decision that grants a loan; `person` asks under an existing row."""
    case = a_ready_case(house, name="Paul" if person else name)
    if person is not None:
        LoanApplication.objects.filter(pk=case.pk).update(applicant=person)
        case.refresh_from_db()
    return a_decision(house, a_motion(house, an_open_meeting(house, case).items.get()))


def test_no_second_live_loan_behind_the_actions(house: House) -> None:
    loan = an_active_loan(house)
    second = granted_to(house, loan.borrower)
    with refused("loan_one_live_per_scheme", loan, second):
        a_bare_loan(house, second)
    assert Applicant.pgh_event_model.objects.filter(pgh_obj=loan.borrower_id).count() == 1


def test_nor_through_them_and_the_sentence_says_which(house: House) -> None:
    loan = a_loan(house)
    with pytest.raises(Refusal, match=loan.reference):
        a_loan(house, granted_to(house, loan.borrower))


def test_rows_found_to_be_one_person_count_as_one(house: House) -> None:
    loan, other = a_loan(house), granted_to(house, name="Luc")
    a_finding(loan.borrower, other.application.applicant, house.worker, NOW)
    with refused("loan_one_live_per_scheme", loan, other):
        a_bare_loan(house, other)
    with pytest.raises(Refusal, match=loan.reference):
        a_loan(house, other)


def test_a_finding_taken_back_links_nobody(house: House) -> None:
    loan, other = a_loan(house), granted_to(house, name="Luc")
    for is_same in (True, False):
        a_finding(loan.borrower, other.application.applicant, house.worker, NOW, is_same=is_same)
    assert a_loan(house, other).borrower == other.application.applicant


def test_a_cancelled_loan_does_not_come_back_beside_another(house: House) -> None:
    first = a_loan(house)
    books.cancel_loan(loan=first, reason="renounced", by=house.finance, now=MEETING_AT)
    a_loan(house, granted_to(house, first.borrower))
    first.refresh_from_db()
    with refused("loan_one_live_per_scheme", first):
        Loan.objects.filter(pk=first.pk).update(state="to_sign", cancelled_on=None, cancel_reason="")


def test_a_settled_loan_leaves_the_place_and_a_bounced_payment_still_reopens_it(house: House) -> None:
    first = an_active_loan(house)
    last = books.record_repayment(
        loan=first, amount=first.principal, channel="cheque", value_on=LATER.date(), by=house.finance, now=LATER
    )
    a_loan(house, granted_to(house, first.borrower))
    books.reverse_entry(entry=last, why="chèque sans provision", by=house.finance, now=LATER)
    assert Loan.objects.live().filter(borrower=first.borrower).count() == 2


def test_so_does_one_of_which_a_part_was_given_up(house: House) -> None:
    first = an_active_loan(house)
    bounced, today = a_repayment(house, first), {"value_on": LATER.date(), "by": house.finance, "now": LATER}
    books.relieve(loan=first, amount=books.outstanding(first), deliberation="2026-41", **today)
    a_loan(house, granted_to(house, first.borrower))
    books.reverse_entry(entry=bounced, why="chèque sans provision", by=house.finance, now=LATER)
    assert Loan.objects.live().filter(borrower=first.borrower).count() == 2


def test_terms_may_allow_several(house: House) -> None:
    SchemeTerms.objects.filter(pk=house.terms.pk).update(one_live_loan=False)
    first = a_loan(house)
    assert a_loan(house, granted_to(house, first.borrower)).borrower == first.borrower


def opening(house: House, decision: Decision) -> Callable[[], object]:
    return lambda: a_loan(house, decision)
