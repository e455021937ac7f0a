"""Inviting somebody, sending the invitation again, taking it back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..models import Invitation, Partner, User
from ..roles import Role
from ..team import actions as team
from . import letters
from .base import ensure_manages, locked
from .queries import is_waiting
from .rules import against_roles


@transaction.atomic
def invite_person(
    *,
    email: str,
    first_name: str,
    last_name: str,
    office: str,
    roles: Collection[Role],
    partner: Partner | None = None,
    site: str,
    by: User,
    now: datetime,
) -> User:
    """Opens an account without a password and sends its link, good for three days and once.

    `site` is the house's own address, « https://… ». The first person of a partner answers for its accounts.
    """
    ensure_manages(by)
    address = email.strip().lower()
    _ensure_free(address)
    if refused := against_roles(roles, partner):
        raise Refusal(refused)
    named = {"first_name": first_name, "last_name": last_name}
    if partner:
        return _of_partner(partner, address, office, named, site, by, now)
    with recorded(by=by, now=now, why="Invitation"):
        Invitation.objects.update_or_create(
            partner=None, email=address, defaults={**named, "invited_at": now, "invited_by": by, "cancelled_at": None}
        )
        user = User.objects.create_user(address, roles=tuple(roles), office=office, **named)
    letters.invitation(user, site, now)
    return user


def _of_partner(
    partner: Partner, email: str, office: str, named: dict[str, str], site: str, by: User, now: datetime
) -> User:
    if not partner.is_active:
        raise Refusal(f"{partner} n’oriente plus personne\u00a0: rouvrez d’abord ce partenaire.")
    is_first = not partner.users.filter(is_active=True, leads_partner=True).exists()
    team.invite(partner=partner, email=email, site=site, by=by, now=now, **named)
    user = User.objects.get(email__iexact=email)
    user.leads_partner, user.office = is_first, office or user.office
    with recorded(by=by, now=now, why="Invitation"):
        user.save(update_fields=["leads_partner", "office"])
    return user


def _ensure_free(email: str) -> None:
    taken = User.objects.select_related("partner").filter(email__iexact=email).first()
    if taken is None:
        return
    state = "a déjà un compte" if taken.is_active else "a déjà un compte, qui est fermé\u00a0: rouvrez-le"
    if is_waiting(taken):
        state = "est déjà invitée\u00a0: envoyez-lui de nouveau son invitation"
    raise Refusal(f"{taken}, à cette adresse, {state}.")


@transaction.atomic
def invite_again(*, user: User, site: str, by: User, now: datetime) -> None:
    """A new link; the one before leads nowhere any more."""
    row = locked(user, by)
    _ensure_waiting(row)
    row.set_unusable_password()
    row.save(update_fields=["password"])
    sent = {"invited_at": now, "invited_by": by, "cancelled_at": None}
    named = {"first_name": row.first_name, "last_name": row.last_name}
    with recorded(by=by, now=now, why="Invitation envoyée de nouveau"):
        Invitation.objects.update_or_create(partner=row.partner, email=row.email.lower(), defaults=named | sent)
    letters.invitation(row, site, now)


@transaction.atomic
def take_back_invitation(*, user: User, by: User, now: datetime) -> None:
    """The link leads nowhere any more: the account that nobody ever used goes with it."""
    row = locked(user, by)
    _ensure_waiting(row)
    with recorded(by=by, now=now, why="Invitation annulée"):
        Invitation.objects.filter(partner=row.partner, email__iexact=row.email).update(cancelled_at=now)
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError as error:
            raise Refusal(
                f"{row} tient déjà une place dans Harmonie, un mandat par exemple\u00a0: fermez plutôt son compte."
            ) from error


def _ensure_waiting(user: User) -> None:
    if not is_waiting(user):
        raise WrongState(f"{user} a déjà choisi son mot de passe, ou n’est plus invité\u00a0: rechargez la page.")
