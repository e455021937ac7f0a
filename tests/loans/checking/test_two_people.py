"""Maker and checker, in the actions."""

from decimal import Decimal

import pytest

from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal, WrongState
from loans import actions
from loans.models import LedgerEntry, PostingRequest

from ..account.builders import a_part, a_receipt, a_reversal, rules_that_check, stands, told
from ..builders import NOW, a_clerk, a_signed_loan, an_active_loan

pytestmark = pytest.mark.django_db


def test_what_the_rules_leave_alone_is_posted_at_once():
    loan = a_signed_loan()
    entry = actions.enter(loan=loan, kind="disbursement", amount=Decimal(620), voucher="2026-9", **told())
    assert isinstance(entry, LedgerEntry)
    assert entry.checked_by is None


def test_a_disbursement_waits_for_somebody_else():
    rules_that_check(checks_disbursements=True)
    loan, maker, checker = a_signed_loan(), a_clerk(), a_clerk()
    with pytest.raises(Refusal, match="seconde personne"):
        a_part(loan)
    asked = actions.enter(loan=loan, kind="disbursement", amount=Decimal(400), voucher="2026-9", **told(by=maker))
    assert isinstance(asked, PostingRequest)
    assert stands(loan)[0] == "signed"
    with pytest.raises(Refusal, match="attend déjà"):
        actions.enter(loan=loan, kind="disbursement", amount=Decimal(400), voucher="2026-9", **told(by=checker))
    with pytest.raises(Refusal, match="une autre personne"):
        actions.approve(posting_request=asked, by=maker, now=NOW)
    entry = actions.approve(posting_request=asked, by=checker, now=NOW)
    assert (entry.posted_by, entry.checked_by, entry.amount) == (maker, checker, 400)
    assert stands(loan)[:2] == ("active", 400)
    with pytest.raises(WrongState, match="déjà contrôlée"):
        actions.approve(posting_request=asked, by=checker, now=NOW)


def test_what_could_not_be_posted_is_not_left_to_a_colleague():
    rules_that_check(
        checks_disbursements=True,
        checks_refunds=True,
        checks_relief=True,
        checks_write_offs=True,
        checks_reversals=True,
    )
    loan = a_signed_loan()
    for kind, sentence in (
        ("disbursement", "Il reste 620,00"),
        ("refund", "Il y a 0,00"),
        ("relief", "à verser"),
        ("write_off", "à verser"),
    ):
        with pytest.raises(Refusal, match=sentence):
            actions.enter(loan=loan, kind=kind, amount=Decimal(621), voucher="1", deliberation="2", **told())
    assert not PostingRequest.objects.exists()


def test_a_declined_request_is_told_with_its_reason_and_posts_nothing():
    rules_that_check(checks_reversals=True)
    loan, maker, checker = an_active_loan(), a_clerk(), a_clerk()
    entry = a_receipt(loan, 20)
    with pytest.raises(Refusal, match="seconde personne"):
        a_reversal(entry)
    facts = {"loan": loan, "kind": "reversal", "amount": entry.amount, "note": "rejeté", "reverses": entry}
    asked = actions.enter(**facts, **told(by=maker))
    with pytest.raises(Refusal, match="pourquoi"):
        actions.decline(posting_request=asked, why=" ", by=checker, now=NOW)
    actions.decline(posting_request=asked, why="La banque dit autre chose", by=checker, now=NOW)
    assert stands(loan)[1] == 600
    mail = OutgoingMail.objects.get(recipient=maker.email)
    assert loan.reference in mail.subject
    assert "Benali" not in mail.text + mail.subject
    again = actions.enter(**facts, **told(by=maker))
    reversal = actions.approve(posting_request=again, by=checker, now=NOW)
    assert (reversal.reverses, reversal.checked_by, reversal.note) == (entry, checker, "rejeté")


def test_an_approval_that_no_longer_fits_does_nothing():
    rules_that_check(checks_write_offs=True)
    loan, checker = an_active_loan(), a_clerk()
    asked = actions.enter(loan=loan, kind="write_off", amount=Decimal(620), deliberation="2026-1", **told())
    a_receipt(loan, 20)
    with pytest.raises(Refusal, match="a changé depuis"):
        actions.approve(posting_request=asked, by=checker, now=NOW)
    asked.refresh_from_db()
    assert asked.answered_at is None
