"""What the pages about people show."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator

from harmonie.accounts.doors import is_shut_out
from harmonie.accounts.models import User
from harmonie.accounts.people.queries import is_waiting
from harmonie.accounts.people.rules import in_words
from harmonie.chips import Chip
from harmonie.dates import plain_day

from .history import changes_of_person
from .work import Work, work_of

OPEN = Chip("Ouvert", "check", "go")
INVITED = Chip("Invitation en attente", "mail", "wait")
CLOSED = Chip("Fermé", "lock")
SHUT_OUT = Chip("Partenaire fermé", "lock")


class Row(NamedTuple):
    """Somebody in the list."""

    person: User
    roles: str
    chip: Chip


def state_of(user: User) -> Chip:
    if not user.is_active:
        return CLOSED
    if is_shut_out(user):
        return SHUT_OUT
    return INVITED if is_waiting(user) else OPEN


def roles_of(user: User) -> str:
    """In words, from groups that are fetched already."""
    return in_words({group.name for group in user.groups.all()})


def rows(people: Sequence[User]) -> list[Row]:
    return [Row(person, roles_of(person), state_of(person)) for person in people]


def page_of_person(user: User, me: User, today: date) -> dict[str, Any]:
    """Somebody's page, as `me` may use it: nobody decides their own rights."""
    return {
        "person": user,
        "state": state_of(user),
        "facts": facts_of(user),
        "is_waiting": is_waiting(user),
        "is_me": user.pk == me.pk,
        "has_second_step": Authenticator.objects.filter(user=user).exists(),
        "work": work_of(user, today),
        "changes": changes_of_person(user),
    }


def facts_of(user: User) -> list[tuple[str, Any]]:
    return [
        ("Adresse électronique", user.email),
        ("Qualité", "" if user.partner and user.office == user.partner.name else user.office),
        ("Rôles", roles_of(user)),
        ("Partenaire", user.partner),
        ("Responsable", "des comptes de sa structure" if user.leads_partner else ""),
        ("Invitation du" if is_waiting(user) else "Compte ouvert le", plain_day(user.joined_at)),
        ("Dernière connexion", plain_day(user.last_login) if user.last_login else "jamais"),
    ]


def summary_of(work: Work) -> list[tuple[str, int]]:
    """What can be handed over, counted."""
    return [
        ("Dossiers en cours", len(work.applications)),
        ("Suivis d’impayés", len(work.follow_ups)),
        ("Dossiers à rapporter en séance", len(work.reports)),
        ("Listes gardées", len(work.lists)),
    ]
