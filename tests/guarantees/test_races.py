"""The guarantees when two people act at the same moment: the second waits for the first, then sees what it did."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from applications import actions as intake
from commission import actions as meetings
from commission import deciding
from commission.models import Decision, Vote
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes import actions as schemes
from harmonie.schemes.actions import EnvelopeExhausted
from harmonie.schemes.models import BudgetEnvelope, BudgetMovement, EnvelopeVote, Scheme, SchemeTerms
from loans import actions as books
from loans.models import LedgerEntry, Loan
from tests.builders import a_user
from tests.loan_rows import a_closed_month, a_posting_request
from tests.story import (
    LATER,
    MEETING_AT,
    NOW,
    House,
    a_decision,
    a_draft,
    a_house,
    a_loan,
    a_motion,
    a_repayment,
    a_signed_loan,
    a_vote,
    an_active_loan,
    seat_of,
)

from .attack import refusal_of
from .race import Runner, overtaken
from .test_3_votes import cast
from .test_6_ledger import post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db: None) -> House:
    return a_house(allocated=1000)


def test_two_engagements_on_a_tight_envelope(house: House) -> None:
    def engage() -> object:
        return schemes.engage(scheme=house.scheme, amount=Decimal(620), reference="x", by=house.chair, now=NOW)

    error = overtaken(engage, engage)
    assert isinstance(error, EnvelopeExhausted)
    house.envelope.refresh_from_db()
    assert house.envelope.engaged == 620


@pytest.mark.parametrize("engages_first", [True, False])
def test_a_lowering_and_an_engagement_at_once(house: House, engages_first: bool) -> None:
    """1 000 € for both: whoever comes second is told the figure that is left."""

    def engage() -> object:
        return schemes.engage(scheme=house.scheme, amount=Decimal(620), reference="x", by=house.chair, now=NOW)

    def lower() -> object:
        return schemes.vote_supplement(
            envelope=house.envelope,
            amount=Decimal(-500),
            deliberation="2026-9",
            voted_on=NOW.date(),
            by=house.chair,
            now=NOW,
        )

    error = overtaken(engage, lower) if engages_first else overtaken(lower, engage)
    assert ("retirer 380,00" if engages_first else "il reste 500,00") in str(error)
    house.envelope.refresh_from_db()
    assert house.envelope.engaged <= house.envelope.allocated


def test_a_lowering_and_an_engagement_behind_the_actions(house: House) -> None:
    def move() -> object:
        facts = {"envelope": house.envelope, "kind": "commitment", "amount": 620, "reference": "x"}
        return BudgetMovement.objects.create(**facts, moved_at=NOW, moved_by=house.chair)

    def lower() -> object:
        facts = {"envelope": house.envelope, "kind": "supplementary", "amount": -500, "deliberation": "2026-9"}
        return EnvelopeVote.objects.create(**facts, voted_on=NOW.date(), recorded_at=NOW)

    assert refusal_of(overtaken(move, lower)) == "budgetenvelope_not_over_engaged"


def test_the_same_money_is_carried_over_once(house: House) -> None:
    Scheme.objects.filter(pk=house.scheme.pk).update(carries_over=True)
    following = BudgetEnvelope.objects.create(scheme=house.scheme, year=2027, allocated=100)
    after = NOW.replace(year=2027)

    def carry() -> object:
        return schemes.carry_over(envelope=following, by=house.chair, now=after)

    assert "il n’y a rien à reporter" in str(overtaken(carry, carry))
    following.refresh_from_db()
    assert following.allocated == 1100


def test_two_administrators_open_one_year_or_vote_the_same_terms(house: House) -> None:
    own = {"scheme": house.scheme, "by": house.chair, "now": NOW}
    fields = [field.name for field in SchemeTerms._meta.fields]
    voted = {name: getattr(house.terms, name) for name in set(fields) - {"id", "scheme", "valid_from", "valid_to"}}

    def open_year() -> object:
        return schemes.open_envelope(year=2027, allocated=Decimal(500), **own)

    def vote() -> object:
        return schemes.vote_terms(valid_from=date(2027, 1, 1), values=voted, **own)

    assert "déjà ouverte" in str(overtaken(open_year, open_year))
    assert "déjà votées" in str(overtaken(vote, vote))


def test_two_engagements_behind_the_actions(house: House) -> None:
    def move() -> object:
        facts = {"envelope": house.envelope, "kind": "commitment", "amount": 620, "reference": "x"}
        return BudgetMovement.objects.create(**facts, moved_at=NOW, moved_by=house.chair)

    assert refusal_of(overtaken(move, move)) == "budgetenvelope_not_over_engaged"
    assert BudgetMovement.objects.count() == 1


def test_two_votes_of_one_member(house: House) -> None:
    motion = a_motion(house)
    seat = seat_of(motion, house.chair)
    error = overtaken(
        lambda: cast(motion, seat, house.chair), lambda: cast(motion, seat, house.chair, choice="against")
    )
    assert refusal_of(error) == "vote_one_per_member"
    assert Vote.objects.get().choice == "for"


def test_two_screens_of_one_member(house: House) -> None:
    """Through the action the later choice replaces the former one, and one voice counts."""
    motion = a_motion(house)
    assert overtaken(lambda: a_vote(motion, house.chair), lambda: a_vote(motion, house.chair, "against")) is None
    assert Vote.objects.get(replaced_by=None).choice == "against"


def close(house: House, motion: object) -> Callable[[], object]:
    return lambda: deciding.close_motion(motion=motion, by=house.chair, now=MEETING_AT)


def test_a_vote_while_the_motion_is_being_closed(house: House) -> None:
    motion = a_motion(house)
    a_vote(motion, house.chair)
    error = overtaken(close(house, motion), lambda: cast(motion, seat_of(motion, house.members[0]), house.members[0]))
    assert refusal_of(error) == "vote_motion_open"


def test_a_close_while_a_vote_is_being_cast(house: House) -> None:
    motion = a_motion(house)
    a_vote(motion, house.chair)
    error = overtaken(lambda: a_vote(motion, house.members[0]), close(house, motion))
    assert error is None
    assert Decision.objects.get().votes_for == 2


def test_two_chairs_close_one_motion(house: House) -> None:
    motion = a_motion(house)
    a_vote(motion, house.chair)
    assert isinstance(overtaken(close(house, motion), close(house, motion)), WrongState)
    assert Decision.objects.count() == 1


def test_a_vote_while_its_member_steps_aside(house: House) -> None:
    motion, member = a_motion(house), house.members[0]
    seat = seat_of(motion, member)
    error = overtaken(
        lambda: meetings.declare_recusal(item=motion.item, member=member, reason="Parente", now=MEETING_AT),
        lambda: cast(motion, seat, member),
    )
    assert refusal_of(error) == "vote_not_recused"


def test_two_loans_of_one_decision(house: House) -> None:
    decision = a_decision(house)
    error = overtaken(lambda: a_loan(house, decision), lambda: a_loan(house, decision))
    assert isinstance(error, WrongState)
    assert Loan.objects.count() == 1


def test_two_payments_out(house: House) -> None:
    loan = a_signed_loan(house)

    def pay_out() -> object:
        return books.disburse(loan=loan, value_on=MEETING_AT.date(), voucher="M-1", by=house.finance, now=MEETING_AT)

    assert isinstance(overtaken(pay_out, pay_out), WrongState)
    assert LedgerEntry.objects.count() == 1


def test_two_parts_of_one_loan(house: House) -> None:
    loan = a_signed_loan(house)

    def pay_part() -> object:
        day, part = MEETING_AT.date(), Decimal(400)
        return books.disburse(loan=loan, amount=part, value_on=day, voucher="M-1", by=house.finance, now=MEETING_AT)

    assert isinstance(overtaken(pay_part, pay_part), Refusal)
    assert books.balances(loan).paid_out == 400


def test_two_people_check_the_same_entry(house: House) -> None:
    loan = an_active_loan(house)
    facts = {"kind": "relief", "amount": Decimal(20), "deliberation": "2026-41", "voucher": ""}
    asked = a_posting_request(loan, house.finance, LATER, **facts)

    def approve() -> object:
        return books.approve(posting_request=asked, by=house.chair, now=LATER)

    def decline() -> object:
        return books.decline(posting_request=asked, why="Non", by=house.members[0], now=LATER)

    assert isinstance(overtaken(approve, decline), WrongState)
    assert books.outstanding(loan) == 600
    with pytest.raises(WrongState):
        approve()


def close_july(house: House) -> Callable[[], object]:
    return lambda: a_closed_month(date(2026, 7, 1), house.finance, LATER)


def test_a_month_closes_while_a_row_is_posted_in_it(house: House) -> None:
    """Whoever comes second waits: the row is in the month that is closed, or it is refused."""
    loan = an_active_loan(house)

    def in_july() -> object:
        last = LedgerEntry.objects.filter(loan=loan).count()
        return post(house, loan, "repayment", "10.00", "-10.00", value_on=date(2026, 7, 31), sequence=last + 1)

    assert overtaken(in_july, close_july(house)) is None
    assert LedgerEntry.objects.filter(loan=loan).count() == 2


def test_a_row_is_posted_while_its_month_closes(house: House) -> None:
    loan = an_active_loan(house)
    error = overtaken(
        close_july(house),
        lambda: post(house, loan, "repayment", "10.00", "-10.00", value_on=date(2026, 7, 31), sequence=2),
    )
    assert refusal_of(error) == "ledgerentry_month_open"


def test_two_repayments_of_what_is_left(house: House) -> None:
    loan = an_active_loan(house)
    error = overtaken(lambda: a_repayment(house, loan, "400.00"), lambda: a_repayment(house, loan, "400.00"))
    assert isinstance(error, Refusal)
    assert books.outstanding(loan) == 220


def test_two_repayments_behind_the_actions(house: House) -> None:
    loan = an_active_loan(house)
    error = overtaken(
        lambda: post(house, loan, "repayment", "400.00", "-400.00"),
        lambda: post(house, loan, "repayment", "400.00", "-400.00", sequence=3),
    )
    assert refusal_of(error) == "ledgerentry_within_bounds"


def test_two_repayments_on_books_as_they_were(house: House) -> None:
    """A transaction that keeps its first view of the books cannot see the other entry; its number gives it away."""
    loan = an_active_loan(house)
    error = overtaken(
        lambda: post(house, loan, "repayment", "400.00", "-400.00"),
        lambda: post(house, loan, "repayment", "400.00", "-400.00", sequence=2),
        isolation="REPEATABLE READ",
    )
    assert refusal_of(error) == "ledgerentry_sequence_unique"


def test_two_reversals_of_one_entry(house: House) -> None:
    loan = an_active_loan(house)
    entry = a_repayment(house, loan)

    def reverse() -> object:
        return books.reverse_entry(entry=entry, why="rejeté", by=house.finance, now=LATER)

    assert isinstance(overtaken(reverse, reverse), WrongState)
    assert books.outstanding(loan) == 620


def test_two_reversals_behind_the_actions(house: House) -> None:
    loan = an_active_loan(house)
    entry, _ = a_repayment(house, loan), a_repayment(house, loan)
    error = overtaken(
        lambda: post(house, loan, "reversal", "51.67", "51.67", reverses=entry, note="x"),
        lambda: post(house, loan, "reversal", "51.67", "51.67", reverses=entry, note="x", sequence=5),
    )
    assert refusal_of(error) == "loans_ledgerentry_reverses_id_key"


def test_terms_are_not_rewritten_under_a_request_that_is_being_handed_in(house: House) -> None:
    """The request is held against its terms when it is committed: by then somebody has lowered the maximum."""
    draft = a_draft(house)
    lower = Runner(lambda: SchemeTerms.objects.filter(pk=house.terms.pk).update(amount_max=500), "READ COMMITTED")

    def submit_meanwhile() -> None:
        with transaction.atomic():
            intake.submit(application=draft, consented=True, by=house.referrer, now=NOW)
            lower.start()
            lower.join(10)

    with pytest.raises(DatabaseError) as caught:
        submit_meanwhile()
    assert lower.error is None
    assert refusal_of(caught.value) == "loanapplication_submitted_within_terms"


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ"])
def test_the_last_two_administrators_never_leave_at_once(house: House, isolation: str) -> None:
    """Behind the action, which takes the same lock."""
    one, other = a_user(Role.ADMINISTRATOR), a_user(Role.ADMINISTRATOR)

    def close(user: User) -> None:
        User.objects.filter(pk=user.pk).update(is_active=False)
        connection.check_constraints()

    assert overtaken(lambda: close(one), lambda: close(other), isolation=isolation) is not None
    assert User.objects.filter(pk__in=[one.pk, other.pk], is_active=True).get() == other
