"""What waits around the commission: voices, readings, meetings, derogations, letters, minutes."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q

from applications.checking.queries import derogations_to_answer
from applications.models import DerogationRequest
from commission.enums import ITEM_CHIPS, MEETING_CHIPS, ItemState, MeetingState
from commission.models import AgendaItem, Decision, Meeting
from commission.urgent.delegation import delegation_of, urgent_cases
from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.dates import plain_day
from harmonie.money import short_euros
from harmonie.schemes.enums import Lending

from ..links import link
from .after_meetings import letters_waiting, minutes_waiting
from .groups import FEW, Group, Waiting, day_of, days_before, listed, waiting
from .intake import ready_for

LETTER_DAYS = 90
CONVENE_DAYS = 14
LETTER_CHIP = Chip("Lettres", "mail", "wait")
MINUTES_CHIP = Chip("Procès-verbal", "file", "wait")
DEROGATION_CHIP = Chip("Dérogation demandée", "alert", "wait")
URGENT_CHIP = Chip("Urgente", "flag", "wait")


def for_member(user: User, today: date) -> Iterator[Group]:
    """The cases that await this member's voice, without a name; then those to read before the vote."""
    items = AgendaItem.objects.awaiting_vote_of(user).select_related("application__project", "meeting")
    url = link("commission:queue")
    yield from listed("À voter", items.order_by("meeting__starts_at", "pk"), lambda item: _to_vote(item, today), url)
    yield from _to_read(user, today, url)


def _to_vote(item: AgendaItem, today: date) -> Waiting:
    project, day = item.application.project, day_of(item.meeting.starts_at)
    do = f"Voter sur le point {item.position}\u00a0: {project.get_purpose_display()}, {short_euros(project.amount)}"
    about = f"Séance du {plain_day(day)}. {project.description}."
    due = day_of(item.meeting.vote_until or item.meeting.starts_at)
    chip = ITEM_CHIPS[ItemState.UNDER_VOTE]
    return waiting(min(day, today), today, do, link("commission:case", item.pk), about, chip, due=due)


def _to_read(user: User, today: date, url: str) -> Iterator[Group]:
    """One line a meeting; the count is that of the cases."""
    found = AgendaItem.objects.awaiting_reading_of(user).values("meeting__starts_at", "meeting__convened_at")
    rows = list(found.annotate(count=Count("pk")).order_by("meeting__starts_at")[: 3 * FEW])
    lines = []
    for row in rows[:FEW]:
        count, day = row["count"], day_of(row["meeting__starts_at"])
        do = f"Lire {count} dossier{'s' if count > 1 else ''} avant le vote"
        since = min(day_of(row["meeting__convened_at"]), today)
        about = f"Séance du {plain_day(day)}."
        lines.append(waiting(since, today, do, url, about, ITEM_CHIPS[ItemState.LISTED], due=day))
    if lines:
        yield Group("À lire avant la séance", lines, sum(row["count"] for row in rows), url)


def for_presidency(user: User, today: date) -> Iterator[Group]:
    """Derogations that a worker asked for; urgent cases that the president may decide alone."""
    rows = derogations_to_answer(user)
    yield from listed("Dérogations", rows, lambda asked: _asked(asked, today), link("applications:derogations"))
    delegation = delegation_of(user, today)
    if delegation is None:
        return
    rows = urgent_cases(user, delegation).filter(is_urgent=True)[:FEW]
    lines = []
    for case in rows:
        do = f"Décider sans attendre la séance le dossier n°\u00a0{case.reference}"
        about = f"{case.project.description}, {short_euros(case.project.amount)}. {case.urgency_reason}"
        url = link("commission:decide_urgently", case.reference)
        since = day_of(case.submitted_at)
        line = waiting(since, today, do, url, about, URGENT_CHIP, case=case.reference)
        lines.append(line._replace(due=since))  # what is urgent has no deadline, and cannot wait either
    if lines:
        yield Group("Demandes urgentes", lines, None, link("commission:urgent"))


def _asked(asked: DerogationRequest, today: date) -> Waiting:
    application = asked.eligibility_check.application
    do = f"Répondre à la dérogation demandée pour le dossier n°\u00a0{application.reference}"
    about = f"{asked.asked_by}, {short_euros(application.project.amount)} sur {application.project.months} mois."
    url = link("applications:answer_derogation", asked.pk)
    return waiting(day_of(asked.asked_at), today, do, url, about, DEROGATION_CHIP, case=application.reference)


def for_agenda(user: User, today: date) -> Iterator[Group]:
    """Files that are ready and on no agenda yet."""
    yield from ready_for(user, today, Lending.OWN)


def for_meetings(user: User, today: date) -> Iterator[Group]:
    """Whoever prepares or presides: the open meeting, those to convene, to open, to convene again."""
    over = Q(state__in=[MeetingState.CLOSED, MeetingState.CANCELLED]) | Q(followed_by__isnull=False)
    meetings = Meeting.objects.visible_to(user).exclude(over).filter(items__isnull=False).distinct()
    found = (_meeting(meeting, today) for meeting in meetings.order_by("starts_at")[: 3 * FEW])
    lines = [line for line in found if line]
    if lines:
        yield Group("Séances", lines[:FEW], None, link("commission:meetings"))
    yield from listed(
        "Décisions prises seul, à notifier",
        _without_letter(user, today),
        lambda decision: _to_notify(decision, today),
        "",
        count=False,
    )


def _meeting(meeting: Meeting, today: date) -> Waiting | None:
    on, day = day_of(meeting.starts_at), plain_day(meeting.starts_at)
    do, page, due = "", "commission:desk", on
    if meeting.state == MeetingState.OPEN:
        do = f"Tenir la séance du {day}"
    elif meeting.state == MeetingState.PLANNED and (on - today).days <= CONVENE_DAYS:
        do, page = f"Convoquer la séance du {day}", "commission:meeting"
    elif meeting.state == MeetingState.CONVENED and on <= today:
        do = f"Ouvrir la séance du {day}"
    elif meeting.state == MeetingState.NO_QUORUM:
        do, page = f"Convoquer une seconde fois, après le {day}", "commission:plan_again"
    chip = MEETING_CHIPS[MeetingState(meeting.state)]
    url = link(page, meeting.pk)
    return waiting(min(on, today), today, do, url, f"{meeting.place}.", chip, due=due, is_event=True) if do else None


def _without_letter(user: User, today: date):
    """Taken alone; the letters of a meeting wait together (`after_meetings.py`)."""
    since = days_before(today, LETTER_DAYS)
    late = Decision.objects.visible_to(user).filter(item=None, letter=None, withdrawn_by=None, decided_at__gte=since)
    return late.select_related("application").order_by("pk")


def _to_notify(decision: Decision, today: date) -> Waiting:
    do = f"Éditer la lettre de la décision {decision.number}"
    about = f"{decision.get_outcome_display().capitalize()}, dossier {decision.application.reference}."
    url = link("commission:decision", decision.number)
    return waiting(day_of(decision.decided_at), today, do, url, about, LETTER_CHIP, case=decision.application.reference)


def for_letters(user: User, today: date) -> Iterator[Group]:
    """The letters of the meetings that are over: to prepare, to release, to send."""
    lines = []
    for row in letters_waiting(user, days_before(today, LETTER_DAYS))[:FEW]:
        url, day = link("commission:letters", row.meeting_id), plain_day(row.starts_at)
        do = f"{row.do} de la séance du {day}"
        lines.append(waiting(day_of(row.closed_at), today, do, url, row.about, LETTER_CHIP))
    if lines:
        yield Group("Lettres de décision", lines)


def for_minutes(user: User, today: date) -> Iterator[Group]:
    """Minutes to complete, then to sign."""
    lines = []
    for meeting, do in minutes_waiting(user, days_before(today, LETTER_DAYS))[:FEW]:
        url = link("commission:minutes", meeting.pk)
        do = f"{do} de la séance du {plain_day(meeting.starts_at)}"
        about = "Rédigé d’après ce qui a été noté pendant la séance."
        lines.append(waiting(day_of(meeting.closed_at), today, do, url, about, MINUTES_CHIP))
    if lines:
        yield Group("Procès-verbaux", lines)
