"""Which requests, decisions and loans a question is about, as the records stood. Nobody's name is read here."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from applications.enums import State, Step
from applications.models import LenderLoan, LoanApplication, Milestone, Project
from commission.enums import GRANTS, Outcome
from commission.models import Decision
from loans.arrears.late import owing_or_moved
from loans.models import LedgerEntry, Loan

from .history import known, was_recorded
from .question import Question

# What ends a request at the commission; an adjournment does not, and a withdrawal opens it again.
FINAL = (*GRANTS, Outcome.REFUSED, Outcome.REDIRECTED)
WITHOUT_COMMISSION = (State.WITHDRAWN, State.INADMISSIBLE, State.REDIRECTED, State.LENDER_REFUSED)


def earlier(moment: str, before: datetime | None) -> Q:
    """A condition: what column `moment` dates was there before the records close."""
    return Q(**{f"{moment}__lt": before}) if before else Q()


# What a request was about, that day --------------------------------------------------------------


def of_request(question: Question, field: str, path: str = ""):
    """Column `field` of the request found along `path`."""
    key = f"{path}pk" if not path else path.removesuffix("__")
    return known(LoanApplication, field, key=key, now=f"{path}{field}", before=question.known_before)


def of_project(question: Question, field: str, path: str = ""):
    """Column `field` of the project of the request found along `path`."""
    key, now = f"{path}project__pk", f"{path}project__{field}"
    return known(Project, field, key=key, now=now, before=question.known_before)


def narrowed[Rows: QuerySet](rows: Rows, question: Question, path: str = "") -> Rows:
    """Those of the scheme, the partner and the purpose that are asked for."""
    if question.scheme:
        rows = rows.alias(asked_scheme=of_request(question, "scheme_id", path)).filter(asked_scheme=question.scheme.pk)
    if question.partner:
        rows = rows.alias(asked_partner=of_request(question, "partner_id", path)).filter(
            asked_partner=question.partner.pk
        )
    if question.purpose:
        rows = rows.alias(asked_purpose=of_project(question, "purpose", path)).filter(asked_purpose=question.purpose)
    return rows


# Requests ----------------------------------------------------------------------------------------


def handed_over(question: Question) -> QuerySet[LoanApplication]:
    """The requests that came in the period; those taken over with an old portfolio were nobody's here."""
    rows = LoanApplication.objects.filter(
        question.covers("submitted_at"), earlier("submitted_at", question.known_before), is_taken_over=False
    )
    return narrowed(rows, question)


def received(question: Question) -> QuerySet[LoanApplication]:
    """The same, each person's request once: one that was united with another is counted where it was told first."""
    return handed_over(question).filter(~was_merged(question))


def was_merged(question: Question) -> Q:
    """A condition on requests: the same one told twice, already found out. It is counted where it was told first."""
    return Q(merged_into__isnull=False) & earlier("closed_at", question.known_before)


def is_complete(question: Question) -> Q:
    """A condition on requests: the file was once ready to be decided."""
    before = question.known_before
    ready = Milestone.objects.filter(earlier("happened_at", before), step=Step.REVIEW, is_done=True)
    decided = Decision.objects.filter(earlier("decided_at", before))
    return Q(Exists(ready.filter(application=OuterRef("pk")))) | Q(Exists(decided.filter(application=OuterRef("pk"))))


def closed(question: Question) -> QuerySet[LoanApplication]:
    """The requests that ended in the period without the commission: given up, inadmissible, sent elsewhere."""
    rows = LoanApplication.objects.filter(
        question.covers("closed_at"),
        earlier("closed_at", question.known_before),
        merged_into=None,
        state__in=WITHOUT_COMMISSION,
        is_taken_over=False,
    )
    return narrowed(rows, question)


def lender_loans(question: Question) -> QuerySet[LenderLoan]:
    """What the external lenders granted in the period."""
    rows = LenderLoan.objects.filter(granted_on__gte=question.start, granted_on__lte=question.end)
    if question.known_before:
        rows = rows.filter(was_recorded(LenderLoan, key="pk", before=question.known_before))
    return narrowed(rows, question, "application__")


def lent_requests(question: Question) -> QuerySet[LoanApplication]:
    """The requests behind them."""
    return LoanApplication.objects.filter(pk__in=lender_loans(question).order_by().values("application"))


# Decisions ---------------------------------------------------------------------------------------


def decisions(question: Question) -> QuerySet[Decision]:
    """Every decision of the period, whatever it says; those taken before Harmonie were nobody's here."""
    rows = Decision.objects.decided_here().filter(
        question.covers("decided_at"), earlier("decided_at", question.known_before)
    )
    return narrowed(rows, question, "application__")


def standing(question: Question) -> QuerySet[Decision]:
    """Those that ended a request and were not taken back."""
    withdrawals = Decision.objects.filter(earlier("decided_at", question.known_before), withdraws=OuterRef("pk"))
    return decisions(question).filter(~Exists(withdrawals), outcome__in=FINAL)


def granted(question: Question) -> QuerySet[Decision]:
    """The credits granted in the period. One that was taken back was never a credit."""
    return standing(question).grants()


def is_cancelled(question: Question) -> Q:
    """A condition on grants: their money was given back."""
    return Q(commitment__release__isnull=False) & earlier("commitment__release__moved_at", question.known_before)


def waiting_days():
    """From the day a request was handed over to that of its decision."""
    return TruncDate("decided_at") - TruncDate("application__submitted_at")


# Loans -------------------------------------------------------------------------------------------


def entries(question: Question) -> QuerySet[LedgerEntry]:
    """The ledger as it was known: an entry counts on its value date, once it is posted."""
    return LedgerEntry.objects.filter(earlier("posted_at", question.known_before), value_on__lte=question.day)


def loans(question: Question) -> QuerySet[Loan]:
    """Every loan that was open, old portfolios included: what is owed is owed to this CCAS."""
    rows = Loan.objects.filter(earlier("opened_at", question.known_before))
    return narrowed(rows, question, "decision__application__")


def owing_loans(question: Question, day: date) -> QuerySet[Loan]:
    """Loans that may have owed something on a day: they owe now, or their account moved since."""
    later = Q(value_on__gt=day)
    if question.known_before:
        later |= Q(posted_at__gte=question.known_before)
    return loans(question).filter(owing_or_moved(later))
