"""The year around today shows every state, and the worked cases give their answers."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F

from applications.duplicates.queries import possible_duplicates
from applications.enums import State
from applications.models import LoanApplication
from commission.enums import MeetingState, Outcome
from commission.models import AgendaItem, Decision, Meeting, Motion, Passage, Recusal
from loans.actions import outstanding
from loans.enums import LoanState
from loans.models import Instalment, Loan
from loans.queries import account_of

from .conftest import TODAY


def of(last_name: str) -> LoanApplication:
    return LoanApplication.objects.filter(applicant__last_name=last_name).latest("pk")


def decision_of(last_name: str) -> Decision:
    return Decision.objects.filter(application__applicant__last_name=last_name).latest("pk")


@pytest.mark.parametrize("state", State)
def test_a_dossier_stands_in_every_state(told, state):
    assert LoanApplication.objects.filter(state=state).exists()


@pytest.mark.parametrize("state", LoanState)
def test_a_loan_stands_in_every_state(told, state):
    assert Loan.objects.filter(state=state).exists()


def test_a_meeting_is_open_and_awaits_the_voice_of_three_members(told):
    meeting = Meeting.objects.get(state=MeetingState.OPEN)
    assert meeting.starts_at.date() == TODAY
    waiting = [AgendaItem.objects.awaiting_vote_of(member).count() for member in told.people.members[:3]]
    assert waiting == [2, 2, 2]


def test_something_is_ready_for_a_newcomer_to_put_on_an_agenda(told):
    assert LoanApplication.objects.filter(state=State.READY, scheme=told.schemes.own).count() >= 2
    soon = Meeting.objects.filter(state=MeetingState.PLANNED).order_by("starts_at").first()
    assert TODAY < soon.starts_at.date() <= TODAY + timedelta(days=8)


def test_case_1_is_repaid_in_eleven_instalments_and_one(told):
    loan = Loan.objects.get(borrower__last_name="Benali")
    amounts = list(Instalment.objects.filter(schedule__loan=loan).values_list("amount", flat=True))
    assert amounts == [Decimal("51.67")] * 11 + [Decimal("51.63")]


def test_case_2_falls_due_on_the_last_day_of_short_months(told):
    loan = Loan.objects.get(borrower__last_name="Caron-Leroy")
    days = list(Instalment.objects.filter(schedule__loan=loan).values_list("due_on", flat=True))
    assert [f"{day:%d/%m/%Y}" for day in days[:4]] == ["31/01/2027", "28/02/2027", "31/03/2027", "30/04/2027"]


def test_case_4_at_the_ceiling_is_not_eligible(told):
    assert of("Ouali").checks.first().is_eligible is False


def test_case_5_a_fourteenth_birthday_counts_for_half(told):
    assert of("Daunay").checks.first().consumption_units == Decimal("1.5")


def test_case_7_leaves_the_lender_s_reason(told):
    application = of("Roussel")
    assert (application.state, application.closing_reason) == (State.LENDER_REFUSED, "budget")
    assert application.redirected_from.state == State.REDIRECTED


def test_case_8_is_recognised_as_one_person(told):
    assert [other.applicant.last_name for other in possible_duplicates(of("Diallo"))] == ["Dialo"]
    assert any(verdict["code"] == "live_loan" for verdict in of("Carpantier").checks.first().verdicts)
    assert of("Carpantier").checks.first().is_eligible is False


def test_case_10_the_president_of_the_partner_steps_aside_and_a_tie_is_decided(told):
    granted = decision_of("Mansouri")
    assert Recusal.objects.filter(item=granted.item, user=told.people.members[4]).exists()
    assert (granted.votes_for, granted.votes_against) == (4, 0)
    tied = decision_of("Dumas")
    assert (tied.votes_for, tied.votes_against, tied.by_casting_vote) == (2, 2, True)


def test_case_11_is_deferred_and_then_granted(told):
    outcomes = of("Hardy").decisions.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == [Outcome.DEFERRED, Outcome.GRANTED]


def test_case_12_the_envelope_gives_what_is_left(told):
    decision = decision_of("Faure")
    assert (decision.outcome, decision.amount) == (Outcome.PARTIALLY_GRANTED, Decimal(400))
    assert decision.commitment.envelope.available == 0


def test_case_13_owes_four_hundred_and_is_three_instalments_late(told):
    loan = Loan.objects.with_overdue(TODAY).get(borrower__last_name="Delattre")
    assert outstanding(loan) == Decimal("400.00")
    assert loan.overdue == Decimal("150.00")


def test_case_14_keeps_the_ceiling_of_its_day(told):
    application = of("Fournier")
    meeting = application.agenda_items.get().meeting
    assert application.checks.first().terms.income_ceiling == Decimal("1313.83")
    assert told.schemes.own.terms.in_force(meeting.starts_at.date()).get().income_ceiling == Decimal("1334.00")


def test_loading_again_does_nothing(told):
    before, page = LoanApplication.objects.count(), StringIO()
    call_command("load_demonstration", stdout=page)
    assert "déjà là" in page.getvalue()
    assert LoanApplication.objects.count() == before


def test_a_refusal_was_taken_back_and_decided_again(told):
    refused, withdrawn, granted = of("Lucas").decisions.order_by("pk")
    assert (refused.outcome, withdrawn.outcome, granted.outcome) == (
        Outcome.REFUSED,
        Outcome.WITHDRAWN,
        Outcome.GRANTED,
    )
    assert withdrawn.withdraws == refused


def test_the_president_decided_once_alone_and_today_s_meeting_is_told(told):
    decision = decision_of("Millet")
    assert (decision.path, decision.amount, decision.rules.urgent_cap) == ("delegation", Decimal(320), Decimal(400))
    assert decision.report.meeting.state == MeetingState.OPEN


def test_the_coming_meeting_has_a_substitute_a_proxy_and_somebody_with_ties(told):
    coming = Meeting.objects.get(state=MeetingState.CONVENED, follows=None)
    assert coming.seats.filter(stands_in_for=None).count() == 7
    assert coming.seats.get(user=told.people.substitute).stands_in_for.user == told.people.members[2]
    assert coming.seats.filter(proxies_given__revoked_at=None, proxies_given__isnull=False).count() == 1
    apart = of("Plantard").agenda_items.get().recusals.get()
    assert (apart.user, coming.items.count()) == (told.people.members[1], 4)


def test_past_meetings_show_each_way_of_voting(told):
    motions = Motion.objects.exclude(item__meeting__state=MeetingState.OPEN)
    assert motions.filter(is_secret=True, votes_for=4).exists()
    assert motions.filter(amends__isnull=False, result="adopted").exists()
    assert motions.filter(votes__means="show_of_hands").exists()
    assert motions.filter(by_casting_vote=True).exists()
    latecomer = Passage.objects.filter(presence="present", at__gt=F("seat__meeting__opened_at"))
    assert latecomer.exists()


def test_the_loans_room_has_one_of_each_incident(told):
    def loan_of(name):
        loan = Loan.objects.filter(borrower__last_name=name).latest("pk")
        return loan, account_of(loan, TODAY)

    _, account = loan_of("Audran")
    assert (account.overdue, account.late_lines[0].days_late) == (80, 35)
    rescheduled, account = loan_of("Bertin")
    assert (account.schedule.reason, account.overdue, rescheduled.amendments.get().signed_on) == (
        "rescheduled", 0, rescheduled.amendments.get().approved_at.date(),
    )  # fmt: skip
    assert loan_of("Cherki")[0].schedules.count() == 3
    assert loan_of("Dacosta")[1].surplus == Decimal("12.50")
    assert loan_of("Ferreira")[1].lost == 660
    parts, account = loan_of("Gervais")
    assert (parts.principal, account.disbursed, account.overdue) == (900, 500, 0)
    assert loan_of("Koné")[0].entries.count() == 2
    soon, _ = loan_of("Lemoine")
    assert TODAY < soon.sign_before <= TODAY + timedelta(days=14)
    assert loan_of("Huet")[0].funds_not_before > TODAY
    assert loan_of("Masselot")[0].pauses.get().ends_on is None
