"""What has come to the end of its time on a day: counted and listed by the database, whatever the archive's size.

A dossier ends when its request ended, or when its loan did. It waits while the same person has a request open or a loan
running: that keeps their file active (domain.md §1). What stands on a slip is not proposed twice.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear, Greatest, TruncDate

from applications.enums import AT_LENDER, CLOSED_STATES, State
from applications.models import DisposalLine, DisposalSlip, Fate, LoanApplication, RetentionRules
from applications.retention.actions import Proposed
from commission.enums import GRANTS
from commission.models import Decision
from harmonie.calendar import add_months
from loans.enums import LIVE_STATES
from loans.models import LedgerEntry, Loan

# A slip that people read and sign; what is left over comes with the next one.
MOST = 5000
GRANTED, REFUSED = "Dossiers accordés", "Dossiers sans prêt"


class Due(NamedTuple):
    """One category: what becomes of it, how long it is kept, how many are due, and the oldest."""

    label: str
    fate: str
    years: int
    count: int
    oldest: date | None


class Batch(NamedTuple):
    """The dossiers of a slip that share a category and the year they ended: one line of its PDF."""

    label: str
    fate: str
    year: int
    count: int
    first: date
    last: date


def ended() -> QuerySet[LoanApplication]:
    """Every dossier that has ended, with `was_granted` and `ended_on`, that nothing of the same person keeps active."""
    loans = Loan.objects.filter(decision__application=OuterRef("pk"))
    last_entry = LedgerEntry.objects.filter(loan=OuterRef("pk")).order_by().values("loan").annotate(at=Max("value_on"))
    loan_end = Coalesce("settled_on", "cancelled_on", Subquery(last_entry.values("at")))
    granted = Decision.objects.filter(application=OuterRef("pk"), outcome__in=GRANTS, withdrawn_by=None)
    closed_on = TruncDate("closed_at")
    found = LoanApplication.objects.filter(state__in=CLOSED_STATES).annotate(
        was_granted=Exists(granted) | Q(state=State.LENDER_DISBURSED),
        ended_on=Greatest(closed_on, Coalesce(Subquery(loans.annotate(at=loan_end).values("at")[:1]), closed_on)),
    )
    return found.exclude(_kept_active())


def _kept_active() -> Q:
    """What else the same person has under way; the dossier's own loan, whoever its borrower is told to be."""
    same = LoanApplication.objects.filter(applicant=OuterRef("applicant"))
    with_lender = Q(state=State.LENDER_DISBURSED, lender_loan__settled_on=None) | Q(state__in=AT_LENDER)
    running = Loan.objects.filter(state__in=LIVE_STATES)
    return (
        Q(Exists(same.filter(~Q(state__in=CLOSED_STATES) | with_lender)))
        | Q(Exists(running.filter(borrower=OuterRef("applicant"))))
        | Q(Exists(running.filter(decision__application=OuterRef("pk"))))
    )


def due(day: date, rules: RetentionRules) -> QuerySet[LoanApplication]:
    """What may be proposed on `day`, the oldest first."""
    listed = DisposalLine.objects.filter(application=OuterRef("pk"), slip__abandoned_at=None)
    granted = Q(was_granted=True, ended_on__lte=_before(day, rules.granted_years))
    refused = Q(was_granted=False, ended_on__lte=_before(day, rules.refused_years))
    return ended().filter(granted | refused).exclude(Exists(listed)).order_by("ended_on", "pk")


def categories(day: date, rules: RetentionRules) -> list[Due]:
    """Both categories, in one query."""
    rows = due(day, rules).order_by().values("was_granted").annotate(count=Count("pk"), oldest=Min("ended_on"))
    found = {row["was_granted"]: row for row in rows}
    facts = ((True, GRANTED, Fate.SAMPLE, rules.granted_years), (False, REFUSED, Fate.ELIMINATE, rules.refused_years))
    nothing = {"count": 0, "oldest": None}
    return [
        Due(label, str(fate.label), years, row["count"], row["oldest"])
        for granted, label, fate, years in facts
        for row in (found.get(granted, nothing),)
    ]


def to_archive(day: date, rules: RetentionRules) -> int:
    """How many ended dossiers have left the active base: no contact for that long."""
    last = Greatest("closed_at", Coalesce(Max("milestones__happened_at"), F("closed_at")))
    quiet = ended().annotate(last_contact=last).filter(last_contact__date__lte=_before(day, rules.contact_years))
    return quiet.count()


def proposed(day: date, rules: RetentionRules) -> Iterator[Proposed]:
    """The lines of a slip, the oldest first, at most `MOST`."""
    for pk, was_granted, ended_on in due(day, rules).values_list("pk", "was_granted", "ended_on")[:MOST]:
        yield Proposed(pk, Fate.SAMPLE if was_granted else Fate.ELIMINATE, ended_on)


def batches(slip: DisposalSlip) -> list[Batch]:
    """What the PDF says, by category and year: it names nobody, and stays short."""
    rows = (
        slip.lines.order_by()
        .values("fate", year=ExtractYear("ended_on"))
        .annotate(count=Count("pk"), first=Min("ended_on"), last=Max("ended_on"))
        .order_by("-fate", "year")
    )
    labels = {Fate.SAMPLE: GRANTED, Fate.ELIMINATE: REFUSED}
    return [
        Batch(labels[fate], str(fate.label), row["year"], row["count"], row["first"], row["last"])
        for row in rows
        for fate in (Fate(row["fate"]),)
    ]


def _before(day: date, years: int) -> date:
    """The last day whose dossiers are due."""
    return add_months(day, -12 * years)
