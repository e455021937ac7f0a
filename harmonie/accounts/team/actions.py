"""Inviting, closing, reopening, handing over: what may be done to the accounts of one partner."""

from collections.abc import Collection
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from harmonie.mail.actions import write
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..models import Invitation, Partner, User
from ..roles import Role
from .queries import colleagues, invitations, never_signed_in

MOST_WAITING = 20
NOT_LEADING = "Vous n’êtes plus responsable des comptes de cette structure."
LAST_LEADER = (
    "Confiez d’abord la responsabilité des comptes à quelqu’un d’autre\u00a0: quelqu’un doit toujours l’avoir."
)


def _locked(partner: Partner, by: User) -> Partner:
    """The partner's row, held so that two people never change its accounts at once; `by` still answers for them."""
    row = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    leads = User.objects.filter(pk=by.pk, partner=row, leads_partner=True, is_active=True).exists()
    if not leads and not by.has_perm("accounts.manage_settings"):
        raise Refusal(NOT_LEADING)
    return row


@transaction.atomic
def invite(
    *, partner: Partner, email: str, first_name: str, last_name: str, site: str, by: User, now: datetime
) -> Invitation:
    """Sends an invitation to choose a password; `site` is the house's own address, « https://… ».

    Whether the address has an account elsewhere is told to its owner alone: all else is the same for both.
    """
    row, address = _locked(partner, by), email.strip().lower()
    if colleagues(row).filter(email__iexact=address).exists():
        raise Refusal("Cette personne a déjà un compte dans votre structure\u00a0: voyez la liste.")
    if invitations(row).exclude(email=address).count() >= MOST_WAITING:
        raise Refusal("Vingt invitations attendent déjà une réponse\u00a0: annulez-en d’abord.")
    named = {"first_name": first_name, "last_name": last_name}
    sent = {"invited_at": now, "invited_by": by, "cancelled_at": None}
    with recorded(by=by, now=now, why="Invitation"):
        invitation, _ = Invitation.objects.update_or_create(partner=row, email=address, defaults=named | sent)
        account = never_signed_in(invitation).first() or _opened(invitation)
    _send(invitation, account, site, now)
    return invitation


def _opened(invitation: Invitation) -> User | None:
    """An account without a password, or None when somebody has that address already."""
    if User.objects.filter(email__iexact=invitation.email).exists():
        return None
    named = {"first_name": invitation.first_name, "last_name": invitation.last_name}
    return User.objects.create_user(
        invitation.email,
        roles=(Role.PARTNER,),
        partner=invitation.partner,
        office=str(invitation.partner)[:80],
        **named,
    )


def _send(invitation: Invitation, account: User | None, site: str, now: datetime) -> None:
    link = ""
    if account:
        key = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
        link = site.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)
    write(
        recipient=invitation.email,
        subject="Harmonie\u00a0: votre structure vous invite",
        template="mail/invitation",
        context={"partner": invitation.partner, "link": link},
        now=now,
    )


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: User, now: datetime) -> None:
    """Its link leads nowhere any more: the account that nobody ever used goes with it."""
    _locked(_partner_of(invitation), by)
    if not invitations(invitation.partner).filter(pk=invitation.pk).exists():
        raise WrongState("Cette invitation a déjà été acceptée ou annulée\u00a0: rechargez la page.")
    with recorded(by=by, now=now, why="Invitation annulée"):
        never_signed_in(invitation).delete()
        invitation.cancelled_at = now
        invitation.save(update_fields=["cancelled_at"])


@transaction.atomic
def close_account(*, user: User, by: User, now: datetime) -> None:
    """The person is signed out at their next click, and comes in no more. What they did stays."""
    row = _locked(_partner_of(user), by)
    locked = colleagues(row).select_for_update(of=("self",)).get(pk=user.pk)
    if not locked.is_active:
        raise WrongState("Ce compte est déjà fermé\u00a0: rechargez la page.")
    if locked.leads_partner and not _leaders(row).exclude(pk=locked.pk).exists():
        raise Refusal(LAST_LEADER)
    locked.is_active, locked.leads_partner = False, False
    with recorded(by=by, now=now, why="Compte fermé"):
        locked.save(update_fields=["is_active", "leads_partner"])


@transaction.atomic
def reopen_account(*, user: User, by: User, now: datetime) -> None:
    """With the password they had."""
    row = _locked(_partner_of(user), by)
    locked = colleagues(row).select_for_update(of=("self",)).get(pk=user.pk)
    if locked.is_active:
        raise WrongState("Ce compte est déjà ouvert\u00a0: rechargez la page.")
    locked.is_active = True
    with recorded(by=by, now=now, why="Compte rouvert"):
        locked.save(update_fields=["is_active"])


@transaction.atomic
def hand_over(*, to: User, by: User, now: datetime) -> None:
    """`to` answers for the accounts from now on, and `by` no longer does."""
    row = _locked(_partner_of(to), by)
    if to.pk == by.pk or not colleagues(row).filter(pk=to.pk, is_active=True).exists():
        raise WrongState("Choisissez quelqu’un d’autre, dont le compte est ouvert.")
    with recorded(by=by, now=now, why="Responsabilité des comptes confiée"):
        colleagues(row).filter(pk=to.pk).update(leads_partner=True)
        User.objects.filter(pk=by.pk, partner=row).update(leads_partner=False)


@transaction.atomic
def choose_leaders(*, partner: Partner, leaders: Collection[User], by: User, now: datetime) -> None:
    """The CCAS says who answers for a partner's accounts; closing a partner is `partners.actions.close_partner`."""
    row = _locked(partner, by)
    chosen = {user.pk for user in leaders}
    if chosen - set(colleagues(row).filter(is_active=True).values_list("pk", flat=True)):
        raise Refusal("Choisissez parmi les comptes ouverts de cette structure.")
    with recorded(by=by, now=now, why="Responsables des comptes"):
        colleagues(row).filter(pk__in=chosen).update(leads_partner=True)
        colleagues(row).exclude(pk__in=chosen).update(leads_partner=False)


def _partner_of(one: User | Invitation) -> Partner:
    if one.partner is None:
        raise Refusal("Cette personne n’appartient à aucune structure.")
    return one.partner


def _leaders(partner: Partner) -> QuerySet[User]:
    return colleagues(partner).filter(leads_partner=True, is_active=True)
