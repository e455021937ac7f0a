"""Convening: the paper frozen, each member written to; and again when the agenda changed since.

The PDFs are rendered before anything is locked, then the agenda is read again behind the lock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind
from harmonie.documents.pdf import render_pdf
from harmonie.refusals import Refusal, Stale, WrongState

from .. import actions
from ..actions import lock_meeting
from ..enums import MeetingState, PaperKind
from ..models import Meeting, MeetingPaper, StandingRules
from ..planning.timing import is_within
from . import attendance
from .content import TEMPLATE, convocation_context, heading
from .queries import Batch, batches, change_since, convened_people, hidden_items, issued_sheet, listed, sent_mails
from .telling import tell_cancelled, tell_convened

__all__ = ["convene", "issue_attendance_sheet", "send_changed_agenda", "send_to_missing", "tell_cancelled"]

NO_ITEM: frozenset[int] = frozenset()
CHANGED = "L’ordre du jour a changé pendant que la convocation se préparait\u00a0: relisez-le, puis recommencez."


@dataclass(frozen=True)
class Drafted:
    """The papers of one sending, rendered and not frozen: one for everybody, one for each way of stepping aside."""

    number: int
    agenda: list[int]
    pdfs: dict[frozenset[int], bytes]


def convene(*, meeting: Meeting, by: User, now: datetime, **how: str) -> None:
    """Convenes the members: the PDF is frozen and mailed with an entry for their calendar.

    `how` goes on to `convene_meeting`: a notice shorter than the rules want has its `short_notice_reason`.
    """
    meeting.short_notice_reason = _reason_that_counts(meeting, how.get("short_notice_reason", ""), now)
    draft = _draft(meeting, number=1, now=now)
    with transaction.atomic():
        actions.convene_meeting(meeting=meeting, by=by, now=now, **how)
        locked = lock_meeting(meeting)
        _send(locked, draft, by, now)


def _reason_that_counts(meeting: Meeting, typed: str, now: datetime) -> str:
    """Why the notice is short, as the paper says it; a reason that was not needed is not printed either."""
    day = timezone.localdate(meeting.starts_at)
    days = StandingRules.objects.in_force(day).notice_days
    return typed.strip() if is_within(timezone.localdate(now), day, days) else ""


def send_changed_agenda(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Sends the agenda as it is now to everybody who received another one."""
    sent = batches(meeting)
    if not sent:
        raise WrongState("Cette séance n’a pas encore de convocation\u00a0: convoquez d’abord ses membres.")
    draft = _draft(meeting, number=len(sent) + 1, now=now)
    if not change_since(sent[-1].agenda, draft.agenda):
        raise Refusal("L’ordre du jour est celui que les membres ont reçu\u00a0: il n’y a rien à envoyer.")
    if not draft.agenda:
        raise Refusal("L’ordre du jour est vide\u00a0: inscrivez un dossier, ou annulez la séance.")
    with transaction.atomic():
        locked = lock_meeting(meeting)
        if locked.state != MeetingState.CONVENED or len(batches(locked)) != len(sent):
            raise WrongState("Cette séance n’attend plus de nouvel ordre du jour\u00a0: rechargez la page.")
        _send(locked, draft, by, now)


def send_to_missing(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Sends the latest convocation to the members who did not receive it: a substitute called since, for instance."""
    sent = batches(meeting)
    if not sent or meeting.state != MeetingState.CONVENED:
        raise WrongState("Cette séance n’a pas de convocation à envoyer.")
    last, apart = sent[-1], hidden_items(meeting)
    missing = [seat for seat in convened_people(meeting) if seat.user.email not in sent_mails(last)]
    carried = [(seat, last.paper_for(apart.get(seat.user_id, set()))) for seat in missing]
    if not missing:
        raise Refusal("Tous les membres ont déjà reçu cette convocation.")
    if names := [str(seat) for seat, paper in carried if paper is None]:
        raise Refusal(
            f"{', '.join(names)}\u00a0: un déport a été déclaré depuis l’envoi. "
            "Remettez l’ordre du jour en main propre, sans ce dossier."
        )
    with transaction.atomic():
        locked = lock_meeting(meeting)
        papers = [(seat, paper.document) for seat, paper in carried if paper]
        tell_convened(locked, carried=papers, number=last.number, now=now)


def issue_attendance_sheet(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Freezes the attendance sheet of a meeting that is over; once."""
    if meeting.state != MeetingState.CLOSED:
        raise WrongState("La feuille d’émargement s’émet quand la séance est levée\u00a0: imprimez-la sans l’émettre.")
    content = render_pdf(attendance.TEMPLATE, attendance.sheet_context(meeting, issued_on=timezone.localdate(now)))
    with transaction.atomic():
        locked = lock_meeting(meeting)
        if issued_sheet(locked):
            raise WrongState("La feuille d’émargement est déjà émise.")
        document = freeze(
            kind=DocumentKind.ATTENDANCE_SHEET,
            reference=attendance.reference_of(locked),
            title=f"Feuille d’émargement, {plain_day(locked.starts_at)}",
            content=content,
            template_name=attendance.TEMPLATE,
            by=by,
            now=now,
        )
        MeetingPaper.objects.create(meeting=locked, kind=PaperKind.ATTENDANCE_SHEET, document=document)


def reference_of(meeting: Meeting, number: int, variant: int) -> str:
    """« CV-12-1 », and « CV-12-1-1 » for those who stepped aside from a case."""
    return f"CV-{meeting.pk}-{number}" + (f"-{variant}" if variant else "")


def _draft(meeting: Meeting, *, number: int, now: datetime) -> Drafted:
    items, today = listed(meeting), timezone.localdate(now)
    rules = StandingRules.objects.in_force(timezone.localdate(meeting.starts_at)) if number == 1 else meeting.rules
    pdfs = {}
    for variant, hides in enumerate(_ways_of_hiding(meeting, [item.pk for item in items])):
        context = convocation_context(
            meeting,
            items=items,
            hides=hides,
            rules=rules,
            is_changed=number > 1,
            reference=reference_of(meeting, number, variant),
            issued_on=today,
        )
        pdfs[hides] = render_pdf(TEMPLATE, context)
    return Drafted(number, [item.pk for item in items], pdfs)


def _ways_of_hiding(meeting: Meeting, agenda: Sequence[int]) -> list[frozenset[int]]:
    """Nothing, for most; then what each member who stepped aside must not read. Always in the same order."""
    apart = hidden_items(meeting)
    people = {seat.user_id for seat in convened_people(meeting)}
    ways = {frozenset(items.intersection(agenda)) for user, items in apart.items() if user in people}
    return [NO_ITEM, *sorted(ways - {NO_ITEM}, key=sorted)]


def _send(meeting: Meeting, draft: Drafted, by: User, now: datetime) -> None:
    """Freezes the papers of a draft and writes to everybody, when the agenda is still the one that was rendered."""
    agenda = [item.pk for item in listed(meeting)]
    if (agenda, _ways_of_hiding(meeting, agenda)) != (draft.agenda, list(draft.pdfs)):
        raise Stale(CHANGED)
    papers = [_freeze(meeting, draft, variant, hides, by, now) for variant, hides in enumerate(draft.pdfs)]
    batch, apart = Batch(draft.number, now, papers), hidden_items(meeting)
    carried = [(seat, batch.paper_for(apart.get(seat.user_id, set()))) for seat in convened_people(meeting)]
    documents = [(seat, paper.document) for seat, paper in carried if paper]
    tell_convened(meeting, carried=documents, number=draft.number, now=now, is_changed=draft.number > 1)


def _freeze(
    meeting: Meeting, draft: Drafted, variant: int, hides: frozenset[int], by: User, now: datetime
) -> MeetingPaper:
    document = freeze(
        kind=DocumentKind.CONVOCATION,
        reference=reference_of(meeting, draft.number, variant),
        title=f"{heading(meeting, is_changed=draft.number > 1)}, {plain_day(meeting.starts_at)}",
        content=draft.pdfs[hides],
        template_name=TEMPLATE,
        by=by,
        now=now,
    )
    return MeetingPaper.objects.create(
        meeting=meeting, kind=PaperKind.CONVOCATION, document=document, agenda=draft.agenda, hides=sorted(hides)
    )
