"""The externally lent scheme: sent, answered, paid, or given up."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.registry.authorship import recorded

from ..enums import ClosingReason, State, Step
from ..lender import rules
from ..lender.checklist import blocking, checklist, fingerprint
from ..lender.enums import Channel
from ..lender.interest import parts, total_interest
from ..models import InterestSubsidy, LenderLoan, LenderSending, LoanApplication
from ..notices import Event, tell
from ..queries import project_of, terms_of
from ..rules import ensure
from .base import lock, move
from .milestones import record_milestone


@transaction.atomic
def send_to_lender(
    *,
    application: LoanApplication,
    by: User,
    now: datetime,
    sent_on: date | None = None,
    channel: Channel = Channel.MAIL,
    missing_why: str = "",
) -> LenderSending:
    """The file goes to the lender named by the scheme, on `sent_on` (today unless told).

    Refused while a document that the lender cannot do without is missing, unless `missing_why` says why it goes so.
    """
    locked = lock(application)
    ensure("send_to_lender", locked)
    if locked.scheme.lends_itself:
        raise Refusal("Le CCAS prête lui-même sous ce dispositif\u00a0: inscrivez le dossier à l’ordre du jour.")
    sent_on = sent_on or timezone.localdate(now)
    rules.ensure_between(sent_on, locked.requested_on, timezone.localdate(now), "L’envoi", "la demande")
    missing = blocking(checklist(locked))
    if missing and not missing_why.strip():
        raise rules.Wrong(rules.missing_sentence(missing), "missing")
    lender = locked.scheme.lender_name
    file = locked.lender_files.exclude(document=None).filter(fingerprint=fingerprint(locked)).first()
    sending = LenderSending.objects.create(
        application=locked,
        sent_on=sent_on,
        channel=channel,
        file=file,
        missing_why=missing_why.strip() if missing else "",
        sent_at=now,
        sent_by=by,
    )
    why = f"Envoyée à {lender} ({Channel(channel).label})"
    with recorded(by=by, now=now, why=f"{why}\u00a0: {sending.missing_why}" if sending.missing_why else why):
        move(locked, "send_to_lender", now)
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=f"Envoyée à {lender}",
        note=f"Envoyée le {short_day(sent_on)}",
        by=by,
        now=now,
    )
    tell(locked, Event.SENT_TO_LENDER, by=by, now=now)
    return sending


@transaction.atomic
def record_lender_answer(
    *,
    application: LoanApplication,
    granted: bool,
    reason: ClosingReason | None,
    note: str,
    by: User,
    now: datetime,
    answered_on: date | None = None,
    amount: Decimal | None = None,
    months: int | None = None,
    annual_rate: Decimal | None = None,
    blocking_criterion: str = "",
) -> LenderLoan | None:
    """What the lender answered. A refusal leaves its reason: that is the lesson of Sucy.

    A grant gives the lender's loan: as asked and at the rate of the terms, unless told (euros, months, % a year).
    """
    locked = lock(application)
    action = "record_lender_grant" if granted else "record_lender_refusal"
    ensure(action, locked)
    answered_on = answered_on or timezone.localdate(now)
    rules.ensure_between(answered_on, _sent_on(locked), timezone.localdate(now), "La réponse", "l’envoi")
    if not granted and not (reason and note.strip()):
        raise Refusal("Indiquez pourquoi le prêteur a refusé\u00a0: le bilan doit pouvoir le montrer.")
    loan = _lent(locked, answered_on, amount, months, annual_rate) if granted else None
    if not granted:
        locked.closing_reason, locked.closing_note, locked.closed_at = reason or "", note.strip(), now
        locked.blocking_criterion = blocking_criterion
    with recorded(by=by, now=now, why=note.strip()):
        move(locked, action, now, "closing_reason", "closing_note", "closed_at", "blocking_criterion")
        if loan:
            loan.save()
    sentence = f"{'Accord' if granted else 'Refus'} de {locked.scheme.lender_name}"
    record_milestone(
        application=locked,
        step=Step.COMMISSION,
        sentence=sentence,
        note=f"{sentence}, le {short_day(answered_on)}",
        by=by,
        now=now,
        is_done=granted,
        is_stop=not granted,
    )
    tell(locked, Event.LENDER_ANSWERED, by=by, now=now)
    return loan


def _lent(
    application: LoanApplication, granted_on: date, amount: Decimal | None, months: int | None, rate: Decimal | None
) -> LenderLoan:
    """The loan as the lender's answer gives it, not saved yet."""
    project, terms = project_of(application), terms_of(application)
    amount, months = amount or project.amount, months or project.months
    rate = (terms.annual_rate or Decimal(0)) if rate is None else rate
    rules.ensure_lent(terms, amount, months, rate)
    return LenderLoan(
        application=application,
        amount=amount,
        months=months,
        annual_rate=rate,
        interest=total_interest(amount, months, rate),
        timing=terms.interest_timing,
        granted_on=granted_on,
    )


@transaction.atomic
def record_lender_disbursement(
    *, application: LoanApplication, by: User, now: datetime, disbursed_on: date | None = None
) -> None:
    """The lender paid: the request has come to its end here, and the interest to be taken over has its due dates."""
    locked = lock(application)
    ensure("record_lender_disbursement", locked)
    loan = LenderLoan.objects.select_for_update(of=("self",)).get(application=locked)
    disbursed_on = disbursed_on or timezone.localdate(now)
    rules.ensure_between(disbursed_on, loan.granted_on, timezone.localdate(now), "Le versement", "l’accord")
    loan.disbursed_on = disbursed_on
    # A person with this loan is not lent another one under the scheme, as with the CCAS's own.
    locked.closed_at, locked.live_loan = now, locked.reference
    with recorded(by=by, now=now, why=f"Versée le {short_day(disbursed_on)}"):
        loan.save(update_fields=["disbursed_on"])
        move(locked, "record_lender_disbursement", now, "closed_at", "live_loan")
        for part in parts(loan.interest, loan.timing, disbursed_on, loan.months):
            InterestSubsidy.objects.create(loan=loan, amount=part.amount, due_on=part.due_on)
    record_milestone(
        application=locked,
        step=Step.CONTRACT,
        sentence="Versée par le prêteur",
        note=f"Versée le {short_day(disbursed_on)}",
        by=by,
        now=now,
        is_done=True,
    )
    tell(locked, Event.LENDER_PAID, by=by, now=now)


@transaction.atomic
def abandon_at_lender(
    *, application: LoanApplication, reason: ClosingReason, note: str, by: User, now: datetime
) -> None:
    """The person gives up while the lender has the file, or after its grant and before it paid."""
    locked = lock(application)
    ensure("abandon_at_lender", locked)
    if not reason or not note.strip():
        raise Refusal("Indiquez le motif et une explication\u00a0: le bilan doit pouvoir montrer pourquoi.")
    step = Step.CONTRACT if locked.state == State.LENDER_GRANTED else Step.COMMISSION
    locked.closing_reason, locked.closing_note, locked.closed_at = reason, note.strip(), now
    with recorded(by=by, now=now, why=note.strip()):
        move(locked, "abandon_at_lender", now, "closing_reason", "closing_note", "closed_at")
    record_milestone(
        application=locked,
        step=step,
        sentence=f"Abandonnée chez {locked.scheme.lender_name}",
        note=f"Abandonnée le {short_day(now)}",
        by=by,
        now=now,
        is_stop=True,
    )
    tell(locked, Event.OUTCOME, by=by, now=now)


def _sent_on(application: LoanApplication) -> date:
    """The day it was sent; the day of the request for what was sent before that day was kept."""
    sending = LenderSending.objects.filter(application=application).first()
    return sending.sent_on if sending else application.requested_on
