"""What people do with payment files: receive, name the columns, match, post, give up."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from .. import actions as ledger
from ..enums import Channel, FileFormat, FileState, LineState
from ..models import ColumnMapping, FileWork, LedgerEntry, Loan, PaymentFile, PaymentLine
from . import tasks
from .columns import why_not
from .outlook import outlook_of
from .posting_actions import VOUCHER
from .progress import has_stopped

OPEN_LINES = (LineState.MATCHED, LineState.UNMATCHED)
GIVEN_UP = (LineState.MATCHED, LineState.UNMATCHED, LineState.SET_ASIDE, LineState.DUPLICATE)
MAY_READ_AGAIN = (FileState.MAPPING, FileState.PREVIEW, FileState.DROPPED)


@transaction.atomic
def receive_file(*, name: str, content: bytes, kind: FileFormat, by: User, now: datetime) -> tuple[PaymentFile, bool]:
    """Keeps a file and has it read. The same bytes are the same file: it is given back, with False."""
    facts = {"name": name[:120], "content": content, "format": kind, "received_at": now, "received_by": by}
    with recorded(by=by, now=now):
        file, is_new = PaymentFile.objects.get_or_create(sha256=sha256(content).hexdigest(), defaults=facts)
    if is_new:
        _set_to_work(file, tasks.read_file, by, now)
    return file, is_new


def _set_to_work(file: PaymentFile, task: object, by: User, now: datetime) -> None:
    FileWork.objects.update_or_create(file=file, defaults={"asked_by": by, "done": 0, "total": 0, "beat_at": now})
    transaction.on_commit(lambda: task.enqueue(file.pk))


def _lock(file: PaymentFile) -> PaymentFile:
    return PaymentFile.objects.select_for_update(of=("self",)).defer("content").get(pk=file.pk)


def _move(file: PaymentFile, state: FileState, by: User, now: datetime, **facts: object) -> None:
    for name, value in {"state": state, **facts}.items():
        setattr(file, name, value)
    with recorded(by=by, now=now):
        file.save(update_fields=["state", *facts])


@transaction.atomic
def name_columns(
    *, file: PaymentFile, headings: str, columns: Mapping[str, int], by: User, now: datetime
) -> PaymentFile:
    """Remembers what the columns under these headings mean, and has the file read (again) so."""
    if refusal := why_not(columns):
        raise Refusal(refusal)
    locked = _lock(file)
    if locked.state not in MAY_READ_AGAIN:
        raise WrongState("Ce fichier est déjà enregistré\u00a0: ses colonnes ne changent plus.")
    facts = {"columns": dict(columns), "saved_at": now, "saved_by": by}
    ColumnMapping.objects.update_or_create(headings=headings, defaults=facts)
    return _read_again(locked, by, now)


@transaction.atomic
def read_again(*, file: PaymentFile, by: User, now: datetime) -> PaymentFile:
    """A file that was given up is read anew."""
    locked = _lock(file)
    if locked.state != FileState.DROPPED:
        raise WrongState("Ce fichier n’est pas abandonné\u00a0: il est déjà lu.")
    return _read_again(locked, by, now)


def _read_again(file: PaymentFile, by: User, now: datetime) -> PaymentFile:
    _give_lines_up(file)
    _move(file, FileState.READING, by, now, trouble="")
    _set_to_work(file, tasks.read_file, by, now)
    return file


def _give_lines_up(file: PaymentFile) -> None:
    """Their payments may come again in another file."""
    PaymentLine.objects.filter(file=file, state__in=GIVEN_UP).update(state=LineState.DROPPED)


@transaction.atomic
def drop_file(*, file: PaymentFile, by: User, now: datetime) -> PaymentFile:
    """Gives a file up before anything of it is posted."""
    locked = _lock(file)
    if locked.state not in (FileState.PREVIEW, FileState.MAPPING):
        raise WrongState("Ce fichier ne peut plus être abandonné.")
    _give_lines_up(locked)
    _move(locked, FileState.DROPPED, by, now, trouble="")
    return locked


@transaction.atomic
def start_posting(*, file: PaymentFile, by: User, now: datetime) -> PaymentFile:
    """Has the matched lines posted, all of them or none. Whoever comes second is told who was first."""
    locked = _lock(file)
    if locked.state != FileState.PREVIEW:
        who = f" par {locked.posted_by}" if locked.posted_by else ""
        raise WrongState(f"Ce fichier est déjà «\u202f{locked.get_state_display()}\u202f»{who}.")
    if not PaymentLine.objects.filter(file=locked, state=LineState.MATCHED).exists():
        raise Refusal("Aucune ligne n’est rapprochée d’un prêt\u00a0: il n’y a rien à enregistrer.")
    if count := len(outlook_of(locked, timezone.localdate(now)).refused):
        some = "lignes seraient refusées" if count > 1 else "ligne serait refusée"
        raise Refusal(f"{count} {some}\u00a0: revoyez ou laissez-les de côté, puis enregistrez.")
    _move(locked, FileState.POSTING, by, now, posted_by=by, trouble="")
    _set_to_work(locked, tasks.post_file, by, now)
    return locked


@transaction.atomic
def resume(*, file: PaymentFile, by: User, now: datetime) -> PaymentFile:
    """Starts the task of a file again when the one at work died; it begins anew, for nothing of it was kept."""
    locked = _lock(file)
    if not has_stopped(locked, now):
        raise WrongState("Le traitement n’est pas arrêté\u00a0: suivez son avancement.")
    _set_to_work(locked, tasks.read_file if locked.state == FileState.READING else tasks.post_file, by, now)
    return locked


# One line ---------------------------------------------------------------------------------------


def _lock_line(line: PaymentLine, *states: LineState, in_preview: bool | None = None) -> PaymentLine:
    """The line behind its file's lock, in one of these states; the file is open, or posted."""
    file = _lock(line.file)
    locked = PaymentLine.objects.select_for_update(of=("self",)).select_related("loan").get(pk=line.pk)
    locked.file = file
    if file.state not in (FileState.PREVIEW, FileState.POSTED) or (
        in_preview is not None and in_preview != (file.state == FileState.PREVIEW)
    ):
        raise WrongState(
            f"Le fichier est maintenant «\u202f{file.get_state_display()}\u202f»\u00a0: rechargez la page."
        )
    if locked.state not in states:
        raise WrongState(
            f"Cette ligne est maintenant «\u202f{locked.get_state_display()}\u202f»\u00a0: rechargez la page."
        )
    return locked


def _write(line: PaymentLine, state: LineState, **facts: object) -> PaymentLine:
    facts = {"state": state, "trouble": "", **facts}
    for name, value in facts.items():
        setattr(line, name, value)
    line.save(update_fields=list(facts))
    return line


@transaction.atomic
def match_line(*, line: PaymentLine, loan: Loan, by: User, now: datetime, keeps_surplus: bool = False) -> PaymentLine:
    """A person says which loan a line of a file under review is for."""
    locked = _lock_line(line, *OPEN_LINES, in_preview=True)
    why = f"Choisi par {by.get_full_name()}."[:200]
    return _write(locked, LineState.MATCHED, loan=loan, confidence=100, why=why, keeps_surplus=keeps_surplus)


@transaction.atomic
def post_line(*, line: PaymentLine, loan: Loan, by: User, now: datetime, keeps_surplus: bool = False) -> LedgerEntry:
    """A line that was left when its file was posted finds its loan, and is posted by itself."""
    locked = _lock_line(line, LineState.UNMATCHED, in_preview=False)
    entry = ledger.record_repayment(
        loan=loan,
        amount=locked.amount,
        channel=Channel.TRANSFER,
        value_on=locked.booked_on,
        by=by,
        now=now,
        voucher=locked.bank_reference[:VOUCHER],
        keeps_surplus=keeps_surplus,
    )
    why = f"Choisi par {by.get_full_name()}."[:200]
    _write(locked, LineState.POSTED, loan=loan, entry=entry, confidence=100, why=why, keeps_surplus=keeps_surplus)
    return entry


@transaction.atomic
def unmatch_line(*, line: PaymentLine, by: User, now: datetime) -> PaymentLine:
    """The line waits for somebody to find its loan."""
    locked = _lock_line(line, LineState.MATCHED, in_preview=True)
    why = f"Rapprochement retiré par {by.get_full_name()}."[:200]
    return _write(locked, LineState.UNMATCHED, loan=None, confidence=0, why=why, keeps_surplus=False)


@transaction.atomic
def set_aside(*, line: PaymentLine, why: str, by: User, now: datetime) -> PaymentLine:
    """The line is no payment of a loan; `why` says what it is."""
    locked = _lock_line(line, *OPEN_LINES)
    if not why.strip():
        raise Refusal("Indiquez pourquoi cette ligne est écartée.")
    return _write(
        locked, LineState.SET_ASIDE, loan=None, confidence=0, why=f"{why.strip()} ({by.get_full_name()})"[:200]
    )


@transaction.atomic
def take_back(*, line: PaymentLine, by: User, now: datetime) -> PaymentLine:
    """A line that a person set aside is a payment after all; what the bank says is none stays so."""
    locked = _lock_line(line, LineState.SET_ASIDE)
    return _write(locked, LineState.UNMATCHED, confidence=0, why=f"Reprise par {by.get_full_name()}."[:200])


@transaction.atomic
def leave_for_later(*, file: PaymentFile, by: User, now: datetime) -> int:
    """The lines that would be refused wait to be matched by hand; how many there are."""
    locked = _lock(file)
    if locked.state != FileState.PREVIEW:
        raise WrongState("Ce fichier n’est plus à vérifier.")
    refused = outlook_of(locked, timezone.localdate(now)).refused
    lines = PaymentLine.objects.filter(file=locked, state=LineState.MATCHED, pk__in=refused)
    for line in lines:
        _write(line, LineState.UNMATCHED, loan=None, confidence=0, keeps_surplus=False, why=refused[line.pk][:200])
    return len(refused)
