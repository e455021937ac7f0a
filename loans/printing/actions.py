"""Asking for many papers as one file, cancelling, taking up again, throwing away."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument
from harmonie.refusals import Refusal, WrongState

from ..enums import BatchState, PrintKind
from ..models import Loan, LoanDocument, PrintBatch, PrintItem, PrintPiece
from . import tasks
from .order import Place, place
from .papers import printable
from .standing import has_stopped

AT_MOST = 2000  # a worker holds some 450 MB for a thousand joined papers: see bench/README.md
KEPT = timedelta(days=1)
TOO_MANY = "Une impression compte au plus 2\u202f000 papiers\u00a0: choisissez une liste plus courte."
FOUND = ("postcode", "city", "address", "last_name", "first_name")


def ask_batch(
    *, kind: PrintKind, loans: QuerySet[Loan], label: str, by: User, now: datetime, both_sides: bool = True
) -> PrintBatch:
    """One paper of this kind for each of `loans` that can have it, in the order of the post.

    Papers that are not issued yet are issued by the task, in the name of `by`. `label` says which list it was.
    """
    readable = Loan.objects.visible_to(by).filter(printable(kind), pk__in=loans.order_by().values("pk"))
    fields = [f"borrower__{field}" for field in FOUND]
    rows = readable.order_by().values_list("pk", "reference", *fields)[: AT_MOST + 1]
    if not rows:
        raise Refusal(f"Aucun prêt de cette liste ne donne lieu à ces papiers\u00a0: {kind.label}.")
    papers = [(_place(reference, *address), loan, None) for loan, reference, *address in rows]
    return _ask(kind, papers, label, by, now, both_sides=both_sides)


def ask_documents_batch(
    *,
    documents: Iterable[IssuedDocument] | QuerySet[IssuedDocument],
    label: str,
    by: User,
    now: datetime,
    kind: PrintKind = PrintKind.DOCUMENT,
    both_sides: bool = True,
) -> PrintBatch:
    """The same for papers of loans that are issued already, in the order of the post."""
    keys = [document.pk for document in documents]
    found = LoanDocument.objects.filter(document__in=keys, loan__in=Loan.objects.visible_to(by))
    fields = [f"loan__borrower__{field}" for field in FOUND]
    rows = found.order_by().values_list("loan_id", "document_id", "document__reference", *fields)[: AT_MOST + 1]
    if not rows:
        raise Refusal("Il n’y a aucun papier à imprimer.")
    papers = [(_place(reference, *address), loan, document) for loan, document, reference, *address in rows]
    return _ask(kind, papers, label, by, now, both_sides=both_sides)


def _place(reference: str, postcode: str, city: str, address: str, last_name: str, first_name: str) -> Place:
    name = f"{last_name} {first_name}"
    return place(postcode=postcode, city=city, address=address, name=name, reference=reference)


@transaction.atomic
def _ask(
    kind: PrintKind,
    papers: Sequence[tuple[Place, int, int | None]],
    label: str,
    by: User,
    now: datetime,
    *,
    both_sides: bool,
) -> PrintBatch:
    if len(papers) > AT_MOST:
        raise Refusal(TOO_MANY)
    batch = PrintBatch.objects.create(
        kind=kind, query=label[:500], both_sides=both_sides, total=len(papers), asked_at=now, asked_by=by
    )
    PrintItem.objects.bulk_create(
        (
            PrintItem(batch=batch, position=position, loan_id=loan, document_id=document)
            for position, (_, loan, document) in enumerate(sorted(papers), start=1)
        ),
        batch_size=500,
    )
    transaction.on_commit(lambda: tasks.make_batch.enqueue(batch.pk))
    return batch


@transaction.atomic
def cancel_batch(*, batch: PrintBatch, now: datetime) -> PrintBatch:
    """The task stops at its next paper. What is issued stays issued."""
    locked = PrintBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state not in (BatchState.WAITING, BatchState.RUNNING, BatchState.FAILED):
        raise WrongState(f"Cette impression est maintenant «\u202f{locked.get_state_display()}\u202f».")
    locked.state, locked.finished_at = BatchState.CANCELLED, now
    locked.save(update_fields=["state", "finished_at"])
    return locked


@transaction.atomic
def resume_batch(*, batch: PrintBatch, now: datetime) -> PrintBatch:
    """Goes on where the task stopped; papers that are issued are not issued again."""
    locked = PrintBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state != BatchState.FAILED and not has_stopped(locked, now):
        raise WrongState("Cette impression n’est pas interrompue\u00a0: voyez où elle en est.")
    locked.items.exclude(trouble="").update(trouble="")
    locked.state, locked.trouble, locked.alive_at, locked.finished_at = BatchState.WAITING, "", now, None
    locked.save(update_fields=["state", "trouble", "alive_at", "finished_at"])
    transaction.on_commit(lambda: tasks.make_batch.enqueue(locked.pk))
    return locked


@transaction.atomic
def throw_away(*, now: datetime) -> int:
    """Forgets files a day after they were finished; the papers themselves stay. How many batches went."""
    old = PrintBatch.objects.filter(finished_at__lt=now - KEPT).select_for_update(skip_locked=True)
    keys = list(old.values_list("pk", flat=True))
    for rows in (PrintPiece, PrintItem):
        rows.objects.filter(batch__in=keys).delete()
    PrintBatch.objects.filter(pk__in=keys).delete()
    return len(keys)
