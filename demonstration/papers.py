"""The papers that went out: every agreement of the pilot, and those that the living year needs to be true."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils import timezone

from applications.enums import State
from applications.lender.actions import ask_lender_file, issue_interest_statement
from applications.lender.making_actions import make_lender_file
from applications.models import InterestSubsidy, LoanApplication
from applications.outcomes.actions import issue_acknowledgement, issue_closing_letter
from applications.outcomes.rules import ACKNOWLEDGED_IN
from commission.enums import Channel, MeetingState
from commission.letters.actions import issue_letter, mark_sent
from commission.minutes.actions import sign_minutes, write_minutes
from commission.models import Decision, Meeting
from loans.enums import LoanState
from loans.models import Loan
from loans.papers.issuing import issue_agreement, issue_schedule

from .books import at
from .people import People

RECENT = 12
SIGNED = 4


def issue(people: People, say: Callable[[str], None]) -> None:
    """Renders and freezes them, with a line every ten: each takes about a third of a second."""
    papers = [
        *_agreements(people),
        *_letters(people),
        *_minutes(people),
        *_receipts(),
        *_endings(people),
        *_for_the_lender(people),
    ]
    for number, paper in enumerate(papers, start=1):
        paper()
        if number % 10 == 0 or number == len(papers):
            say(f"  {number} documents sur {len(papers)}")


def _agreements(people: People) -> list[Callable[[], object]]:
    """Whoever signed, signed something; the two loans that wait for a signature have nothing printed yet."""
    signed = Loan.objects.exclude(state__in=[LoanState.TO_SIGN, LoanState.CANCELLED]).order_by("pk")
    papers = [_agreement(loan, people) for loan in signed]
    late = Loan.objects.filter(borrower__last_name="Delattre").first()
    return [*papers, lambda: issue_schedule(loan=late, by=people.finance, now=at(late.signed_on, 9))]


def _agreement(loan: Loan, people: People) -> Callable[[], object]:
    return lambda: issue_agreement(loan=loan, by=people.finance, now=loan.opened_at)


def _receipts() -> list[Callable[[], object]]:
    """Each request under way was acknowledged when somebody took it over."""
    waiting = LoanApplication.objects.filter(state__in=ACKNOWLEDGED_IN, worker__isnull=False).order_by("pk")
    return [_receipt(application) for application in waiting.with_facts()]


def _receipt(application: LoanApplication) -> Callable[[], object]:
    taken = application.submitted_at + timedelta(hours=5)
    return lambda: issue_acknowledgement(application=application, by=application.worker, now=taken)


def _endings(people: People) -> list[Callable[[], object]]:
    """What could not be heard here has its letter; who gave up has none yet."""
    ended = LoanApplication.objects.filter(state=State.INADMISSIBLE, requested_on__year__gt=2007)
    return [_ending(application, people) for application in ended.with_facts().order_by("pk")]


def _ending(application: LoanApplication, people: People) -> Callable[[], object]:
    return lambda: issue_closing_letter(application=application, by=people.worker, now=application.closed_at)


def _letters(people: People) -> list[Callable[[], object]]:
    """The latest decisions, but for the last meeting's: the secretary has those to issue."""
    told = Decision.objects.exclude(item__meeting=_last_meeting()).exclude(withdrawn_by__isnull=False)
    told = told.order_by("-pk")[:RECENT]
    return [_letter(decision, people) for decision in reversed(told)]


def _letter(decision: Decision, people: People) -> Callable[[], object]:
    def send() -> object:
        told = {"by": people.secretary, "now": decision.decided_at}
        letter = issue_letter(decision=decision, **told)
        day = timezone.localdate(decision.decided_at)
        return mark_sent(letters=[letter], channel=Channel.POST, sent_on=day, **told)

    return send


def _last_meeting() -> Meeting | None:
    return Meeting.objects.filter(state=MeetingState.CLOSED).order_by("-starts_at").first()


def _minutes(people: People) -> list[Callable[[], object]]:
    """Those of the latest meetings are signed, but for the last one's: the chair has those to read."""
    last = _last_meeting()
    over = Meeting.objects.filter(state=MeetingState.CLOSED).order_by("-starts_at")[1:SIGNED]
    papers = [_signed(meeting, people) for meeting in over]
    if last is not None:
        papers.append(lambda: _opened(last, people, last.closed_at))
    return papers


def _signed(meeting: Meeting, people: People) -> Callable[[], object]:
    def sign() -> object:
        _opened(meeting, people, meeting.closed_at)
        return sign_minutes(meeting=meeting, by=people.chair, now=meeting.closed_at + timedelta(hours=1))

    return sign


def _opened(meeting: Meeting, people: People, now: datetime) -> object:
    text = "Le procès-verbal de la séance précédente est approuvé sans remarque."
    return write_minutes(meeting=meeting, opening=text, closing="", remarks={}, by=people.secretary, now=now)


def _for_the_lender(people: People) -> list[Callable[[], object]]:
    """The file of the request that waits for the lender's answer, and last year's statement for the département."""
    waiting = LoanApplication.objects.filter(state=State.SENT_TO_LENDER).order_by("pk")
    papers: list[Callable[[], object]] = [_lender_file(application, people) for application in waiting]
    first = InterestSubsidy.objects.exclude(paid_on=None).order_by("paid_on").first()
    if first:
        told_on = date(first.paid_on.year + 1, 1, 12)
        papers.append(lambda: issue_interest_statement(year=first.paid_on.year, by=people.finance, now=at(told_on, 9)))
    return papers


def _lender_file(application: LoanApplication, people: People) -> Callable[[], object]:
    def make() -> object:
        told = application.state_since
        return make_lender_file(file=ask_lender_file(application=application, by=people.worker, now=told), now=told)

    return make
