"""Not signed in time: the grant is void and its money is back, once; finance is reminded before, once."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes.models import BudgetEnvelope
from loans import actions
from loans.agreements.lapsing import Done, look_after_signatures
from loans.enums import LoanState
from tests.guarantees.race import overtaken
from tests.loans.builders import NOW, TODAY, a_clerk, a_granted_decision, a_loan_to_sign, a_signed_loan, at


def engaged():
    return sum(BudgetEnvelope.objects.values_list("engaged", flat=True), Decimal(0))


@pytest.mark.django_db
class TestLapsing:
    def test_the_day_after_the_limit_the_money_is_back(self, capsys):
        """Decided on 23 August, to sign by 23 November: still good that day, void the next."""
        clerk = a_clerk()
        loan, grant = a_loan_to_sign(600, 6, on=date(2026, 8, 23)), a_granted_decision(400, 4, on=date(2026, 8, 23))
        signed = a_signed_loan(300, 3, on=date(2026, 8, 23))
        before = engaged()
        assert look_after_signatures(now=NOW).lapsed == 0
        tomorrow = at(date(2026, 11, 24), 0)
        assert look_after_signatures(now=tomorrow) == Done(lapsed=2, reminded=0)
        assert before - engaged() == 1000
        loan.refresh_from_db()
        signed.refresh_from_db()
        assert (loan.state, loan.cancel_reason, signed.state) == (LoanState.CANCELLED, "not_signed", LoanState.SIGNED)
        for case in (loan.decision.application, grant.application):
            told = OutgoingMail.objects.filter(reference=case.reference, subject__contains="caduc")
            assert clerk.email in told.values_list("recipient", flat=True)
            assert case.worker.email in told.values_list("recipient", flat=True)
            assert "600" not in told[0].text
            case.refresh_from_db()
            assert case.live_loan == ""
        call_command("lapse_agreements")
        assert "0 lapsed, 0 reminded" in capsys.readouterr().out
        assert before - engaged() == 1000

    def test_finance_is_reminded_once_a_fortnight_before(self):
        clerk, gone = a_clerk(), a_clerk()
        loan = a_loan_to_sign(on=date(2026, 9, 8))  # to sign by 8 December
        a_granted_decision(on=date(2026, 9, 9))
        type(gone).objects.filter(pk=gone.pk).update(is_active=False)
        first = look_after_signatures(now=NOW)
        assert first == Done(lapsed=0, reminded=1)
        mail = OutgoingMail.objects.get(reference=loan.decision.application.reference, recipient=clerk.email)
        assert "8\u00a0déc.\u00a02026" in mail.subject
        assert f"/prets/{loan.reference}/" in mail.text
        assert look_after_signatures(now=NOW).reminded == 0
        assert look_after_signatures(now=at(date(2026, 11, 24))).reminded == 1
        assert not OutgoingMail.objects.filter(recipient=gone.email, subject__contains="signer").exists()

    def test_what_is_still_valid_or_signed_does_not_lapse(self):
        loan, clerk = a_loan_to_sign(), a_clerk()
        with pytest.raises(Refusal, match="le délai court encore"):
            actions.lapse_loan(loan=loan, by=clerk, now=NOW)
        with pytest.raises(WrongState):
            actions.lapse_loan(loan=a_signed_loan(on=date(2026, 6, 2)), by=clerk, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_signing_and_lapsing_at_once_end_as_one_of_them():
    clerk = a_clerk()
    first, second = (a_loan_to_sign(200, 2, on=date(2026, 8, 23)) for _ in range(2))
    tomorrow, day = at(date(2026, 11, 24)), TODAY

    def sign(loan):
        return lambda: actions.sign_loan(loan=loan, signed_on=day, by=clerk, now=tomorrow)

    def lapse(loan):
        return lambda: actions.lapse_loan(loan=loan, by=clerk, now=tomorrow)

    assert isinstance(overtaken(sign(first), lapse(first)), WrongState)
    assert isinstance(overtaken(lapse(second), sign(second)), WrongState)
    for loan, state in ((first, LoanState.SIGNED), (second, LoanState.CANCELLED)):
        loan.refresh_from_db()
        assert loan.state == state
    assert engaged() == 200
    assert look_after_signatures(now=tomorrow) == Done(0, 0)
