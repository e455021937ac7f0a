"""Which messages a page shows."""

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from harmonie.accounts.models import User
from harmonie.town.queries import town

from .models import OutgoingMail


class Kind(NamedTuple):
    """A list of the administration's page: what it holds, and what to say when it holds nothing."""

    label: str
    where: Q
    empty: str


KINDS = {
    "abandonnes": Kind("Non remis", Q(abandoned_at__isnull=False), "Tous les courriels sont partis"),
    "attente": Kind("En attente", Q(sent_at=None, abandoned_at=None), "Rien n’attend"),
    "envoyes": Kind("Envoyés", Q(sent_at__isnull=False), "Aucun courriel n’est encore parti"),
}


def counts() -> dict[str, int]:
    """How many messages each list holds, from one query."""
    return OutgoingMail.objects.aggregate(**{key: Count("pk", filter=kind.where) for key, kind in KINDS.items()})


def boxes(user: User | AnonymousUser) -> list[str]:
    """The addresses whose mail this person reads; none means all of them (the administration)."""
    if user.has_perm("accounts.manage_settings"):
        return []
    own = [user.email] if isinstance(user, User) else []
    shared = user.has_perm("applications.assess_loanapplication") and getattr(user, "partner_id", None) is None
    return [*own, town().email] if shared else own


def kept_for(user: User | AnonymousUser) -> QuerySet[OutgoingMail]:
    """The messages of those boxes."""
    names = boxes(user)
    everything = OutgoingMail.objects.all()
    if user.has_perm("accounts.manage_settings"):
        return everything
    return everything.filter(recipient__in=names)
