"""Payment files and their lines as the finance desk reads them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum

from harmonie.accounts.models import User
from harmonie.orders import Order, stretches

from ..enums import FileState, LineState, LoanState
from ..models import Loan, PaymentFile, PaymentLine
from .index import load_index
from .payments import Payment

SURE = 90  # from here on a match needs no second look
OLDEST = Order(ascending=True)


def files() -> QuerySet[PaymentFile]:
    """Every file, without its bytes."""
    return PaymentFile.objects.defer("content", "left_out").select_related("received_by", "posted_by")


def left_in(files: Iterable[PaymentFile]) -> dict[int, int]:
    """For each of these files, how many of its lines nobody has matched."""
    lines = PaymentLine.objects.filter(state=LineState.UNMATCHED, file__in=[file.pk for file in files])
    return dict(lines.order_by().values_list("file").annotate(count=Count("pk")))


def lines_of(file: PaymentFile) -> QuerySet[PaymentLine]:
    """The lines of the last reading; those that were given up with the file only while it is."""
    lines = PaymentLine.objects.filter(file=file).select_related("loan__borrower", "entry")
    return lines if file.state == FileState.DROPPED else lines.exclude(state=LineState.DROPPED)


def lines_to_match() -> QuerySet[PaymentLine]:
    """« À rapprocher »: what was left when its file was posted, across files."""
    lines = PaymentLine.objects.filter(state=LineState.UNMATCHED, file__state=FileState.POSTED)
    return lines.select_related("file").defer("file__content", "file__left_out")


class Total(NamedTuple):
    count: int
    euros: Decimal


def totals_of(lines: QuerySet[PaymentLine]) -> dict[str, Total]:
    """By state: how many lines, and their euros."""
    rows = lines.order_by().values("state").annotate(count=Count("pk"), euros=Sum("amount"))
    found = {row["state"]: Total(row["count"], row["euros"]) for row in rows}
    return {state: found.get(state, Total(0, Decimal("0.00"))) for state in LineState.values}


def hidden_loans(user: User) -> set[int]:
    """The loans that this person stepped aside from: a line says neither their number nor their borrower."""
    return set(Loan.objects.filter(decision__application__exclusions__user=user).values_list("pk", flat=True))


def candidates_for(line: PaymentLine, user: User) -> QuerySet[Loan]:
    """The loans that the line may be for, where there are several or it is not sure."""
    payment = Payment(line.booked_on, line.amount, line.payer, line.payer_account, line.wording, line.bank_reference)
    match = load_index(line.booked_on).match(payment)
    keys = [match.loan] if match.loan else match.candidates[:10]
    return choosable(user).filter(pk__in=keys)


def choosable(user: User) -> QuerySet[Loan]:
    """Loans that money may come in for."""
    states = (LoanState.ACTIVE, LoanState.SETTLED, LoanState.WAIVED)
    return Loan.objects.visible_to(user).filter(state__in=states).with_facts().with_balance().order_by("state", "-pk")


HEADINGS = (
    "fichier",
    "ligne",
    "date",
    "montant",
    "payeur",
    "libellé",
    "référence de la banque",
    "état",
    "prêt",
    "emprunteur",
    "raison",
)


def exported(lines: QuerySet[PaymentLine], hidden: set[int]) -> Iterator[tuple[Any, ...]]:
    """One tuple a line, every line, read through a cursor of the database."""
    light = lines.select_related("file", "loan__borrower").defer("file__content", "file__left_out")
    for stretch in stretches(light, OLDEST):
        for line in stretch.iterator(chunk_size=2000):
            is_known = line.loan is not None and line.loan_id not in hidden
            yield (
                line.file.name,
                line.number % 1_000_000,
                line.booked_on,
                line.amount,
                line.payer,
                line.wording,
                line.bank_reference,
                line.get_state_display(),
                line.loan.reference if is_known else "",
                str(line.loan.borrower) if is_known else "",
                line.trouble or line.why,
            )
