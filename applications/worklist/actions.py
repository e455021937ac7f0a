"""Who follows a request, and the lists that people keep."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions import lock
from ..enums import CLOSED_STATES, State
from ..models import LoanApplication, SavedFilter
from ..notices import Event, tell
from .choices import social_workers

LISTS = 12  # beyond, the tabs are no longer read
LONGEST = 500
NAME_KEPT = 28  # characters of a list's name, and of its former owner's: together they fit a name


@transaction.atomic
def assign(*, application: LoanApplication, worker: User, by: User, now: datetime, why: str = "") -> None:
    """Gives an open request to an active social worker, who is told by mail. Saying it twice changes nothing."""
    locked = lock(application)
    if locked.state in (State.DRAFT, *CLOSED_STATES):
        label = State(locked.state).label
        raise WrongState(f"Le dossier {locked.reference} ne se confie pas\u00a0: il est «\u202f{label}\u202f».")
    if not social_workers().filter(pk=worker.pk, is_active=True).exists():
        raise Refusal(f"{worker} ne suit pas de dossiers\u00a0: choisissez une autre personne.")
    if not LoanApplication.objects.visible_to(worker).filter(pk=locked.pk).exists():
        raise Refusal(
            f"{worker} ne peut pas suivre le dossier {locked.reference}\u00a0: choisissez une autre personne."
        )
    if locked.worker_id == worker.pk:
        return
    locked.worker = worker
    with recorded(by=by, now=now, why=f"Confié à {worker}" + (f"\u00a0: {why.strip()}" if why.strip() else "")):
        locked.save(update_fields=["worker"])
    tell(locked, Event.ASSIGNED, by=by, now=now)


@transaction.atomic
def assign_all(
    *, applications: Iterable[LoanApplication], worker: User, by: User, now: datetime, why: str = ""
) -> None:
    """Gives all of these requests, or none, to the same social worker."""
    for application in sorted(applications, key=lambda one: one.pk):
        assign(application=application, worker=worker, by=by, now=now, why=why)


@transaction.atomic
def keep_list(*, by: User, name: str, query: str, now: datetime) -> SavedFilter:
    """Keeps the filters `query` under a name of one's own."""
    if len(query) > LONGEST:
        raise Refusal("Ces filtres sont trop longs pour être gardés\u00a0: retirez-en un.")
    if SavedFilter.objects.filter(user=by).count() >= LISTS:
        raise Refusal(f"Vous avez déjà {LISTS} listes\u00a0: supprimez-en une d’abord.")
    try:
        with transaction.atomic():
            return SavedFilter.objects.create(user=by, name=name, query=query, saved_at=now)
    except IntegrityError as error:
        raise Refusal("Vous avez déjà une liste de ce nom\u00a0: choisissez-en un autre.") from error


@transaction.atomic
def forget_list(*, saved: SavedFilter) -> None:
    """Removes a list; the requests in it stay where they are."""
    saved.delete()


@transaction.atomic
def pass_on_list(*, saved: SavedFilter, to: User) -> SavedFilter:
    """Gives a kept list to a colleague, under its owner's name when they have one of that name already."""
    locked = SavedFilter.objects.select_for_update(of=("self",)).select_related("user").get(pk=saved.pk)
    theirs = set(SavedFilter.objects.filter(user=to).values_list("name", flat=True))
    if len(theirs) >= LISTS:
        raise Refusal(f"{to} a déjà {LISTS} listes\u00a0: la liste «\u202f{locked.name}\u202f» reste.")
    owner = locked.user
    if locked.name in theirs:
        locked.name = f"{locked.name[:NAME_KEPT]} ({owner.first_name[:NAME_KEPT]})"
    if locked.name in theirs:
        raise Refusal(f"{to} a déjà une liste «\u202f{locked.name}\u202f»\u00a0: elle reste.")
    locked.user = to
    locked.save(update_fields=["user", "name"])
    return locked
