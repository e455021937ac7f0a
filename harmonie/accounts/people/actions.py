"""Names and roles, leaving and coming back. Nobody decides their own rights."""

from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction

from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..models import Partner, User
from ..roles import Role
from . import letters
from .base import ensure_not_the_last, locked, shut_every_way_in
from .queries import is_waiting
from .rules import NOT_LEAVING, NOT_ONESELF, against_roles, in_words

NAMED = ("first_name", "last_name", "office")


@transaction.atomic
def change_person(
    *, user: User, first_name: str, last_name: str, office: str, email: str, by: User, now: datetime
) -> None:
    """Who somebody is, and the address they sign in with: both addresses are told when it moves."""
    row = locked(user, by)
    former, address = row.email, email.strip().lower()
    if User.objects.filter(email__iexact=address).exclude(pk=row.pk).exists():
        raise Refusal("Quelqu’un d’autre a déjà cette adresse\u00a0: cherchez-la dans la liste des personnes.")
    if address != former.lower() and is_waiting(row):
        raise Refusal("L’invitation est partie à l’autre adresse\u00a0: annulez-la, puis invitez celle-ci.")
    row.first_name, row.last_name, row.office, row.email = first_name, last_name, office, address
    with recorded(by=by, now=now, why="Fiche de la personne"):
        row.save(update_fields=[*NAMED, "email"])
    if address != former.lower():
        EmailAddress.objects.filter(user=row).delete()
        sentence = "L’adresse électronique avec laquelle vous vous connectez a changé."
        for reached in (former, address):
            letters.told(row, sentence, now, to=reached)


@transaction.atomic
def change_roles(
    *, user: User, roles: Collection[Role], partner: Partner | None, by: User, now: datetime, why: str = ""
) -> None:
    """What somebody may do, from their next click on. `partner` is whom they work for, None at the CCAS."""
    if user.pk == by.pk:
        raise Refusal(NOT_ONESELF)
    row = locked(user, by)
    if refused := against_roles(roles, partner):
        raise Refusal(refused)
    if Role.ADMINISTRATOR not in roles:
        ensure_not_the_last(row)
    held = set(row.groups.values_list("name", flat=True))
    if held == set(roles) and row.partner == partner:
        return
    with recorded(by=by, now=now, why=why or "Rôles"):
        if row.partner != partner:
            row.partner, row.leads_partner = partner, False
            row.save(update_fields=["partner", "leads_partner"])
        row.groups.set(Group.objects.filter(name__in=roles))
    if row.is_active and not is_waiting(row):
        letters.told(row, f"Vos rôles ont changé\u00a0: {in_words(roles)}. Ils valent dès maintenant.", now)


@transaction.atomic
def leave(*, user: User, by: User, now: datetime, why: str = "") -> None:
    """The account is closed at once: sessions, links and password end with it. What the person did stays."""
    if user.pk == by.pk:
        raise Refusal(NOT_LEAVING)
    row = locked(user, by)
    if not row.is_active:
        raise WrongState(f"Le compte de {row} est déjà fermé\u00a0: rechargez la page.")
    ensure_not_the_last(row)
    row.is_active, row.leads_partner = False, False
    shut_every_way_in(row)
    with recorded(by=by, now=now, why=why or "Départ"):
        row.save(update_fields=["is_active", "leads_partner", "password"])


@transaction.atomic
def come_back(*, user: User, site: str, by: User, now: datetime) -> None:
    """The account is open again with the roles it had, and a link to choose a new password leaves by mail."""
    row = locked(user, by)
    if row.is_active:
        raise WrongState(f"Le compte de {row} est déjà ouvert\u00a0: rechargez la page.")
    row.is_active = True
    shut_every_way_in(row)
    with recorded(by=by, now=now, why="Retour"):
        row.save(update_fields=["is_active", "password"])
    letters.welcome_back(row, site, now)


@transaction.atomic
def forget_second_step(*, user: User, by: User, now: datetime) -> None:
    """For a lost telephone: the person signs in with their password alone, and sets a new one up. They are told."""
    if user.pk == by.pk:
        raise Refusal("Pour vous-même, ouvrez «\u202fMon compte\u202f»\u00a0: on vous demandera votre code.")
    row = locked(user, by)
    with recorded(by=by, now=now, why="Double vérification retirée"):
        removed, _ = Authenticator.objects.filter(user=row).delete()
    if not removed:
        raise WrongState(f"{row} n’a pas de double vérification.")
    sentence = "L’administration a retiré la double vérification de votre compte. Remettez-la dès que possible."
    letters.told(row, sentence, now)
