"""Durations voted, slips drawn up and answered (domain.md §1). The purge itself is nobody's yet: see docs/decisions."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.numbering import year_reference

from ..models import DisposalLine, DisposalSlip, Fate, RetentionRules

TEMPLATE = "pdf/disposal_slip.html"


class Proposed(NamedTuple):
    """One dossier whose time is over."""

    application_id: int
    fate: Fate
    ended_on: date


@transaction.atomic
def vote_retention(
    *,
    valid_from: date,
    source: str,
    contact_years: int,
    granted_years: int,
    refused_years: int,
    by: User,
    now: datetime,
) -> RetentionRules:
    """Durations from a day on, today at the earliest. A later row for the same day takes its place."""
    if valid_from < timezone.localdate(now):
        raise Refusal("Choisissez aujourd’hui ou un jour à venir\u00a0: ce qui valait avant ne se réécrit pas.")
    return RetentionRules.objects.create(
        valid_from=valid_from,
        source=source.strip(),
        contact_years=contact_years,
        granted_years=granted_years,
        refused_years=refused_years,
        recorded_at=now,
        recorded_by=by,
    )


@transaction.atomic
def draw_up_slip(
    *, as_of: date, rules: RetentionRules, proposed: Iterable[Proposed], by: User, now: datetime
) -> DisposalSlip:
    """Freezes what is proposed under the year's next number; its PDF is issued afterwards (`keep_paper`).

    The number's series is taken first: two people at once draw up two slips, the second without what the first took.
    """
    number = year_reference("BE", timezone.localdate(now).year)
    standing = DisposalLine.objects.filter(slip__abandoned_at=None)
    listed = list(proposed)
    taken = set(standing.filter(application__in=[one.application_id for one in listed]).values_list("application"))
    kept = [one for one in listed if (one.application_id,) not in taken]
    if not kept:
        raise WrongState("Aucun dossier n’est à proposer\u00a0: ceux qui le sont ont déjà leur bordereau.")
    slip = DisposalSlip.objects.create(
        number=number,
        as_of=as_of,
        count=len(kept),
        granted_years=rules.granted_years,
        refused_years=rules.refused_years,
        made_at=now,
        made_by=by,
    )
    lines = (DisposalLine(slip=slip, **one._asdict()) for one in kept)
    DisposalLine.objects.bulk_create(lines, batch_size=2000)
    return slip


@transaction.atomic
def keep_paper(*, slip: DisposalSlip, content: bytes, by: User, now: datetime) -> IssuedDocument:
    """Freezes the rendered PDF of a slip, once; the same one when it was issued."""
    locked = _lock(slip)
    if locked.document is not None:
        return locked.document
    locked.document = freeze(
        kind=DocumentKind.SLIP,
        reference=locked.number,
        title=f"Bordereau d’élimination n°\u00a0{locked.number}",
        content=content,
        template_name=TEMPLATE,
        by=by,
        now=now,
    )
    locked.save(update_fields=["document"])
    return locked.document


@transaction.atomic
def note_visa(*, slip: DisposalSlip, visa_on: date, source: str, now: datetime) -> None:
    """The archives agreed, on a day, under a reference; said once."""
    locked = _waiting(slip)
    made_on = timezone.localdate(locked.made_at)
    if not made_on <= visa_on <= timezone.localdate(now):
        raise Refusal(f"Indiquez un jour du {plain_day(made_on)}, où le bordereau est établi, à aujourd’hui.")
    locked.visa_on, locked.visa_source = visa_on, source.strip()
    locked.save(update_fields=["visa_on", "visa_source"])


@transaction.atomic
def abandon_slip(*, slip: DisposalSlip, why: str, now: datetime) -> None:
    """The archives refused, or it was a mistake: its dossiers may be proposed again."""
    locked = _waiting(slip)
    locked.abandoned_at, locked.abandoned_why = now, why.strip()
    locked.save(update_fields=["abandoned_at", "abandoned_why"])


def _waiting(slip: DisposalSlip) -> DisposalSlip:
    locked = _lock(slip)
    if locked.visa_on:
        raise WrongState(f"Ce bordereau a déjà son visa, du {plain_day(locked.visa_on)}.")
    if locked.abandoned_at:
        raise WrongState("Ce bordereau est abandonné\u00a0: établissez-en un autre.")
    return locked


def _lock(slip: DisposalSlip) -> DisposalSlip:
    return DisposalSlip.objects.select_for_update(of=("self",)).select_related("document").get(pk=slip.pk)
