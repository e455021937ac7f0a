"""Motions and voices. Sealed: no function here tells a choice before the close."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.models import LoanApplication
from applications.queries import terms_of
from harmonie.accounts.models import User
from harmonie.money import euros
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.authorship import recorded
from harmonie.schemes.models import Scheme

from .enums import Choice, Grounds, ItemState, Means, MeetingState, MotionKind, MotionState
from .models import AgendaItem, Motion, Seat, Vote
from .queries import seats_of
from .withdrawals.rules import ensure_fits


def lock_item(item: AgendaItem) -> AgendaItem:
    return (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting__presided_by", "application__scheme", "application__project", "application__applicant")
        .get(pk=item.pk)
    )


@transaction.atomic
def put_motion(
    *,
    item: AgendaItem,
    kind: MotionKind,
    by: User,
    now: datetime,
    amount: Decimal | None = None,
    months: int | None = None,
    payee: str = "",
    target_scheme: Scheme | None = None,
    grounds: str = Grounds.NONE,
    explanation: str = "",
    conditions: str = "",
    awaited_document: str = "",
    defer_until: date | None = None,
    is_secret: bool = False,
    expected_revision: int | None = None,
) -> Motion:
    """The chair puts a proposal on one case to the vote, bound to the dossier as it stands.

    `amount` (euros), `months`, `payee` and maybe `conditions` go with a grant; `grounds` and `explanation` with all
    the rest, and with a grant of less than was asked; `defer_until` and maybe `awaited_document` with a deferral.
    """
    locked = lock_item(item)
    if locked.meeting.state != MeetingState.OPEN or locked.state != ItemState.LISTED:
        raise WrongState(
            "Ce dossier n’est pas à mettre aux voix maintenant\u00a0: la séance doit être ouverte, "
            "et le point en attente."
        )
    ensure_fits(locked, kind, timezone.localdate(now))
    application = LoanApplication.objects.select_for_update(of=("self",)).get(pk=locked.application_id)
    if expected_revision is not None and application.revision != expected_revision:
        raise Stale(
            "Le dossier a changé depuis l’affichage de cette page\u00a0: relisez-le avant de le mettre aux voix."
        )
    terms: dict[str, Any] = {}
    if kind == MotionKind.GRANT:
        check_grant(locked.application, amount, months, payee, grounds, explanation)
        terms = {"amount": amount, "months": months, "payee": payee, "conditions": conditions.strip()}
    elif not grounds or not explanation.strip():
        raise Refusal("Indiquez le motif et une explication\u00a0: la lettre à la personne les reprend.")
    if kind == MotionKind.DEFER:
        if defer_until is None or defer_until <= timezone.localdate(now):
            raise Refusal("Indiquez jusqu’à quand ajourner\u00a0: une date à venir.")
        terms = {"awaited_document": awaited_document.strip(), "defer_until": defer_until}
    if kind == MotionKind.REDIRECT and target_scheme is None:
        raise Refusal("Indiquez le dispositif vers lequel réorienter.")
    with recorded(by=by, now=now):
        locked.state = ItemState.UNDER_VOTE
        locked.save(update_fields=["state"])
        return Motion.objects.create(
            item=locked,
            kind=kind,
            target_scheme=target_scheme if kind == MotionKind.REDIRECT else None,
            grounds=grounds,
            explanation=explanation.strip(),
            application_revision=application.revision,
            is_secret=is_secret,
            put_at=now,
            put_by=by,
            **terms,
        )


def check_grant(
    application: LoanApplication, amount: Decimal | None, months: int | None, payee: str, grounds: str, explanation: str
) -> None:
    """Refuses a grant outside the terms of the request date, or of more than was asked; euros and months."""
    terms = terms_of(application)
    if amount is None or not terms.amount_min <= amount <= terms.amount_max:
        raise Refusal(f"Indiquez un montant de {euros(terms.amount_min)} à {euros(terms.amount_max)}.")
    if months is None or not terms.months_min <= months <= terms.months_max:
        raise Refusal(f"Indiquez une durée de {terms.months_min} à {terms.months_max} mois.")
    if not payee:
        raise Refusal("Indiquez à qui l’argent sera versé.")
    if amount > application.project.amount:
        raise Refusal(
            f"La personne demande {euros(application.project.amount)}\u00a0: "
            "le montant accordé ne peut pas être supérieur."
        )
    if amount < application.project.amount and (not grounds or not explanation.strip()):
        raise Refusal("Pour accorder moins que demandé, indiquez le motif et une explication.")


@transaction.atomic
def cast_vote(*, motion: Motion, seat: Seat, choice: Choice, by: User, now: datetime) -> Vote:
    """One voice: one's own, or that of the member whose proxy one holds. A new choice replaces the former one."""
    locked = (
        Motion.objects.select_for_update(of=("self",), no_key=True).select_related("item__meeting").get(pk=motion.pk)
    )
    if locked.state != MotionState.OPEN:
        raise WrongState("Le vote est clos\u00a0: votre voix n’a pas pu être comptée.")
    if not seats_of(by, locked).filter(pk=seat.pk).exists():
        raise Refusal("Vous ne pouvez pas voter ici\u00a0: votre présence n’est pas notée, ou vous êtes en déport.")
    former = Vote.objects.filter(motion=locked, seat=seat, replaced_by=None).first()
    try:
        with transaction.atomic():
            return Vote.objects.create(
                motion=locked,
                seat=seat,
                choice=choice,
                means=Means.OWN if seat.user_id == by.pk else Means.PROXY,
                replaces=former,
                cast_by=by,
                cast_at=now,
            )
    except IntegrityError as error:
        raise Refusal("Votre voix vient d’être enregistrée depuis un autre écran\u00a0: rechargez la page.") from error
