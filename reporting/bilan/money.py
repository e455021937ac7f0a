"""The envelopes of the years a question touches: voted, and how far what was granted has gone. Euros."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, CharField, Exists, OuterRef, Sum, Value, When
from django.db.models.functions import Coalesce

from harmonie.money import short_euros
from harmonie.schemes.enums import MovementKind
from harmonie.schemes.models import BudgetEnvelope, BudgetMovement
from loans.enums import EntryKind, LoanState
from loans.models import LedgerEntry, Loan

from .history import known
from .measures import ZERO
from .populations import earlier
from .question import Question

TO_SIGN, TO_PAY_OUT, PAID_OUT = "to_sign", "to_pay_out", "paid_out"
PAID = (LoanState.ACTIVE, LoanState.SETTLED, LoanState.WAIVED, LoanState.WRITTEN_OFF)


@dataclass(frozen=True)
class Envelope:
    """A year's money in euros: voted, then split by how far it went. `available` may still be granted."""

    year: int
    scheme: str
    allocated: Decimal
    engaged: Decimal
    to_sign: Decimal
    to_pay_out: Decimal
    paid_out: Decimal

    @property
    def available(self) -> Decimal:
        return self.allocated - self.engaged

    @property
    def label(self) -> str:
        """The bar in words, for those who do not see it."""
        return (
            f"{self.scheme}, {self.year}\u00a0: versé {short_euros(self.paid_out)}, "
            f"à verser {short_euros(self.to_pay_out)}, à signer {short_euros(self.to_sign)}, "
            f"disponible {short_euros(self.available)}"
        )


def envelopes(question: Question) -> list[Envelope]:
    """Two queries. An envelope is a scheme's and a year's: a partner or a purpose does not narrow it."""
    sums = _engaged(question)
    return [
        Envelope(
            envelope.year,
            envelope.scheme.name,
            envelope.voted,
            sum((sums.get((envelope.pk, stage), ZERO) for stage in (TO_SIGN, TO_PAY_OUT, PAID_OUT)), ZERO),
            *(sums.get((envelope.pk, stage), ZERO) for stage in (TO_SIGN, TO_PAY_OUT, PAID_OUT)),
        )
        for envelope in _opened(question)
    ]


def _opened(question: Question):
    """The envelopes that were open, with what had been voted by then: one without a vote was not opened yet."""
    votes = earlier("votes__recorded_at", question.known_before)
    rows = BudgetEnvelope.objects.filter(question.under("scheme"), year__in=question.years)
    voted = rows.annotate(voted=Sum("votes__amount", filter=votes)).exclude(voted=None)
    return voted.select_related("scheme").order_by("year", "scheme")


def _engaged(question: Question) -> dict[tuple[int, str], Decimal]:
    """What stands of each envelope's commitments, by how far the loan had gone."""
    before = question.known_before
    releases = BudgetMovement.objects.filter(earlier("moved_at", before), releases=OuterRef("pk"))
    standing = BudgetMovement.objects.filter(
        ~Exists(releases), earlier("moved_at", before), kind=MovementKind.COMMITMENT, envelope__year__in=question.years
    )
    state = known(Loan, "state", key="decision__loan__pk", now="decision__loan__state", before=before)
    rows = (
        standing.annotate(loan_state=state, is_paid=Exists(_payments(question)))
        .annotate(
            stage=Case(
                When(is_paid=True, then=Value(PAID_OUT)),
                When(loan_state__in=[LoanState.SIGNED, *PAID], then=Value(TO_PAY_OUT)),
                default=Value(TO_SIGN),
                output_field=CharField(),
            )
        )
        .order_by()
        .values_list("envelope", "stage")
        .annotate(sum=Coalesce(Sum("amount"), ZERO))
    )
    return {(envelope, stage): amount for envelope, stage, amount in rows}


def _payments(question: Question):
    """Disbursements of a commitment's loan that stand."""
    before = question.known_before
    undone = LedgerEntry.objects.filter(earlier("posted_at", before), reverses=OuterRef("pk"))
    return LedgerEntry.objects.filter(
        ~Exists(undone),
        earlier("posted_at", before),
        kind=EntryKind.DISBURSEMENT,
        loan__decision__commitment=OuterRef("pk"),
    )
