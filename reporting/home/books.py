"""What waits in the books: files and payments of the bank, slips, the month of the cash office."""

from collections.abc import Iterator
from datetime import date, timedelta

from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.dates import month_and_year, plain_day, short_day
from harmonie.money import euros
from loans.books.cash.queries import entries_of, last_closed, month_to_close, next_month
from loans.books.slips.queries import slips_for
from loans.books.slips.queries import waiting as slip_waiting
from loans.enums import FileState, SlipKind
from loans.models import PaymentFile, PaymentLine, Slip
from loans.payment_files.queries import lines_to_match

from ..links import link
from .groups import FEW, Group, Waiting, day_of, listed, waiting

SLIP_DAYS = 400  # further back lies the archive, which a first page does not read
MATCH_CHIP = Chip("À rapprocher", "info", "wait")
FILE_CHIP = Chip("Fichier de paiement", "file", "wait")
SLIP_CHIP = Chip("Bordereau", "file", "wait")
MONTH_CHIP = Chip("Régie", "lock", "wait")


def for_books(user: User, today: date) -> Iterator[Group]:
    """Payments to match, files to look over, slips to draw up and to send, the month to close."""
    if not user.has_perm("loans.keep_loan"):
        return
    url = link("loans:lines_to_match")
    yield from listed("Paiements à rapprocher", lines_to_match().order_by("pk"), lambda one: _to_match(one, today), url)
    files = PaymentFile.objects.filter(state__in=(FileState.MAPPING, FileState.PREVIEW)).defer("content", "left_out")
    yield from listed("Fichiers à vérifier", files.order_by("pk"), lambda one: _to_verify(one, today), "", count=False)
    lines = [*_to_draw_up(user, today), *_to_send(user, today)]
    if lines:
        yield Group("Bordereaux", lines[:FEW], None, link("loans:books"))
    month = month_to_close(today)
    if next_month(month) <= today and (last_closed() or entries_of(month).exists()):
        do, since = f"Clore {month_and_year(month)}", next_month(month)
        url = f"{link('loans:cash_journal')}?mois={month:%Y-%m}"
        line = waiting(since, today, do, url, "Le mois est fini.", MONTH_CHIP)
        yield Group("Régie", [line])


def _to_match(line: PaymentLine, today: date) -> Waiting:
    who = line.payer or line.wording or "payeur inconnu"
    do, about = f"Rapprocher {euros(line.amount)}, {who}", f"Reçu le {short_day(line.booked_on)}, {line.file.name}."
    return waiting(min(line.booked_on, today), today, do, link("loans:payment_line", line.pk), about, MATCH_CHIP)


def _to_verify(file: PaymentFile, today: date) -> Waiting:
    do, url = f"Vérifier le fichier {file.name}", link("loans:payment_file", file.pk)
    return waiting(day_of(file.received_at), today, do, url, "Rien n’en est encore enregistré.", FILE_CHIP)


def _to_draw_up(user: User, today: date) -> Iterator[Waiting]:
    for kind in SlipKind:
        recent = slip_waiting(kind, user).filter(value_on__gte=today - timedelta(days=SLIP_DAYS))
        oldest = recent.values_list("value_on", flat=True).first()
        if oldest:
            about = f"La plus ancienne écriture est du {plain_day(oldest)}."
            do = f"Établir le {SlipKind(kind).label}"
            yield waiting(min(oldest, today), today, do, link("loans:books"), about, SLIP_CHIP)


def _to_send(user: User, today: date) -> Iterator[Waiting]:
    for slip in slips_for(user).filter(sent_on=None).order_by("pk")[:FEW]:
        yield waiting(day_of(slip.drawn_up_at), today, *_sending(slip), SLIP_CHIP)


def _sending(slip: Slip) -> tuple[str, str, str]:
    do = "Transmettre" if slip.document_id else "Émettre"
    about = "Notez le jour où il est transmis au comptable."
    return f"{do} le {slip.get_kind_display()} n°\u00a0{slip.number} de {slip.year}", link("loans:slip", slip.pk), about
