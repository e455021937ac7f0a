"""Slips: drawn up without gaps, printed once, sent once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.documents.pdf import render_pdf
from harmonie.money import euros_in_words
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.numbering import next_number

from ...enums import SlipKind
from ...models import Slip, SlipLine
from .queries import LONGEST, entries_of, lines_of, oldest_year, rules_of, total_of, waiting

TEMPLATE = "pdf/slip.html"
PREFIX = {SlipKind.PAYMENT_ORDERS: "BM", SlipKind.REVENUE_ORDERS: "BT"}


@transaction.atomic
def draw_up_slip(*, kind: SlipKind, seen: Sequence[int], by: User, now: datetime) -> Slip:
    """The next slip of its kind, with the entries that wait; `seen` are the keys of those that the preview showed.

    `Refusal` when nothing waits, `Stale` when what waits is no longer what was seen.
    """
    year = oldest_year(kind, by)
    if year is None:
        raise WrongState("Rien n’attend de bordereau\u00a0: une autre personne vient de l’établir.")
    # The counter stays locked until the end: whoever draws up the same slip waits here, then finds nothing left.
    number = next_number(f"slip-{kind}-{year}")
    found = list(waiting(kind, by).filter(value_on__year=year)[:LONGEST])
    if [entry.pk for entry in found] != list(seen):
        raise Stale("Les écritures à transmettre ont changé entre-temps\u00a0: relisez la liste, puis établissez-le.")
    slip = Slip.objects.create(kind=kind, year=year, number=number, drawn_up_at=now, drawn_up_by=by)
    SlipLine.objects.bulk_create(SlipLine(slip=slip, entry=entry) for entry in found)
    return slip


def reference_of(slip: Slip) -> str:
    """« BM-2026-3 »: the reference of its paper, and the name of its files."""
    return f"{PREFIX[SlipKind(slip.kind)]}-{slip.year}-{slip.number}"


def issue_slip(*, slip: Slip, by: User, now: datetime) -> IssuedDocument:
    """The slip as a PDF to sign, rendered before any lock and frozen. Asked again, the one already issued."""
    if slip.document is not None:
        return slip.document
    lines = lines_of(entries_of(slip, by))
    facts = {"slip": slip, "lines": lines, "total": total_of(lines), "rules": rules_of(slip), "issuer": by}
    facts |= {"total_in_words": euros_in_words(abs(total_of(lines))), "issued_on": timezone.localdate(now)}
    return _freeze(slip, render_pdf(TEMPLATE, facts | {"reference": reference_of(slip)}), by, now)


@transaction.atomic
def _freeze(slip: Slip, content: bytes, by: User, now: datetime) -> IssuedDocument:
    locked = _lock(slip)
    if locked.document is not None:
        return locked.document
    locked.document = freeze(
        kind=DocumentKind.SLIP,
        reference=reference_of(slip),
        title=f"{slip.get_kind_display().capitalize()} n°\u00a0{slip.number}, exercice {slip.year}",
        content=content,
        template_name=TEMPLATE,
        by=by,
        now=now,
    )
    locked.save(update_fields=["document"])
    return locked.document


@transaction.atomic
def mark_sent(*, slip: Slip, sent_on: date, by: User, now: datetime) -> None:
    """The slip left for the treasury on a day; said once."""
    locked = _lock(slip)
    if locked.sent_on:
        raise WrongState(f"Ce bordereau est déjà transmis, le {short_day(locked.sent_on)}.")
    if not timezone.localdate(locked.drawn_up_at) <= sent_on <= timezone.localdate(now):
        raise Refusal("Le jour de la transmission est entre celui où le bordereau est établi et aujourd’hui.")
    locked.sent_on = sent_on
    locked.save(update_fields=["sent_on"])


def _lock(slip: Slip) -> Slip:
    return Slip.objects.select_for_update(of=("self",)).select_related("document").get(pk=slip.pk)
