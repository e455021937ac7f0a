"""The minutes: free texts around the record, then the signature that freezes the whole."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.authorship import recorded

from ..models import Meeting, Minutes, MinutesRemark
from .paper import TEMPLATE, reference_of, rendered
from .rules import has_minutes, may_sign, may_write, revision_of

STALE = "Le texte du procès-verbal a changé depuis l’affichage de cette page\u00a0: relisez-le avant de continuer."


@transaction.atomic
def write_minutes(
    *,
    meeting: Meeting,
    opening: str,
    closing: str,
    remarks: Mapping[int, str],
    expected_revision: int | None = None,
    by: User,
    now: datetime,
) -> Minutes:
    """Keeps the free texts. `remarks` by item, those that are told; an empty one takes the remark away."""
    locked = _lock(meeting)
    if not may_write(by, locked):
        raise Refusal("Le procès-verbal est rédigé par le secrétariat ou par qui a présidé.")
    with recorded(by=by, now=now):
        minutes, _ = Minutes.objects.get_or_create(meeting=locked, defaults={"started_at": now})
        _ensure_unsigned(minutes)
        if expected_revision is not None and current_revision(minutes) != expected_revision:
            raise Stale(STALE)
        minutes.opening, minutes.closing = opening.strip(), closing.strip()
        minutes.save(update_fields=["opening", "closing"])
        for item in locked.items.filter(pk__in=remarks):
            _remark(minutes, item.pk, remarks[item.pk].strip())
    return minutes


def _remark(minutes: Minutes, item: int, text: str) -> None:
    if text:
        MinutesRemark.objects.update_or_create(minutes=minutes, item_id=item, defaults={"text": text})
    else:
        minutes.remarks.filter(item_id=item).delete()


def sign_minutes(*, meeting: Meeting, expected_revision: int | None = None, by: User, now: datetime) -> Minutes:
    """Freezes the minutes as they are, rendered before any lock. Afterwards nothing of them changes."""
    seen = Minutes.objects.filter(meeting=meeting).first()
    revision = current_revision(seen) if seen else revision_of("", "", {})
    if expected_revision is not None and expected_revision != revision:
        raise Stale(STALE)
    _ensure_signable(Meeting.objects.get(pk=meeting.pk), seen, by)
    pdf = rendered(meeting, signatory=by, now=now)
    return _signed(meeting, pdf, revision, by, now)


@transaction.atomic
def _signed(meeting: Meeting, pdf: bytes, revision: int, by: User, now: datetime) -> Minutes:
    locked = _lock(meeting)
    minutes, _ = Minutes.objects.get_or_create(meeting=locked, defaults={"started_at": now})
    minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    _ensure_signable(locked, minutes, by)
    if current_revision(minutes) != revision:
        raise Stale(STALE)
    minutes.document = freeze(
        kind=DocumentKind.MINUTES,
        reference=reference_of(locked),
        title=f"Procès-verbal de la séance du {plain_day(locked.starts_at)}",
        content=pdf,
        template_name=TEMPLATE,
        by=by,
        now=now,
    )
    minutes.signed_at, minutes.signed_by = now, by
    with recorded(by=by, now=now):
        minutes.save(update_fields=["document", "signed_at", "signed_by"])
    return minutes


def current_revision(minutes: Minutes) -> int:
    return revision_of(minutes.opening, minutes.closing, dict(minutes.remarks.values_list("item_id", "text")))


def _lock(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not has_minutes(locked):
        raise WrongState("Le procès-verbal se rédige une fois la séance levée.")
    return locked


def _ensure_unsigned(minutes: Minutes) -> None:
    if minutes.signed_at:
        day = plain_day(timezone.localdate(minutes.signed_at))
        raise WrongState(
            f"Le procès-verbal est signé depuis le {day}\u00a0: "
            "une correction s’écrit dans celui de la séance suivante."
        )


def _ensure_signable(meeting: Meeting, minutes: Minutes | None, by: User) -> None:
    if not has_minutes(meeting):
        raise WrongState("Le procès-verbal se signe une fois la séance levée.")
    if minutes:
        _ensure_unsigned(minutes)
    if not may_sign(by, meeting):
        raise Refusal("Le procès-verbal est signé par qui a présidé la séance, ou par la présidence.")
