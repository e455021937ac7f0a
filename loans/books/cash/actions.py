"""Closing a month of the cash office: nothing is dated in it any more, and its statement is frozen."""

from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import month_and_year, short_day
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind
from harmonie.documents.pdf import render_pdf
from harmonie.money import euros
from harmonie.refusals import Refusal, Stale, WrongState

from ...models import ClosedMonth
from ...triggers.ledger import BOOKS_LOCK
from .queries import Journal, journal_of, last_closed, next_month, waiting_requests

TEMPLATE = "pdf/monthly_statement.html"
LISTED = 400  # receipts; a longer month prints its days and channels, and its detail is in the file


def close_month(*, month: date, cash_total: Decimal, by: User, now: datetime) -> ClosedMonth:
    """Closes `month` (its first day) with the cash that was counted, in euros, and freezes its statement.

    The statement is rendered before any lock; `Stale` when somebody posted in the month meanwhile.
    """
    journal = journal_of(month, by)
    _check(journal, cash_total, now)
    facts = {"journal": journal, "cash_total": cash_total, "issuer": by, "issued_on": timezone.localdate(now)}
    facts |= {"reference": _reference(month), "is_listed": len(journal.lines) <= LISTED}
    return _close(journal, render_pdf(TEMPLATE, facts), cash_total, by, now)


@transaction.atomic
def _close(journal: Journal, content: bytes, cash_total: Decimal, by: User, now: datetime) -> ClosedMonth:
    with connection.cursor() as cursor:  # whoever posts holds it shared: after this, every posting is seen
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BOOKS_LOCK])
    again = journal_of(journal.month, by)
    _check(again, cash_total, now)
    if again.keys != journal.keys:
        raise Stale("Une écriture vient d’être enregistrée dans ce mois\u00a0: relisez le journal, puis recommencez.")
    document = freeze(
        kind=DocumentKind.MONTHLY_STATEMENT,
        reference=_reference(journal.month),
        title=f"État mensuel de régie, {month_and_year(journal.month)}",
        content=content,
        template_name=TEMPLATE,
        by=by,
        now=now,
    )
    return ClosedMonth.objects.create(
        first_day=journal.month, cash_total=cash_total, closed_at=now, closed_by=by, document=document
    )


def _reference(month: date) -> str:
    return f"RG-{month:%Y-%m}"


def _check(journal: Journal, cash_total: Decimal, now: datetime) -> None:
    month, closed = journal.month, last_closed()
    if closed and month <= closed.first_day:
        raise WrongState(f"La régie est déjà close jusqu’à {month_and_year(closed.first_day)}.")
    if closed and month != next_month(closed.first_day):
        raise Refusal(
            f"Les mois se clôturent dans l’ordre\u00a0: {month_and_year(next_month(closed.first_day))} d’abord."
        )
    if timezone.localdate(now) <= journal.last_day:
        raise Refusal(f"Ce mois se clôt à partir du {short_day(next_month(month))}\u00a0: il peut encore recevoir.")
    if not journal.is_whole:
        raise Refusal("Vous êtes en déport d’un prêt encaissé ce mois-ci\u00a0: une autre personne clôt le mois.")
    if waiting := waiting_requests(month):
        one = waiting == 1
        raise Refusal(
            f"{waiting} écriture{'' if one else 's'} de ce mois ou d’avant atten{'d' if one else 'dent'} un contrôle"
            "\u00a0: faites-les contrôler d’abord."
        )
    if cash_total != journal.cash:
        raise Refusal(
            f"Le journal compte {euros(journal.cash)} en espèces, vous en comptez {euros(cash_total)}. Recomptez, ou "
            "corrigez l’écriture fausse par une contre-passation avant de clore."
        )
