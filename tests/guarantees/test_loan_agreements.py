"""The texts of agreements and who signs them, amendments and what is done about late payments."""

from datetime import date, timedelta

import pytest

from loans.models import AgreementText, Amendment, CoBorrower, FollowUp, Loan, Schedule
from tests.loan_rows import (
    a_co_borrower,
    a_follow_up,
    a_pause,
    a_print_batch,
    a_reminder,
    a_text,
    an_amendment,
)
from tests.story import LATER, MEETING_AT, House, a_document, a_loan, an_active_loan, sign

from .attack import refused, sql


def test_a_text_that_was_used_is_final(house: House) -> None:
    loan, text = a_loan(house), a_text(house.chair, MEETING_AT)
    AgreementText.objects.filter(pk=text.pk).update(articles="Corrigé")
    Loan.objects.filter(pk=loan.pk).update(agreement_text=text)
    text.refresh_from_db()
    with refused("agreementtext_used_is_final", text):
        AgreementText.objects.filter(pk=text.pk).update(articles="Autre")
    with refused("agreementtext_used_is_final", text):
        sql("DELETE FROM loans_agreementtext WHERE id = %s", text.pk)
    for scheme in (None, house.scheme):
        a_text(house.chair, MEETING_AT, version=2, scheme=scheme)
        with refused("agreementtext_one_per_version"):
            a_text(house.chair, MEETING_AT, version=2, scheme=scheme)


def test_who_borrows_is_settled_by_the_signature(house: House) -> None:
    loan = a_loan(house)
    person = a_co_borrower(loan)
    CoBorrower.objects.filter(pk=person.pk).update(first_name="Samir")
    sign(house, loan)
    person.refresh_from_db()
    with refused("coborrower_before_signature", person):
        CoBorrower.objects.filter(pk=person.pk).update(first_name="Luc")
    with refused("coborrower_before_signature", person):
        sql("DELETE FROM loans_coborrower WHERE id = %s", person.pk)
    with refused("coborrower_before_signature"):
        a_co_borrower(loan)


def test_amendments_are_numbered_wait_one_by_one_and_stay_once_answered(house: House) -> None:
    loan = an_active_loan(house)
    first = an_amendment(loan, house.finance, LATER)
    with refused("amendment_number_unique"):
        an_amendment(loan, house.finance, LATER, dropped_at=LATER)
    with refused("amendment_one_waiting"):
        an_amendment(loan, house.finance, LATER, number=2)
    schedule = Schedule.objects.get(loan=loan)
    approved = {"approved_at": LATER, "approved_by": house.chair, "schedule": schedule}
    for missing in approved:
        with refused("amendment_approval_is_whole", first):
            Amendment.objects.filter(pk=first.pk).update(**approved | {missing: None})
    with refused("amendment_approved_stays", first):
        Amendment.objects.filter(pk=first.pk).update(number=3)
    Amendment.objects.filter(pk=first.pk).update(**approved)
    first.refresh_from_db()
    for change in ({"months": 3}, {"approved_by": house.finance}, {"dropped_at": LATER}, {"reason": "Autre"}):
        with refused("amendment_approved_stays", first):
            Amendment.objects.filter(pk=first.pk).update(**change)
    Amendment.objects.filter(pk=first.pk).update(signed_on=LATER.date())


def test_what_is_done_about_late_payments_is_whole(house: House) -> None:
    loan = an_active_loan(house)
    with refused("pause_days_ordered"):
        a_pause(loan, house.finance, LATER, ends_on=LATER.date() - timedelta(1))
    with refused("reminder_amount_positive"):
        a_reminder(loan, a_document(house, "R-0"), house.finance, LATER, amount=0)
    a_reminder(loan, a_document(house, "R-1"), house.finance, LATER)
    with refused("reminder_once_per_debt"):
        a_reminder(loan, a_document(house, "R-2"), house.finance, LATER)
    a_reminder(loan, a_document(house, "R-3"), house.finance, LATER, late_since=date(2026, 8, 31))
    task = a_follow_up(loan, house.worker, LATER)
    with refused("followup_done_says_how", task):
        FollowUp.objects.filter(pk=task.pk).update(done_at=LATER)


def test_a_batch_makes_no_more_papers_than_it_has(house: House) -> None:
    with refused("printbatch_done_within_total"):
        a_print_batch(house.finance, LATER, total=3, done=4)


@pytest.mark.parametrize("facts", [{"version": 0}, {"version": -1}])
def test_versions_are_counted(house: House, facts: dict[str, int]) -> None:
    name = "loans_agreementtext_version_check"
    if facts["version"] < 0:
        with refused(name):
            a_text(house.chair, MEETING_AT, **facts)
