"""What waits for somebody, role by role: a sentence that says what to do, oldest first.

Each role costs a fixed number of queries and brings at most `FEW` lines of each kind; a door closes behind a link to
the full list.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from applications.checking.queries import derogations_to_answer
from applications.duplicates.queries import earlier_twin
from applications.enums import CHIPS, CLOSED_STATES, State
from applications.models import LoanApplication
from applications.outcomes.panel import silence
from applications.outcomes.silence import WARN_DAYS, WATCHED
from applications.partner_space.words import simple_state
from commission.enums import ITEM_CHIPS, MEETING_CHIPS, ItemState, MeetingState
from commission.models import AgendaItem, Decision, Meeting
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.chips import Chip
from harmonie.components import Todo
from harmonie.dates import plain_day, waiting_since
from harmonie.money import euros, short_euros
from harmonie.words import of
from loans.enums import CHIPS as LOAN_CHIPS
from loans.enums import LATE_CHIP, LoanState
from loans.models import FollowUp, Loan
from loans.queries import grants_to_contract, late_since

from ..links import link
from ..periods import midnight
from .after_meetings import letters_waiting, minutes_waiting

FEW = 12
NEWS_DAYS = 14
LETTER_DAYS = 90
CONVENE_DAYS = 14
TWIN_CHIP = Chip("Doublon possible", "people", "wait")
LETTER_CHIP = Chip("Lettres", "mail", "wait")
MINUTES_CHIP = Chip("Procès-verbal", "file", "wait")
DEROGATION_CHIP = Chip("Dérogation demandée", "alert", "wait")
FOLLOW_UP_CHIP = Chip("Rendez-vous", "phone", "wait")
CONTRACT_CHIP = Chip("À contractualiser", "clock", "wait")


class Waiting(NamedTuple):
    """Something to do, and since which day."""

    since: date
    todo: Todo


def waiting_for(user: User, today: date) -> list[Waiting]:
    """Everything that waits for a person, whatever roles they hold, the oldest first."""
    found = [waiting for role, wait in DESKS if user.holds(role) for waiting in wait(user, today)]
    return sorted({waiting.todo: waiting for waiting in found}.values(), key=lambda waiting: waiting.since)


def _line(since: date, today: date, do: str, url: str, about: str, chip: Chip) -> Waiting:
    return Waiting(since, Todo(do, url, about, waiting_since(since, today), chip))


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _days_before(today: date, days: int) -> datetime:
    return midnight(today - timedelta(days=days))


# Intake -----------------------------------------------------------------------------------------


def _about(application: LoanApplication) -> str:
    project = application.project
    return f"{project.description}, {short_euros(project.amount)} sur {project.months} mois."


def _dossiers(user: User) -> QuerySet[LoanApplication]:
    return LoanApplication.objects.visible_to(user).with_facts().order_by("pk")


def for_partner(user: User, today: date) -> Iterator[Waiting]:
    """A partner's own referrals: to finish, to complete, answered of late."""
    mine = _dossiers(user)
    for application in mine.filter(state=State.DRAFT)[:FEW]:
        url = link("applications:detail", application.reference)
        about = _about(application) if hasattr(application, "project") else "Le projet reste à décrire."
        do = f"Terminer l’orientation {of(application.applicant)}"
        yield _line(_day(application.created_at), today, do, url, about, CHIPS[State.DRAFT])
    for application in mine.filter(state=State.AWAITING_DOCUMENTS)[:FEW]:
        do = f"Apporter ce qui est attendu pour {application.applicant}"
        yield _dossier(application, today, do, application.awaited, simple_state(application))
    since = _days_before(today, NEWS_DAYS)
    for application in mine.filter(state__in=CLOSED_STATES, closed_at__gte=since)[:FEW]:
        do = f"Lire la réponse pour {application.applicant}"
        url = link("applications:detail", application.reference)
        yield _line(_day(application.closed_at), today, do, url, _about(application), simple_state(application))


OPEN_TO_COMPARE = (State.SUBMITTED, State.IN_REVIEW, State.AWAITING_DOCUMENTS)
WORKER_SAYS = {
    State.SUBMITTED: "Prendre en charge la demande {of}",
    State.IN_REVIEW: "Terminer l’évaluation sociale {of}",
    State.AWAITING_DOCUMENTS: "Demander des nouvelles des pièces {of}",
    State.SENT_TO_LENDER: "Suivre la réponse de l’organisme prêteur pour {whom}",
    State.LENDER_GRANTED: "Suivre le versement du prêteur à {whom}",
}


def for_worker(user: User, today: date) -> Iterator[Waiting]:
    """The social worker's desk: to take over, to assess, to follow at the lender's, to announce."""
    desk = _dossiers(user).annotate(has_twin=earlier_twin(user))
    for state, say in WORKER_SAYS.items():
        for application in desk.filter(state=state)[:FEW]:
            if application.has_twin and state in OPEN_TO_COMPARE:
                do = f"Vérifier si deux demandes concernent {application.applicant}"
                about = "Une demande plus ancienne est peut-être de la même personne."
                yield _dossier(application, today, do, about, TWIN_CHIP)
            else:
                whom = application.applicant
                yield _dossier(application, today, say.format(whom=whom, of=of(whom)), _about(application))
    ready = desk.filter(state=State.READY, scheme__lending="external")[:FEW]
    for application in ready:
        do = f"Envoyer à l’organisme prêteur le dossier {of(application.applicant)}"
        yield _dossier(application, today, do, _about(application))
    since = _days_before(today, NEWS_DAYS)
    for application in desk.filter(state=State.LENDER_REFUSED, closed_at__gte=since)[:FEW]:
        do = f"Annoncer à {application.applicant} la réponse de l’organisme prêteur"
        url = link("applications:detail", application.reference)
        chip = CHIPS[State.LENDER_REFUSED]
        yield _line(_day(application.closed_at), today, do, url, application.closing_note, chip)


def _dossier(application: LoanApplication, today: date, do: str, about: str, chip: Chip | None = None) -> Waiting:
    url = link("applications:detail", application.reference)
    since = _day(application.submitted_at)
    return _line(since, today, do, url, about, chip or CHIPS[State(application.state)])


def for_silence(user: User, today: date) -> Iterator[Waiting]:
    """What the CCAS must answer before its silence rejects it, or has let pass: the nearest day first."""
    last = today + timedelta(days=WARN_DAYS)
    late = _dossiers(user).filter(state__in=WATCHED, implicit_decision_on__lte=last)
    late = late.annotate(answer_by=Max("document_requests__answer_by"))
    for application in late.order_by("implicit_decision_on", "pk")[:FEW]:
        seen = silence(application, today, application.answer_by)
        if seen and seen.is_near and seen.chip:
            yield _dossier(application, today, f"Répondre à {application.applicant}", seen.sentence, seen.chip)


# Commission -------------------------------------------------------------------------------------


def for_member(user: User, today: date) -> Iterator[Waiting]:
    """The cases that await this member's voice, without a name."""
    items = AgendaItem.objects.awaiting_vote_of(user).select_related("application__project", "meeting")
    for item in items.order_by("pk")[:FEW]:
        project = item.application.project
        do = f"Voter sur le point {item.position}\u00a0: {project.get_purpose_display()}, {short_euros(project.amount)}"
        about = f"Séance du {plain_day(item.meeting.starts_at)}. {project.description}."
        url = link("commission:case", item.pk)
        yield _line(_day(item.meeting.starts_at), today, do, url, about, ITEM_CHIPS[ItemState.UNDER_VOTE])
    yield from _to_read(user, today)


def _to_read(user: User, today: date) -> Iterator[Waiting]:
    """One line a meeting whose cases this member has not opened yet."""
    meetings = AgendaItem.objects.awaiting_reading_of(user).values("meeting__starts_at", "meeting__convened_at")
    for one in meetings.annotate(count=Count("pk")).order_by("meeting__starts_at")[:FEW]:
        do = f"Lire {one['count']} dossier{'s' if one['count'] > 1 else ''} avant le vote"
        about = f"Séance du {plain_day(one['meeting__starts_at'])}."
        since = min(_day(one["meeting__convened_at"]), today)
        yield _line(since, today, do, link("commission:queue"), about, ITEM_CHIPS[ItemState.LISTED])


def for_presidency(user: User, today: date) -> Iterator[Waiting]:
    """Derogations that a worker asked for."""
    for asked in derogations_to_answer(user)[:FEW]:
        application = asked.eligibility_check.application
        do = f"Répondre à la dérogation demandée pour le dossier n°\u00a0{application.reference}"
        url = link("applications:answer_derogation", asked.pk)
        about = f"{asked.asked_by}, {short_euros(application.project.amount)} sur {application.project.months} mois."
        yield _line(_day(asked.asked_at), today, do, url, about, DEROGATION_CHIP)


def for_meetings(user: User, today: date) -> Iterator[Waiting]:
    """Whoever prepares or presides: the open meeting, those to convene, the letters of the last ones."""
    over = Q(state__in=[MeetingState.CLOSED, MeetingState.CANCELLED]) | Q(followed_by__isnull=False)
    meetings = Meeting.objects.visible_to(user).exclude(over).order_by("starts_at")
    for meeting in meetings.filter(items__isnull=False).distinct()[:FEW]:
        chip, day = MEETING_CHIPS[MeetingState(meeting.state)], plain_day(meeting.starts_at)
        if meeting.state == MeetingState.OPEN:
            url, do = link("commission:desk", meeting.pk), f"Tenir la séance du {day}"
        elif meeting.state == MeetingState.PLANNED and (_day(meeting.starts_at) - today).days <= CONVENE_DAYS:
            url, do = link("commission:meeting", meeting.pk), f"Convoquer la séance du {day}"
        elif meeting.state == MeetingState.CONVENED and _day(meeting.starts_at) <= today:
            url, do = link("commission:desk", meeting.pk), f"Ouvrir la séance du {day}"
        elif meeting.state == MeetingState.NO_QUORUM:
            url, do = link("commission:plan_again", meeting.pk), f"Convoquer une seconde fois, après le {day}"
        else:
            continue
        since = min(_day(meeting.starts_at), today)
        yield _line(since, today, do, url, f"{meeting.place}.", chip)
    for decision in _without_letter(user, today)[:FEW]:
        do = f"Éditer la lettre de la décision {decision.number}"
        url = link("commission:decision", decision.number)
        about = f"{decision.get_outcome_display().capitalize()}, dossier {decision.application.reference}."
        yield _line(_day(decision.decided_at), today, do, url, about, LETTER_CHIP)


def _without_letter(user: User, today: date) -> QuerySet[Decision]:
    """Taken alone; the letters of a meeting wait together (`after_meetings.py`)."""
    since = _days_before(today, LETTER_DAYS)
    late = Decision.objects.visible_to(user).filter(item=None, letter=None, withdrawn_by=None, decided_at__gte=since)
    return late.select_related("application").order_by("pk")


def for_letters(user: User, today: date) -> Iterator[Waiting]:
    """The letters of the meetings that are over: to prepare, to release, to send."""
    for row in letters_waiting(user, _days_before(today, LETTER_DAYS))[:FEW]:
        url, day = link("commission:letters", row.meeting_id), plain_day(row.starts_at)
        yield _line(_day(row.closed_at), today, f"{row.do} de la séance du {day}", url, row.about, LETTER_CHIP)


def for_minutes(user: User, today: date) -> Iterator[Waiting]:
    """Minutes to complete, then to sign."""
    for meeting, do in minutes_waiting(user, _days_before(today, LETTER_DAYS))[:FEW]:
        url = link("commission:minutes", meeting.pk)
        do = f"{do} de la séance du {plain_day(meeting.starts_at)}"
        about = "Rédigé d’après ce qui a été noté pendant la séance."
        yield _line(_day(meeting.closed_at), today, do, url, about, MINUTES_CHIP)


# Loans ------------------------------------------------------------------------------------------


def for_finance(user: User, today: date) -> Iterator[Waiting]:
    """Agreements to prepare, to have signed, money to pay out, people to call."""
    for decision in grants_to_contract(user)[:FEW]:
        do = f"Préparer le contrat {of(decision.application.applicant)}"
        asked = f"{short_euros(decision.amount)} sur {decision.months} mois"
        about = f"{asked}, à signer au plus tard le {plain_day(decision.sign_before)}."
        url = link("loans:open", decision.number)
        yield _line(_day(decision.decided_at), today, do, url, about, CONTRACT_CHIP)
    visible = Loan.objects.visible_to(user).with_facts().order_by("pk")
    for loan in visible.filter(state=LoanState.TO_SIGN)[:FEW]:
        about = f"{short_euros(loan.principal)}, au plus tard le {plain_day(loan.sign_before)}."
        yield _loan(loan, _day(loan.opened_at), today, f"Faire signer {loan.borrower}", about)
    for loan in visible.filter(state=LoanState.SIGNED)[:FEW]:
        do = f"Verser {short_euros(loan.principal)} à {loan.payee_name}"
        yield _loan(loan, loan.signed_on, today, do, f"Contrat {of(loan.borrower)}, signé.")
    late = visible.filter(state=LoanState.ACTIVE).with_balance().with_overdue(today).filter(overdue__gt=0)
    loans = list(late[:FEW])
    since = late_since(loans, today)
    for loan in loans:
        about = f"{euros(loan.overdue)} en retard, {euros(loan.outstanding)} restent dus."
        yield _loan(loan, since[loan.pk], today, f"Prendre des nouvelles {of(loan.borrower)}", about, LATE_CHIP)


def for_follow_ups(user: User, today: date) -> Iterator[Waiting]:
    """The people a social worker is asked to meet about their instalments."""
    mine = FollowUp.objects.visible_to(user).with_facts().filter(done_at=None)
    for follow_up in mine.order_by("due_on", "pk")[:FEW]:
        do = f"Parler de ses échéances avec {follow_up.loan.borrower}"
        about = f"{follow_up.text}, pour le {plain_day(follow_up.due_on)}."
        url = link("loans:follow_up_done", follow_up.pk)
        yield _line(_day(follow_up.asked_at), today, do, url, about, FOLLOW_UP_CHIP)


def _loan(loan: Loan, since: date, today: date, do: str, about: str, chip: Chip | None = None) -> Waiting:
    url = link("loans:detail", loan.reference)
    return _line(since, today, do, url, about, chip or LOAN_CHIPS[LoanState(loan.state)])


DESKS = (
    (Role.PARTNER, for_partner),
    (Role.SOCIAL_WORKER, for_worker),
    (Role.SOCIAL_WORKER, for_silence),
    (Role.SOCIAL_WORKER, for_follow_ups),
    (Role.SECRETARY, for_silence),
    (Role.COMMISSION_MEMBER, for_member),
    (Role.CHAIR, for_member),
    (Role.CHAIR, for_meetings),
    (Role.CHAIR, for_presidency),
    (Role.SECRETARY, for_meetings),
    (Role.CHAIR, for_letters),
    (Role.SECRETARY, for_letters),
    (Role.CHAIR, for_minutes),
    (Role.SECRETARY, for_minutes),
    (Role.COMMISSION_MEMBER, for_minutes),
    (Role.FINANCE, for_finance),
)
