"""A decision is never edited: another one takes it back, gives the money back, and both stay."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.enums import State
from applications.models import LoanApplication
from commission.actions import add_to_agenda, open_meeting, postpone_item, remove_from_agenda
from commission.letters.actions import issue_letter
from commission.letters.content import letter_context
from commission.models import AgendaItem, Decision, Meeting
from commission.withdrawals.actions import propose_withdrawal
from commission.withdrawals.rules import ensure_withdrawable, last_day
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from loans.actions import cancel_loan, open_loan
from loans.queries import grants_to_contract
from reporting.bilan.figures import granted_credits
from reporting.periods import Period
from tests.builders import a_user
from tests.commission.builders import (
    a_decision,
    a_meeting,
    arrive,
    close,
    convened,
    listed,
    put,
    say,
)
from tests.commission.urgent.builders import a_delegation, decided_alone

WHY = {
    "kind": "withdraw",
    "grounds": "unlawful",
    "explanation": "Les ressources retenues étaient celles d’un autre foyer.",
}


def proposed(room, decision, meeting=None) -> AgendaItem:
    return propose_withdrawal(
        decision=decision,
        meeting=meeting or a_meeting(room),
        late_reason="Erreur vue hier",
        by=room.secretary,
        now=timezone.now(),
    )


def opened(room, meeting) -> Meeting:
    meeting = convened(room, meeting)
    arrive(room, meeting, *room.everybody)
    open_meeting(meeting=meeting, by=room.chair, now=timezone.now())
    return Meeting.objects.get(pk=meeting.pk)


def voted(room, item) -> Decision:
    motion = put(room, item, **WHY)
    for user in room.everybody:
        say(motion, user, "for")
    return close(room, motion)


def withdrawn(room, decision) -> Decision:
    return voted(room, opened(room, proposed(room, decision).meeting).items.get())


def a_loan_on(decision, finance):
    first = timezone.localdate() + timedelta(days=40)
    return open_loan(decision=decision, first_due_on=first, by=finance, now=timezone.now())


def test_a_grant_is_taken_back_and_its_money_returns(room, sign_in):
    former = a_decision(room)
    later = withdrawn(room, former)
    room.envelope.refresh_from_db()
    case = LoanApplication.objects.get(pk=former.application_id)
    assert (later.outcome, later.withdraws, later.amount) == ("withdrawn", former, None)
    assert room.envelope.engaged == Decimal(0)
    assert case.state == State.READY
    assert former not in grants_to_contract(a_user(Role.FINANCE))
    assert not granted_credits(Period(timezone.localdate(), timezone.localdate())).exists()
    page = sign_in(room.secretary)
    for one, other, words in ((former, later, "retirée par"), (later, former, "retire la")):
        text = page.get(reverse("commission:decision", args=[one.number])).content.decode()
        assert words in text
        assert other.number in text
    with pytest.raises(Refusal, match="lettre du retrait"):
        issue_letter(decision=former, by=room.secretary, now=timezone.now())
    again = listed_again(room, case)
    assert a_decision(room, again).outcome == "granted"


def listed_again(room, case) -> Meeting:
    meeting = a_meeting(room)
    add_to_agenda(
        meeting=meeting, application=case, late_reason="Après le retrait", by=room.secretary, now=timezone.now()
    )
    return opened(room, meeting)


@pytest.mark.parametrize("kind", ["refused", "alone"])
def test_a_refusal_and_a_decision_taken_alone_are_taken_back_too(room, kind):
    if kind == "alone":
        a_delegation()
        former = decided_alone(room)
    else:
        former = a_decision(room, kind="refuse")
    later = withdrawn(room, former)
    case = LoanApplication.objects.get(pk=former.application_id)
    assert (later.path, case.state, case.refused_on) == ("commission", State.READY, None)
    letter = letter_context(later, issued_on=timezone.localdate())
    article = "L.\u00a0242-1" if kind == "alone" else "L.\u00a0243-3"
    assert former.number in letter["decided"]
    assert article in letter["law"]
    assert letter["remedies"]
    assert "examinée de nouveau" in " ".join(letter["wording"][:3])
    assert issue_letter(decision=later, by=room.secretary, now=timezone.now()).document.sha256


def test_a_deferral_and_a_withdrawal_are_not_taken_back(room):
    deferred = a_decision(room, kind="defer", grounds="document")
    with pytest.raises(Refusal, match="Un ajournement ne se retire pas"):
        proposed(room, deferred)
    former = a_decision(room, opened_with_a_case(room))
    later = withdrawn(room, former)
    for decision, words in ((later, "Un retrait ne se retire pas"), (former, "déjà retirée")):
        with pytest.raises(Refusal, match=words):
            proposed(room, decision)


def opened_with_a_case(room) -> Meeting:
    meeting = a_meeting(room)
    listed(room, meeting)
    return opened(room, meeting)


def test_after_its_months_it_stands(room):
    former = a_decision(room)
    until = last_day(former)
    ensure_withdrawable(former, until)
    with pytest.raises(Refusal, match="est passé depuis le"):
        ensure_withdrawable(former, until + timedelta(days=1))
    late = a_meeting(room, starts_at=timezone.now() + timedelta(days=200))
    with pytest.raises(Refusal, match="choisissez une séance avant"):
        proposed(room, former, late)


def test_a_contract_stands_in_the_way_before_and_at_the_vote(room):
    finance = a_user(Role.FINANCE)
    former = a_decision(room)
    item = opened(room, proposed(room, former).meeting).items.get()
    motion = put(room, item, **WHY)
    for user in room.everybody:
        say(motion, user, "for")
    loan = a_loan_on(former, finance)
    with pytest.raises(Refusal, match=loan.reference):
        close(room, motion)
    motion.refresh_from_db()
    assert motion.state == "open"
    cancel_loan(loan=loan, reason="renounced", by=finance, now=timezone.now())
    assert close(room, motion).outcome == "withdrawn"  # its money had gone back already
    room.envelope.refresh_from_db()
    assert room.envelope.engaged == Decimal(0)


def test_listed_once_and_taken_off_without_moving_the_dossier(room):
    former = a_decision(room)
    item = proposed(room, former)
    with pytest.raises(WrongState, match="déjà à l’ordre du jour"):
        proposed(room, former)
    remove_from_agenda(item=item, by=room.secretary, now=timezone.now())
    item = proposed(room, former)
    meeting = opened(room, item.meeting)
    with pytest.raises(WrongState, match="clos"):
        proposed(room, former, meeting)
    with pytest.raises(Refusal, match="ne sert qu’à retirer"):
        put(room, meeting.items.get())
    postpone_item(item=meeting.items.get(), why="Observations attendues", by=room.chair, now=timezone.now())
    assert LoanApplication.objects.get(pk=former.application_id).state == State.DECIDED


def test_an_ordinary_point_takes_nothing_back(room, item):
    with pytest.raises(Refusal, match="aucune décision à retirer"):
        put(room, item, **WHY)
