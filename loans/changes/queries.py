"""What a change would make of a loan, and what earlier changes made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet, Sum

from harmonie.accounts.models import User
from harmonie.documents.models import DocumentKind
from harmonie.refusals import Stale

from ..enums import AmendmentKind, ScheduleReason
from ..models import Amendment, Instalment, Loan, MoneyRules, Schedule
from ..queries import Account, account_of, terms_for
from ..rules import Line, allocate
from ..schedule import ScheduledInstalment, build_schedule
from . import drawing, rules

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Draft:
    """The rows of a version that is not drawn up yet; `month` is the month of the loan in which it ends.

    `smallest` is the euros below which an instalment is to be signalled (domain.md §1), None where none is that small.
    """

    rows: Sequence[ScheduledInstalment]
    month: int
    months_max: int
    smallest: Decimal | None
    stays_late: bool

    @property
    def total(self) -> Decimal:
        return sum((row.amount for row in self.rows), Decimal(0))


def draft_of(
    loan: Loan,
    kind: AmendmentKind,
    months: int,
    first_due_on: date | None,
    rounding: Decimal,
    today: date,
    *,
    deliberation: str = "",
) -> Draft:
    """The schedule that an amendment would make. Raises `Refusal` or `ScheduleError` with what to do instead."""
    account, house = account_of(loan, today), MoneyRules.objects.in_force(today)
    left = drawing.what_is_left(account.lines)
    if kind == AmendmentKind.DEFERRAL:
        rules.check_deferral(months, deferred_so_far(loan), house.deferrals_allowed, len(left))
        rows = drawing.deferred(left, months, _due_day(loan))
        rules.check_deferred(rows, today)
    else:
        first_due_on = first_due_on or today
        rules.check_start(first_due_on, today)
        rows = build_schedule(sum(row.amount for row in left), months, first_due_on, rounding=rounding)
    terms = terms_for(loan.decision)
    if rows[-1].due_on > left[-1].due_on:
        rules.check_length(
            loan, rows, terms.months_max, cap_binds=house.cap_binds_rescheduling, has_deliberation=bool(deliberation)
        )
    small = min(row.amount for row in rows[:-1] or rows) < terms.small_instalment
    return Draft(
        rows,
        drawing.month_of(loan.first_due_on, rows[-1].due_on),
        terms.months_max,
        terms.small_instalment if small else None,
        rows[0].due_on < today,
    )


def draft_of_amendment(loan: Loan, amendment: Amendment, today: date) -> Draft:
    return draft_of(
        loan,
        AmendmentKind(amendment.kind),
        amendment.months,
        amendment.first_due_on,
        Decimal(amendment.rounding),
        today,
        deliberation=amendment.deliberation,
    )


def moved_rows(loan: Loan, version: int, number: int, due_on: date, today: date) -> list[ScheduledInstalment]:
    """What is left with one instalment elsewhere; `Stale` when `version` is not the latest one."""
    account = account_of(loan, today)
    if account.schedule.version != version:
        raise Stale("L’échéancier a changé entre-temps\u00a0: revenez au prêt et choisissez l’échéance de nouveau.")
    left = drawing.what_is_left(account.lines)
    place = number - (len(account.lines) - len(left))  # the paid ones come first
    rules.check_moved(left, place, due_on, today)
    rows = drawing.moved(left, place, due_on)
    if rows[-1].due_on > left[-1].due_on:
        house = MoneyRules.objects.in_force(today)
        months_max = terms_for(loan.decision).months_max
        rules.check_length(loan, rows, months_max, cap_binds=house.cap_binds_rescheduling)
    return rows


def _due_day(loan: Loan) -> int:
    """The day of the month that the loan was last agreed to be repaid on; months too short for it have their last."""
    counted = loan.schedules.filter(reason__in=[ScheduleReason.AGREED, ScheduleReason.RESCHEDULED])
    latest = counted.order_by("-version")[0]
    if latest.reason == ScheduleReason.AGREED and loan.due_day:
        return loan.due_day
    return latest.instalments.order_by("number").values_list("due_on", flat=True)[0].day


def left_to_repay(loan: Loan) -> Decimal:
    """Euros that a new version would cover: owed, and still to be paid out."""
    account = account_of(loan, date.min)
    return loan.principal - account.lowered


def deferred_so_far(loan: Loan) -> int:
    """Instalments put off over the life of the loan."""
    granted = loan.amendments.filter(kind=AmendmentKind.DEFERRAL, approved_at__isnull=False)
    return granted.aggregate(sum=Sum("months"))["sum"] or 0


def has_agreement(loan: Loan) -> bool:
    return loan.documents.filter(document__kind=DocumentKind.AGREEMENT).exists()


def waiting_amendments(user: User) -> QuerySet[Amendment]:
    """Amendments that wait for a second person; the oldest first."""
    waiting = amendments_for(user).filter(approved_at=None, dropped_at=None)
    return waiting.select_related("loan__borrower", "asked_by").order_by("pk")


# Versions ---------------------------------------------------------------------------------------


class Version(NamedTuple):
    """One version of the schedule; `answered` of its instalments were wholly paid when the next one was drawn up."""

    schedule: Schedule
    instalments: Sequence[Instalment]
    answered: int
    is_latest: bool


def versions_of(loan: Loan) -> list[Version]:
    """Every version, the newest first."""
    schedules = list(loan.schedules.prefetch_related("instalments").order_by("version"))
    followed = [*schedules[1:], None]
    found = [_version(schedule, following) for schedule, following in zip(schedules, followed, strict=True)]
    return found[::-1]


def _version(schedule: Schedule, following: Schedule | None) -> Version:
    instalments = list(schedule.instalments.all())
    lowered = schedule.amount - following.amount if following else Decimal(0)
    return Version(schedule, instalments, drawing.answered(instalments, lowered), following is None)


def paid_before(versions: Sequence[Version]) -> int:
    """How many instalments earlier versions saw paid: « 4 échéances payées auparavant »."""
    return sum(version.answered for version in versions if not version.is_latest)


def movable(account: Account) -> Sequence[Line]:
    """The instalments that may be moved: those that are not paid."""
    return [line for line in account.lines if not line.is_paid]


# Papers -----------------------------------------------------------------------------------------


def around(amendment: Amendment) -> tuple[Sequence[ScheduledInstalment], Sequence[Instalment]]:
    """What was left of the version that an approved amendment replaced, and the rows of its own."""
    schedule = amendment.schedule
    replaced = amendment.loan.schedules.get(version=schedule.version - 1)
    lines = allocate(list(replaced.instalments.all()), replaced.amount - schedule.amount, date.min)
    return drawing.what_is_left(lines), list(schedule.instalments.all())


def reference_of(amendment: Amendment) -> str:
    return f"AV-{amendment.loan.reference}-{amendment.number}"


def paper_of(amendment: Amendment) -> str:
    """The reference of its PDF, nothing before it is issued."""
    reference = reference_of(amendment)
    return reference if amendment.loan.documents.filter(document__reference=reference).exists() else ""


def amendments_for(user: User) -> QuerySet[Amendment]:
    """Every amendment for those who keep the books or check them, but on cases they stepped aside from."""
    if not (user.has_perm("loans.view_loan") or user.has_perm("loans.check_posting")):
        return Amendment.objects.none()
    return Amendment.objects.exclude(loan__decision__application__exclusions__user=user)
