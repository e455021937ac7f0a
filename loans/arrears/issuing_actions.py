"""One letter of the ladder: rendered before any lock, frozen once, with what it sets going."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.enums import Step
from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.dates import plain_day
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind
from harmonie.documents.pdf import render_pdf
from harmonie.documents.texts.kinds import LetterKind
from harmonie.documents.texts.queries import wording
from harmonie.money import euros
from harmonie.refusals import WrongState
from harmonie.registry.authorship import recorded
from harmonie.town.signing import signing

from ..actions import lock
from ..actions.base import tell
from ..enums import ReminderStep
from ..models import FollowUp, Loan, LoanDocument, Reminder, ReminderBatch
from . import letters
from .late import Late, late_of, plans_of, postings_of
from .notices import tell_worker
from .words import NEXT_CHIPS, NEXT_OF, Next

KINDS = {
    ReminderStep.FIRST: LetterKind.REMINDER_FIRST,
    ReminderStep.SECOND: LetterKind.REMINDER_SECOND,
    ReminderStep.FORMAL_NOTICE: LetterKind.REMINDER_FORMAL,
}
MEETS_WITHIN = 14  # days in which the appointment that the second letter offers is to be found
NOT_DUE = "Aucune lettre de ce genre n’est à envoyer pour ce prêt aujourd’hui"


def rendered(loan: Loan, step: ReminderStep, late: Late, by: User, now: datetime, *, is_draft: bool = False) -> bytes:
    """The letter as it would leave today. Slow: hold no lock."""
    on = late.found.on
    lines = letters.late_lines(plans_of(loan), postings_of(loan), late.found)
    context: dict[str, Any] = letters.letter(step, late.found, lines)
    context |= {
        "loan": loan,
        "person": loan.borrower,
        "worker": worker_for(loan.decision.application),
        "author": by,
        "signatory": signing(DocumentKind.REMINDER, on=on, author=by),
        "wording": wording(KINDS[step], _named(loan, late, context["answer_by"]), on=on),
        "issued_on": on,
        "reference": letters.reference_of(loan.reference, step, late.found.since or on),
        "is_draft": is_draft,
    }
    return render_pdf(letters.TEMPLATE, context)


def _named(loan: Loan, late: Late, answer_by: date) -> dict[str, str]:
    """The words of the names that a reminder offers."""
    worker = worker_for(loan.decision.application)
    return {
        "personne": str(loan.borrower),
        "pret": loan.reference,
        "montant_en_retard": euros(late.found.amount),
        "reste_du": euros(late.found.owed),
        "repondre_avant": plain_day(answer_by),
        "accompagnement": f"{worker}, du service social du CCAS," if worker else "Le service social du CCAS",
    }


def issue_reminder(
    *, loan: Loan, step: ReminderStep, by: User, now: datetime, batch: ReminderBatch | None = None
) -> Reminder:
    """Freezes the letter that is due, once for a debt; notes it on the path, and asks the worker for an appointment.

    `WrongState` when this step is not, or no longer, what the loan waits for: paid, paused, written already.
    """
    on = timezone.localdate(now)
    while True:
        late = late_of(loan, on)
        _ensure_due(late, step)
        content = rendered(loan, step, late, by, now)
        if (issued := _issue(loan, step, late, content, by, now, batch)) is not None:
            return issued


@transaction.atomic
def _issue(
    loan: Loan, step: ReminderStep, late: Late, content: bytes, by: User, now: datetime, batch: ReminderBatch | None
) -> Reminder | None:
    """None when the account moved while the letter was rendered: it would say a wrong amount."""
    locked = lock(loan)
    today = late_of(locked, late.found.on)
    _ensure_due(today, step)
    if today != late or today.found.since is None:
        return None
    document = freeze(
        kind=DocumentKind.REMINDER,
        reference=letters.reference_of(locked.reference, step, today.found.since),
        title=f"{step.label.capitalize()}, {locked.borrower}",
        content=content,
        template_name=letters.TEMPLATE,
        by=by,
        now=now,
    )
    LoanDocument.objects.create(loan=locked, document=document)
    reminder = Reminder.objects.create(
        loan=locked,
        step=step,
        late_since=today.found.since,
        amount=today.found.amount,
        document=document,
        batch=batch,
        issued_at=now,
        issued_by=by,
    )
    label = NEXT_CHIPS[NEXT_OF[step]].label
    tell(locked, Step.REPAYMENT, f"{label}\u00a0: une lettre part", label, by, now)
    if step == ReminderStep.SECOND:
        ask_follow_up(locked, by, now)
    return reminder


def _ensure_due(late: Late, step: ReminderStep) -> None:
    if late.next != NEXT_OF[step]:
        raise WrongState(f"{NOT_DUE}\u00a0: {WHY_NOT.get(late.next, NEXT_CHIPS[late.next].label.lower())}.")


WHY_NOT = {
    Next.WAIT: "il est à jour, ou sa dernière lettre est récente",
    Next.PAUSED: "les relances sont suspendues",
    Next.SMALL: "moins de 15\u202f€ sont en retard",
}


def worker_for(application: LoanApplication) -> User | None:
    """Who meets the person: the worker of the dossier; a colleague when that worker left or stepped aside."""
    workers = User.objects.filter(groups__name=Role.SOCIAL_WORKER, is_active=True)
    able = list(workers.exclude(pk__in=application.exclusions.values("user")).order_by("pk"))
    return next((one for one in able if one.pk == application.worker_id), able[0] if able else None)


def ask_follow_up(loan: Loan, by: User, now: datetime) -> FollowUp | None:
    """Asks the worker to find an appointment, once while the last one asked for still waits."""
    worker = worker_for(loan.decision.application)
    if worker is None or FollowUp.objects.filter(loan=loan, done_at=None).exists():
        return None
    with recorded(by=by, now=now):
        follow_up = FollowUp.objects.create(
            loan=loan,
            worker=worker,
            text="Proposer un rendez-vous pour parler du budget et des échéances",
            due_on=_within(timezone.localdate(now)),
            asked_at=now,
        )
    tell_worker(follow_up, "Un rendez-vous est à proposer à la personne.", now)
    return follow_up


def _within(today: date) -> date:
    return today + timedelta(days=MEETS_WITHIN)
