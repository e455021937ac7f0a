"""The ledgers of all loans, computed again: the chain, the balances, the state, the schedules.

Reads only. The ledger is streamed, one loan in memory at a time.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum

from .chain import COLUMNS, first_break
from .enums import EntryKind, LoanState
from .models import LedgerEntry, Loan, LoanDocument, PaymentLine, PostingRequest, Schedule, SlipLine
from .rules import ended_by, state_after

STREAMED = 2000  # rows fetched at a time
BEFORE_MONEY = (LoanState.TO_SIGN, LoanState.SIGNED, LoanState.CANCELLED)
# What points at an entry, and the words that say so.
POINTERS: dict[type[Any], str] = {LoanDocument: "un reçu", SlipLine: "un bordereau", PaymentLine: "un relevé"}


class Finding(NamedTuple):
    """What is wrong with one loan; `sequence` is the entry it begins at, 0 for the loan as a whole."""

    loan: str
    sequence: int
    what: str

    def __str__(self) -> str:
        where = f", écriture {self.sequence}" if self.sequence else ""
        return f"Prêt {self.loan}{where}\u00a0: {self.what}."


class Verdict(NamedTuple):
    """One loan's ledger: how far it goes, the digest of its last entry, and what is wrong with it."""

    loan: str
    sequence: int
    chain: str
    findings: list[Finding]


def verdicts(loans: QuerySet[Loan]) -> Iterator[Verdict]:
    """Each loan that has entries, in the order of their keys."""
    columns = ("pk", *COLUMNS, "loan__reference", "loan__state", "loan__principal")
    entries = LedgerEntry.objects.filter(loan__in=loans).order_by("loan_id", "sequence")
    rows = entries.values_list(*columns, named=True).iterator(chunk_size=STREAMED)
    for _, ledger in groupby(rows, attrgetter("loan_id")):
        yield _verdict(list(ledger))


def _verdict(rows: list[Any]) -> Verdict:
    loan, last = rows[0].loan__reference, rows[-1]
    broken = first_break(rows)
    findings = [Finding(loan, *broken)] if broken else []
    findings += [Finding(loan, *wrong) for wrong in (*_out_of_bounds(rows), *_wrong_state(rows))]
    return Verdict(loan, last.sequence, last.chain, findings)


def _out_of_bounds(rows: list[Any]) -> Iterator[tuple[int, str]]:
    """The first entry after which a balance is impossible, and reversals that answer something else."""
    owed = surplus = lost = 0
    targets = {row.pk: row for row in rows}
    for row in rows:
        owed, surplus, lost = owed + row.effect, surplus + row.surplus, lost + row.lost
        if not 0 <= owed <= row.loan__principal or surplus < 0 or lost < 0:
            yield row.sequence, "le reste dû, le trop-perçu ou les non-valeurs sortent de leurs bornes"
            return
        target = targets.get(row.reverses_id) if row.reverses_id else None
        if row.reverses_id and (target is None or target.effect != -row.effect or target.amount != row.amount):
            yield row.sequence, "cette contre-passation ne répond pas à l’écriture qu’elle nomme"
            return


def _wrong_state(rows: list[Any]) -> Iterator[tuple[int, str]]:
    undone = {row.reverses_id for row in rows}
    given = {row.pk for row in rows if row.kind == EntryKind.DISBURSEMENT}
    paid_out = sum(row.effect for row in rows if row.pk in given or row.reverses_id in given)
    lowering = [row.kind for row in rows if row.effect < 0 and not row.reverses_id and row.pk not in undone]
    says = state_after(sum(row.effect for row in rows), paid_out, ended_by(lowering))
    state = LoanState(rows[0].loan__state)
    if state != says and not (says == LoanState.SIGNED and state in BEFORE_MONEY):
        yield 0, f"le prêt est «\u202f{state.label}\u202f», ses écritures disent «\u202f{says.label}\u202f»"


def other_findings(loans: QuerySet[Loan]) -> Iterator[Finding]:
    """What the rows of one ledger do not tell by themselves."""
    yield from _without_entries(loans)
    yield from _schedules_that_do_not_sum(loans)
    yield from _pointing_nowhere(loans)


def _without_entries(loans: QuerySet[Loan]) -> Iterator[Finding]:
    empty = loans.exclude(state__in=BEFORE_MONEY).filter(~Exists(LedgerEntry.objects.filter(loan=OuterRef("pk"))))
    for loan in empty.order_by("pk").iterator(chunk_size=STREAMED):
        yield Finding(loan.reference, 1, f"le prêt est «\u202f{loan.get_state_display()}\u202f» sans aucune écriture")


def _schedules_that_do_not_sum(loans: QuerySet[Loan]) -> Iterator[Finding]:
    of = Schedule.objects.filter(loan__in=loans).annotate(sum=Sum("instalments__amount"), rows=Count("instalments"))
    wrong = of.exclude(sum=F("amount"), rows=F("months")).select_related("loan").order_by("loan_id", "version")
    for schedule in wrong.iterator(chunk_size=STREAMED):
        said = f"la version {schedule.version} de l’échéancier ne fait pas la somme à rembourser"
        yield Finding(schedule.loan.reference, 0, said)
    first = Schedule.objects.filter(loan__in=loans, version=1).exclude(amount=F("loan__principal"))
    for schedule in first.select_related("loan").order_by("loan_id").iterator(chunk_size=STREAMED):
        yield Finding(schedule.loan.reference, 0, "le premier échéancier ne rembourse pas le montant prêté")


def _pointing_nowhere(loans: QuerySet[Loan]) -> Iterator[Finding]:
    """Papers, slips and statements that name an entry which is gone: the one trace that a last row leaves."""
    for model, named in POINTERS.items():
        gone = model.objects.filter(
            ~Exists(LedgerEntry.objects.filter(pk=OuterRef("entry_id"))), entry_id__isnull=False
        )
        for key in gone.values_list("entry_id", flat=True).iterator(chunk_size=STREAMED):
            yield Finding("?", 0, f"{named} cite une écriture disparue (clé {key})")
    posted = PostingRequest.objects.filter(loan__in=loans, is_approved=True)
    gone = posted.filter(~Exists(LedgerEntry.objects.filter(request=OuterRef("pk")))).select_related("loan")
    for request in gone.order_by("pk").iterator(chunk_size=STREAMED):
        yield Finding(request.loan.reference, 0, f"la saisie contrôlée {request.pk} n’est plus au compte")


def no_longer(heads: Iterable[dict[str, Any]]) -> Iterator[Finding]:
    """Ends of ledgers that were noted at an earlier verification, and are not in the ledger any more."""
    for head in heads:
        known = LedgerEntry.objects.filter(
            loan__reference=head["loan"], sequence=head["sequence"], chain=head["chain"]
        ).exists()
        if not known:
            yield Finding(head["loan"], head["sequence"], "la vérification précédente a vu ici une autre écriture")
