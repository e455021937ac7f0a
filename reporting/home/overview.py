"""How many cases stand before each door, and the next meeting."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q

from applications.enums import State, Step
from applications.models import LoanApplication
from applications.worklist.lists import EVERYTHING
from commission.enums import ENDED
from commission.models import Decision, Meeting
from harmonie.accounts.models import User
from harmonie.components import Step as Door
from loans.enums import LoanState
from loans.models import Loan

from ..links import link

AT_INTAKE = (State.SUBMITTED,)
IN_REVIEW = (State.IN_REVIEW, State.AWAITING_DOCUMENTS, State.READY)
AT_COMMISSION = (State.ON_AGENDA, State.SENT_TO_LENDER)


def corridor(user: User, today: date, *, here: Step) -> list[Door]:
    """The five doors with how many cases wait before each. Three queries, whatever the archive's size."""
    live = (*AT_INTAKE, *IN_REVIEW, *AT_COMMISSION)
    counts = (
        LoanApplication.objects.visible_to(user)
        .filter(state__in=live)
        .order_by()
        .aggregate(
            referral=Count("pk", filter=Q(state__in=AT_INTAKE)),
            review=Count("pk", filter=Q(state__in=IN_REVIEW)),
            ready=Count("pk", filter=Q(state=State.READY)),
            commission=Count("pk", filter=Q(state__in=AT_COMMISSION)),
            lender=Count("pk", filter=Q(state=State.SENT_TO_LENDER)),
        )
    )
    loans = dict(Loan.objects.live().order_by().values_list("state").annotate(Count("pk")))
    waiting = Decision.objects.grants().filter(loan=None, commitment__release=None).order_by().count()
    to_sign, to_pay = loans.get(LoanState.TO_SIGN, 0), loans.get(LoanState.SIGNED, 0)
    told = {
        Step.REFERRAL: (counts["referral"], "à prendre en charge", _list(State.SUBMITTED)),
        Step.REVIEW: (counts["review"], _some(counts["ready"], "prête"), _list(*IN_REVIEW)),
        Step.COMMISSION: (counts["commission"], _lender(counts["lender"]), _list(*AT_COMMISSION)),
        Step.CONTRACT: (waiting + to_sign + to_pay, f"dont {to_pay} à verser" if to_pay else "", ""),
        Step.REPAYMENT: (loans.get(LoanState.ACTIVE, 0), "en cours", ""),
    }
    return [
        Door(step.label, "current" if step == here else "", note, url, figure)
        for step, (figure, note, url) in told.items()
    ]


def _list(*states: State) -> str:
    """The work list with exactly the requests that the door counts."""
    address, asked = link("applications:list"), {"liste": EVERYTHING, "etat": [state.value for state in states]}
    return f"{address}?{urlencode(asked, doseq=True)}" if address else ""


def _some(count: int, word: str) -> str:
    return f"dont {count} {word}{'s' if count > 1 else ''} pour la suite" if count else "en instruction"


def _lender(count: int) -> str:
    return f"dont {count} chez le prêteur" if count else "à l’ordre du jour"


@dataclass(frozen=True)
class NextMeeting:
    meeting: Meeting
    items: int
    url: str


def next_meetings(user: User) -> list[NextMeeting]:
    """The two meetings to come, or under way, that the person may open."""
    coming = (
        Meeting.objects.visible_to(user)
        .exclude(state__in=ENDED)
        .annotate(count=Count("items", distinct=True))
        .order_by("starts_at")
    )
    return [NextMeeting(meeting, meeting.count, link("commission:meeting", meeting.pk)) for meeting in coming[:2]]
