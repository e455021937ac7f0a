"""What the CCAS says of two rows that look like one person, and how one dossier is made out of two."""

from datetime import datetime

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions import exclude_reader, lock, record_milestone, withdraw
from ..enums import ClosingReason, State, Step
from ..models import Applicant, Exclusion, IdentityFinding, LoanApplication
from ..rules import can
from .queries import UNDER_WAY, found_about

# Read by nobody outside the CCAS, and naming no other dossier all the same: letters may quote it.
NOTE = "La personne a déjà une demande en cours\u00a0: le CCAS n’en suit qu’une."


@transaction.atomic
def record_finding(
    *, one: Applicant, other: Applicant, is_same: bool, why: str, by: User, now: datetime
) -> IdentityFinding:
    """Says that two rows are one person, or two people. A later finding about the pair replaces this one."""
    first, second = _both_locked(one, other)
    known = found_about(first).latest.get(frozenset((first.pk, second.pk)))
    if known is not None and known.is_same == is_same:
        raise WrongState(f"{known.found_by} l’a déjà constaté\u00a0: rechargez la page.")
    return IdentityFinding.objects.create(
        one=first, other=second, is_same=is_same, why=why.strip(), found_at=now, found_by=by
    )


def _both_locked(one: Applicant, other: Applicant) -> tuple[Applicant, Applicant]:
    """The two rows in the order of their keys, so that two people who compare the same pair wait for each other."""
    if one.pk == other.pk:
        raise Refusal("Ces deux demandes sont déjà au nom de la même personne.")
    first, second = Applicant.objects.select_for_update().filter(pk__in=(one.pk, other.pk)).order_by("pk")
    return first, second


@transaction.atomic
def merge(*, one: LoanApplication, other: LoanApplication, why: str, by: User, now: datetime) -> LoanApplication:
    """Keeps one of two requests of one person, and closes the other as a duplicate. Answers the one that is kept.

    Nothing moves from one to the other: the closed one keeps its history, documents and notes, read from the kept one.
    """
    locked = [lock(application) for application in sorted((one, other), key=lambda application: application.pk)]
    kept, closed = which_is_kept(*locked)
    if one.applicant_id != other.applicant_id and not _is_found_same(one.applicant, other.applicant):
        record_finding(one=one.applicant, other=other.applicant, is_same=True, why=why, by=by, now=now)
    _step_aside_from_both(kept, closed, now)
    withdraw(application=closed, reason=ClosingReason.DUPLICATE, note=NOTE, by=by, now=now)
    merged = lock(closed)
    merged.merged_into = kept
    with recorded(by=by, now=now, why=f"Réunie au dossier {kept.reference}"):
        merged.save(update_fields=["merged_into"])
    _tell_both(kept, merged, by, now)
    return kept


def which_is_kept(one: LoanApplication, other: LoanApplication) -> tuple[LoanApplication, LoanApplication]:
    """The request to keep and the one to close: the later is closed, unless it went too far for that."""
    earlier, later = sorted((one, other), key=lambda application: application.pk)
    if earlier.state not in UNDER_WAY or later.state not in UNDER_WAY:
        raise WrongState("L’une des deux demandes n’est plus en cours\u00a0: rechargez la page.")
    if can("withdraw", later):
        return earlier, later
    if can("withdraw", earlier):
        return later, earlier
    raise Refusal("Les deux demandes sont déjà à l’ordre du jour ou chez le prêteur\u00a0: retirez-en une d’abord.")


def _is_found_same(one: Applicant, other: Applicant) -> bool:
    return other.pk in found_about(one).same


def _step_aside_from_both(kept: LoanApplication, closed: LoanApplication, now: datetime) -> None:
    """Whoever stepped aside from one of the two knows nothing of either: the one is read from the other."""
    apart = {row.user for row in Exclusion.objects.filter(application__in=(kept, closed)).select_related("user")}
    known = set(Exclusion.objects.filter(application=kept).values_list("user", flat=True))
    if kept.state == State.ON_AGENDA and {user.pk for user in apart} - known:
        raise Refusal(
            f"Quelqu’un s’est déporté de l’une des deux demandes\u00a0: retirez d’abord le dossier {kept.reference} "
            "de l’ordre du jour."
        )
    for application in (kept, closed):
        for user in apart:
            exclude_reader(application=application, user=user, now=now)


def _tell_both(kept: LoanApplication, merged: LoanApplication, by: User, now: datetime) -> None:
    """For the CCAS alone: partners read neither line."""
    for application, sentence in (
        (kept, f"Réunie avec le dossier {merged.reference}"),
        (merged, f"Réunie au dossier {kept.reference}"),
    ):
        _note(application, sentence, by, now)


def _note(application: LoanApplication, sentence: str, by: User, now: datetime) -> None:
    path = application.milestones.order_by("happened_at", "id").last()
    record_milestone(
        application=application,
        # On the door where it stands, and as it stands there.
        step=Step(path.step) if path else Step.REVIEW,
        sentence=sentence,
        note=path.note if path else sentence,
        is_done=path.is_done if path else False,
        is_stop=path.is_stop if path else False,
        is_shared=False,
        url=path.url if path else "",
        by=by,
        now=now,
    )
