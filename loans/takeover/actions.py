"""A spreadsheet checked dry, then taken over whole, once. Nothing of it is written halfway."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from applications.models import Applicant
from applications.takeover_actions import take_over_case
from commission.takeover_actions import record_takeover
from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded
from harmonie.registry.numbering import year_reference

from .. import actions
from ..actions import needs_second_person
from ..enums import Channel, EntryKind, LoanState
from ..models import Instalment, Loan, PortfolioImport, PostingRequest, Schedule, TakenOverLoan
from ..queries import terms_on
from ..schedule import build_schedule
from .checking import Checked, FormerLoan, Mistake, Who, check, first_open_day
from .reading import read_rows

OPENING = "Reprise"  # what the first entries of such an account say: their money moved before Harmonie
TAKEN = "Ce fichier est déjà repris\u00a0: le même portefeuille n’entre qu’une fois."


class NotReady(Refusal):
    """The file cannot be taken over as things stand; `mistakes` says why, line by line."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("Rien n’est repris\u00a0: le fichier ne convient plus. Les lignes à corriger sont ci-dessous.")
        self.mistakes = mistakes


def check_portfolio(
    *, name: str, content: bytes, control_total: Decimal, by: User, now: datetime
) -> tuple[PortfolioImport, Checked]:
    """The dry run. Keeps the file with its mistakes, and writes nothing else; euros."""
    digest = sha256(content).hexdigest()
    if PortfolioImport.objects.filter(sha256=digest, taken_over_at__isnull=False).exists():
        raise WrongState(TAKEN)
    rows = read_rows(content)
    checked = check(rows, control_total, timezone.localdate(now))
    portfolio = PortfolioImport.objects.create(
        name=name[:120],
        content=content,
        sha256=digest,
        control_total=control_total,
        rows=len(rows),
        errors=[list(mistake) for mistake in checked.mistakes],
        checked_at=now,
        checked_by=by,
    )
    return portfolio, checked


@transaction.atomic
def start_takeover(*, portfolio: PortfolioImport, by: User, now: datetime) -> PortfolioImport:
    """Notes that the takeover began, before the task queue does it."""
    locked = _lock(portfolio)
    check_second_person(locked, by=by, now=now)
    locked.started_at = now
    locked.save(update_fields=["started_at"])
    return locked


@transaction.atomic
def take_over_portfolio(*, portfolio: PortfolioImport, by: User, now: datetime) -> list[Loan]:
    """Every loan of the file, or none; the file is judged again as things stand. Raises `NotReady`."""
    locked = _lock(portfolio)
    check_second_person(locked, by=by, now=now)
    checked = check(read_rows(bytes(locked.content)), locked.control_total, timezone.localdate(now))
    if checked.mistakes:
        raise NotReady(checked.mistakes)
    made: dict[Who, list[Applicant]] = {}
    loans = [_take_over(loan, locked, made, by, now) for loan in checked.loans]
    locked.errors, locked.rows, locked.taken_over_at = [], len(loans), now
    locked.save(update_fields=["errors", "rows", "taken_over_at"])
    return loans


@transaction.atomic
def note_trouble(*, portfolio: PortfolioImport, mistakes: Sequence[Mistake]) -> None:
    """The takeover did not go through: nothing was written, and it may be tried again."""
    locked = PortfolioImport.objects.select_for_update(of=("self",)).get(pk=portfolio.pk)
    if locked.taken_over_at is None:
        locked.started_at, locked.errors = None, [list(mistake) for mistake in mistakes]
        locked.save(update_fields=["started_at", "errors"])


def _lock(portfolio: PortfolioImport) -> PortfolioImport:
    locked = PortfolioImport.objects.select_for_update(of=("self",)).get(pk=portfolio.pk)
    same = PortfolioImport.objects.filter(sha256=locked.sha256, taken_over_at__isnull=False)
    if locked.taken_over_at or same.exists():
        raise WrongState(TAKEN)
    return locked


def check_second_person(portfolio: PortfolioImport, *, by: User, now: datetime) -> None:
    """Where a disbursement takes two people, so does the takeover: who checked the file, and somebody else."""
    asks = needs_second_person(EntryKind.DISBURSEMENT, timezone.localdate(now))
    if asks and portfolio.checked_by_id == by.pk:
        raise Refusal("Vous avez vérifié ce fichier\u00a0: le règlement demande qu’une autre personne le reprenne.")


def _take_over(
    former: FormerLoan, portfolio: PortfolioImport, made: dict[Who, list[Applicant]], by: User, now: datetime
) -> Loan:
    known = [*former.known, *made.get(former.who, [])]
    application = take_over_case(case=former.case, known=known, by=by, now=now)
    made.setdefault(former.who, []).append(application.applicant)
    decision = record_takeover(application=application, by=by, now=now)
    with recorded(by=by, now=now, why="Reprise d’un ancien portefeuille"):
        loan = Loan.objects.create(
            reference=year_reference("P", timezone.localdate(now).year),
            decision=decision,
            borrower=application.applicant,
            scheme=former.case.scheme,
            principal=former.case.amount,
            months=former.case.months,
            payee=decision.payee,
            payee_name=former.case.supplier or str(application.applicant),
            first_due_on=former.first_due_on,
            rounding=terms_on(former.case.scheme, former.case.lent_on).rounding,
            sign_before=decision.sign_before,
            signed_on=former.case.lent_on,
            state=LoanState.SIGNED,
            opened_at=now,
        )
    _draw_up_schedule(loan, now)
    TakenOverLoan.objects.create(loan=loan, portfolio=portfolio, former_reference=former.former)
    _open_account(loan, former, portfolio, by, now)
    return loan


def _draw_up_schedule(loan: Loan, now: datetime) -> None:
    rounding = Decimal(loan.rounding)
    schedule = Schedule.objects.create(loan=loan, amount=loan.principal, months=loan.months, drawn_up_at=now)
    Instalment.objects.bulk_create(
        Instalment(schedule=schedule, number=row.number, due_on=row.due_on, amount=row.amount)
        for row in build_schedule(loan.principal, loan.months, loan.first_due_on, rounding=rounding)
    )


def _open_account(loan: Loan, former: FormerLoan, portfolio: PortfolioImport, by: User, now: datetime) -> None:
    """The money that left and what came back, as two rows; not before the first day that is still open."""
    maker = portfolio.checked_by if needs_second_person(EntryKind.DISBURSEMENT, timezone.localdate(now)) else by
    entry = actions.enter(
        loan=loan,
        kind=EntryKind.DISBURSEMENT,
        amount=loan.principal,
        value_on=max(former.case.lent_on, first_open_day()),
        voucher=f"{OPENING} {former.former}",
        by=maker,
        now=now,
    )
    if isinstance(entry, PostingRequest):
        actions.approve(posting_request=entry, by=by, now=now)
    if former.repaid:
        actions.record_repayment(
            loan=loan,
            amount=former.repaid,
            channel=Channel.TRANSFER,
            value_on=former.repaid_on,
            note=OPENING,
            by=by,
            now=now,
        )
