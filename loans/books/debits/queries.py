"""Direct debits: what may be collected on a day, the files made, what waits for the bank's answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from harmonie.accounts.models import User

from ...enums import LoanState
from ...models import DebitLine, DebitMandate, DebitRun, Loan, Pause
from ..receivables.queries import AsOf, Receivable, all_lines, receivables
from . import target

# TARGET business days between the file and the collection (SEPA CORE rulebook, as most banks still ask).
FIRST_LEAD, LATER_LEAD = 5, 2
FARTHEST = timedelta(days=60)
NOT_MEANT = "Choisissez un jour dans les deux mois qui viennent."


class Proposed(NamedTuple):
    """What would be collected from one borrower, in euros, or `why_not` in a sentence."""

    loan: Loan
    mandate: DebitMandate
    amount: Decimal
    is_first: bool
    why_not: str = ""


class Proposal(NamedTuple):
    """Everything that falls on a day: what is collected, and what is left out."""

    collect_on: date
    lines: Sequence[Proposed]
    left_out: Sequence[Proposed]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))

    @property
    def lead(self) -> int:
        return FIRST_LEAD if any(line.is_first for line in self.lines) else LATER_LEAD


def usual_day(today: date) -> date:
    """The first day on which any mandate may be collected."""
    return target.after(today, FIRST_LEAD)


def proposal(user: User, collect_on: date) -> Proposal:
    """The instalments due by `collect_on` that are not paid, of running loans with a mandate; five queries."""
    mandates = {mandate.loan_id: mandate for mandate in _mandates(collect_on)}
    loans = receivables(user, AsOf(collect_on)).filter(state=LoanState.ACTIVE, pk__in=mandates)
    lines = [_proposed(due, mandates[due.loan.pk]) for due in all_lines(loans, AsOf(collect_on)) if due.due]
    return Proposal(collect_on, [line for line in lines if not line.why_not], [line for line in lines if line.why_not])


def _proposed(line: Receivable, mandate: DebitMandate) -> Proposed:
    return Proposed(line.loan, mandate, line.due, mandate.is_first, _why_not(mandate))


def _mandates(day: date) -> QuerySet[DebitMandate]:
    paused = Pause.objects.filter(loan=OuterRef("loan"), starts_on__lte=day).filter(
        Q(ends_on=None) | Q(ends_on__gte=day)
    )
    lines = DebitLine.objects.filter(mandate=OuterRef("pk"))
    # A first debit that the bank gave back was no first one.
    collected = lines.filter(Q(outcome=None) | Q(outcome__entry__isnull=False))
    return DebitMandate.objects.filter(ended_on=None, signed_on__lte=day).annotate(
        is_paused=Exists(paused),
        is_first=~Exists(collected),
        is_under_way=Exists(DebitLine.objects.filter(mandate__loan=OuterRef("loan"), outcome=None)),
    )


def _why_not(mandate: DebitMandate) -> str:
    if mandate.is_paused:
        return "Les relances sont suspendues\u00a0: rien n’est prélevé."
    if mandate.is_under_way:
        return "Un prélèvement précédent attend la réponse de la banque."
    return ""


def runs_for(user: User) -> QuerySet[DebitRun]:
    """The files that this person may read: none with a loan from whose case they stepped aside."""
    return (
        DebitRun.objects.exclude(lines__mandate__loan__decision__application__exclusions__user=user)
        .select_related("made_by")
        .defer("content")
    )


def with_counts(runs: QuerySet[DebitRun]) -> QuerySet[DebitRun]:
    """Adds `count`, `answered` and `collected`."""
    return runs.annotate(
        count=Count("lines"),
        answered=Count("lines__outcome"),
        collected=Count("lines__outcome", filter=Q(lines__outcome__entry__isnull=False)),
    )


def lines_of(run: DebitRun) -> QuerySet[DebitLine]:
    return run.lines.select_related("mandate__loan__borrower", "outcome__entry")


def live_mandate(loan: Loan) -> DebitMandate | None:
    return loan.debit_mandates.filter(ended_on=None).first()
