"""What the later rooms tell this one: the agenda, the decision, the loan."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.registry.authorship import recorded

from ..enums import Step
from ..models import Exclusion, LoanApplication
from ..notices import Event, tell
from ..rules import ensure
from .base import lock, move
from .milestones import record_milestone


@transaction.atomic
def exclude_reader(*, application: LoanApplication, user: User, now: datetime) -> None:
    """The commission noted that `user` stepped aside: from now on this request does not exist for them."""
    Exclusion.objects.get_or_create(application=application, user=user, defaults={"declared_at": now})


@transaction.atomic
def put_on_agenda(*, application: LoanApplication, meeting_on: date, by: User, now: datetime) -> None:
    """The commission room put this request on the agenda of the meeting of `meeting_on`."""
    locked = lock(application)
    ensure("put_on_agenda", locked)
    if not locked.scheme.lends_itself:
        raise Refusal(
            "Ce dispositif n’est pas décidé par la commission\u00a0: envoyez le dossier à l’organisme prêteur."
        )
    locked.meeting_on = meeting_on
    with recorded(by=by, now=now, why=f"Séance du {short_day(meeting_on)}"):
        move(locked, "put_on_agenda", now, "meeting_on")
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=f"À l’ordre du jour de la séance du {short_day(meeting_on)}",
        note=f"Séance du {short_day(meeting_on)}",
        by=by,
        now=now,
    )
    tell(locked, Event.ON_AGENDA, by=by, now=now)


@transaction.atomic
def take_off_agenda(*, application: LoanApplication, why: str, by: User, now: datetime) -> None:
    """The case was taken off the agenda, or postponed: it is ready for another meeting."""
    locked = lock(application)
    ensure("take_off_agenda", locked)
    locked.meeting_on = None
    with recorded(by=by, now=now, why=why):
        move(locked, "take_off_agenda", now, "meeting_on")
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        # The path is read by partners too: why the commission postponed it stays in the dossier's own history.
        sentence="Examen reporté à une autre séance",
        note="Reportée",
        by=by,
        now=now,
    )


@transaction.atomic
def record_decision(
    *,
    application: LoanApplication,
    sentence: str,
    note: str,
    granted: bool,
    refused: bool,
    by: User,
    now: datetime,
) -> None:
    """The commission decided. `sentence` and `note` are words for everybody, partners included."""
    locked = lock(application)
    ensure("record_decision", locked)
    locked.closed_at = now
    locked.refused_on = timezone.localdate(now) if refused else None
    with recorded(by=by, now=now, why=sentence):
        move(locked, "record_decision", now, "closed_at", "refused_on")
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=sentence,
        note=note,
        by=by,
        now=now,
        is_done=granted,
        is_stop=not granted,
    )
    tell(locked, Event.OUTCOME, by=by, now=now)


@transaction.atomic
def defer(*, application: LoanApplication, sentence: str, why: str, by: User, now: datetime) -> None:
    """The commission wants something first: the request goes back to its worker."""
    locked = lock(application)
    ensure("defer", locked)
    locked.meeting_on = None
    with recorded(by=by, now=now, why=why):
        move(locked, "defer", now, "meeting_on")
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=sentence,
        note=sentence,
        by=by,
        now=now,
    )
    tell(locked, Event.OUTCOME, by=by, now=now)


@transaction.atomic
def reopen(*, application: LoanApplication, sentence: str, why: str, by: User, now: datetime) -> None:
    """The commission took its decision back: the request is ready for a new one."""
    locked = lock(application)
    ensure("reopen", locked)
    if locked.live_loan:
        raise Refusal(
            f"Le prêt {locked.live_loan} est ouvert sur cette décision\u00a0: annulez d’abord son contrat s’il n’est "
            "pas signé. Un contrat signé ne se retire plus."
        )
    locked.closed_at, locked.refused_on, locked.meeting_on = None, None, None
    with recorded(by=by, now=now, why=why):
        move(locked, "reopen", now, "closed_at", "refused_on", "meeting_on")
    record_milestone(application=locked, step=Step.COMMISSION, sentence=sentence, note=sentence, by=by, now=now)
    tell(locked, Event.OUTCOME, by=by, now=now)


@transaction.atomic
def record_live_loan(*, application: LoanApplication, reference: str, by: User, now: datetime) -> None:
    """The loans room opened a loan (`reference`), or closed it (empty): a new request is judged with that."""
    locked = lock(application)
    locked.live_loan = reference
    with recorded(by=by, now=now, why=f"Prêt {reference or 'terminé'}"):
        locked.save(update_fields=["live_loan"])
