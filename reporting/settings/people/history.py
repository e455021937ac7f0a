"""What happened to somebody's account: the facts, the roles given and taken, the invitations."""

from collections.abc import Iterable

from django.contrib.auth.models import Group

from harmonie.accounts.models import Invitation, RoleHeld, User
from harmonie.accounts.roles import Role
from harmonie.registry.changes import Change, changes_among, changes_of

# An address tells who it was; the rest of an invitation repeats the account.
ASIDE = ("email", "first_name", "last_name", "partner", "invited_by")
# The first two have no history; the others nobody changes.
UNTOLD = ("password", "last_login", "is_superuser", "joined_at")
SAID = {"insert": "Rôle donné", "delete": "Rôle retiré"}


def changes_of_person(user: User) -> list[Change]:
    """Newest first, what was done at once in the order in which it was done."""
    roles = changes_among(RoleHeld, about="group", user_id=user.pk)
    sent = changes_among(Invitation, leave_out=ASIDE, email__iexact=user.email, partner=user.partner_id)
    found = [*changes_of(user, leave_out=UNTOLD), *_roles(roles), *_invitations(sent)]
    return sorted(found, key=lambda change: change.on, reverse=True)


def _roles(changes: Iterable[Change]) -> Iterable[Change]:
    """« Rôle donné : finances »; the reason of the account's own line is not said again for each."""
    labels = {group.name: Role(group.name).label for group in Group.objects.all() if group.name in set(Role)}
    for change in changes:
        yield change._replace(what=SAID[change.kind], about=labels.get(change.about, change.about), details=[])


def _invitations(changes: Iterable[Change]) -> Iterable[Change]:
    for change in changes:
        yield change._replace(what=change.why or "Invitation", why="", details=[])
