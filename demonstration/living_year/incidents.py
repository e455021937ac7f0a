"""What happens to loans that do not simply run: late, rescheduled, put off, overpaid, given up, taken back."""

from datetime import date, timedelta
from decimal import Decimal

from harmonie.calendar import add_months
from loans import actions as loans
from loans.arrears.actions import pause_reminders
from loans.changes.actions import ask_amendment, move_instalment, sign_amendment
from loans.enums import AmendmentKind, Channel, PauseReason
from loans.models import Instalment, Loan

from ..books import draw_up, instalments, lend, repay, sign
from ..story import Story, at, weekday
from .common import ago, made_ready, someone

PEOPLE = (
    someone("Régis", "Audran", date(1980, 5, 2), "mobility", "Embrayage", 720, 18),
    someone("Odette", "Bertin", date(1963, 9, 12), "appliances", "Chauffe-eau", 600, 12),
    someone("Samir", "Cherki", date(1991, 1, 30), "training", "Formation d’ambulancier", 840, 14),
    someone("Louise", "Dacosta", date(1984, 3, 8), "health", "Couronne dentaire", 540, 9),
    someone("Kévin", "Esnault", date(1998, 11, 21), "mobility", "Scooter", 660, 11),
    someone("Maria", "Ferreira", date(1972, 7, 17), "family", "Frais d’obsèques", 750, 15),
    someone("Guy", "Gervais", date(1958, 2, 6), "housing", "Réparation du toit", 900, 18),
    someone("Irène", "Masselot", date(1970, 4, 3), "health", "Fauteuil adapté", 390, 13),
    someone("Fanta", "Koné", date(1989, 6, 25), "housing", "Dépôt de garantie", 480, 12),
)


SILENT = someone("Pascal", "Lemoine", date(1976, 12, 19), "appliances", "Congélateur", 310, 10)
# Of each loan, the instalments that are not paid on their day.
MISSED: dict[str, tuple[int, ...]] = {
    "Audran": (8, 9),  # late for 35 days
    "Bertin": (4, 5, 6, 7, 8, 9),
    "Cherki": (4, 5, 6, 7, 8, 9),
    "Dacosta": (9,),
    "Esnault": (4, 5, 6, 7, 8, 9),
    "Masselot": (7, 8, 9),
    "Ferreira": (2, 3, 4, 5, 6, 7, 8, 9),
}


def incidents(story: Story, today: date) -> None:
    """One loan for each thing that the loans room can do; their latest instalments fell 35 days ago, and 5."""
    finance, first = story.people.finance, add_months(today - timedelta(days=35), -7)
    day = weekday(first - timedelta(days=45))
    meeting, items = story.hold(day, made_ready(story, day, *PEOPLE))
    decisions = {item.application.applicant.last_name: story.decide(item, day) for item in items}
    loans_of = {name: lend(decisions[name], finance, first) for name in MISSED}
    for name, loan in loans_of.items():
        repay(loan, finance, today, missed=MISSED[name])
    _rescheduled(loans_of["Bertin"], story, ago(today, 20))
    _put_off(loans_of["Cherki"], story, instalments(loans_of["Cherki"]))
    _overpaid(loans_of["Dacosta"], story, ago(today, 2))
    _waived(loans_of["Esnault"], story, ago(today, 20))
    _written_off(loans_of["Ferreira"], story, ago(today, 40), ago(today, 6))
    _over_indebted(loans_of["Masselot"], story, ago(today, 30))
    _in_parts(draw_up(decisions["Gervais"], finance, day + timedelta(days=4), first), story, day + timedelta(days=8))
    _taken_back(lend(decisions["Koné"], finance, first), story)
    story.close(meeting, day)


def nobody_signs(story: Story, today: date) -> None:
    """An agreement that waits for its signature since the summer: it may be signed for some days more."""
    day = weekday(add_months(today, -3) + timedelta(days=8))
    meeting, items = story.hold(day, made_ready(story, day, SILENT))
    draw_up(story.decide(items[0], day), story.people.finance, day + timedelta(days=4))
    story.close(meeting, day)


def _rescheduled(loan: Loan, story: Story, day: date) -> None:
    """Like case 13, within the 18 months: three paid, five missed, the rest over nine."""
    amendment = ask_amendment(
        loan=loan,
        kind=AmendmentKind.RESCHEDULING,
        months=9,
        first_due_on=add_months(day.replace(day=5), 1),
        reason="Deux mois d’arrêt maladie, reprise à temps partiel",
        by=story.people.finance,
        now=at(day, 10),
    )
    sign_amendment(amendment=amendment, signed_on=day, by=story.people.finance, now=at(day, 16))


def _put_off(loan: Loan, story: Story, agreed: list[Instalment]) -> None:
    """Two instalments go to the end; the others are paid, the last of them on the day it was moved to."""
    day, act = agreed[3].due_on - timedelta(days=4), {"loan": loan, "by": story.people.finance}
    why = "Formation sans salaire pendant deux mois"
    ask_amendment(kind=AmendmentKind.DEFERRAL, months=2, reason=why, now=at(day, 10), **act)
    later = loan.schedules.get(version=2)
    rows = list(later.instalments.order_by("number"))
    for row in rows[:3]:
        _receive(loan, story, row.amount, row.due_on)
    moved_on = rows[3].due_on + timedelta(days=9)
    told = at(rows[3].due_on - timedelta(days=2), 9)
    move_instalment(version=2, number=4, due_on=moved_on, why="Salaire versé en fin de mois", now=told, **act)


def _overpaid(loan: Loan, story: Story, day: date) -> None:
    """The last payment was a round sum: what is too much is to be given back."""
    _receive(loan, story, loans.outstanding(loan) + Decimal("12.50"), day, keeps_surplus=True)


def _waived(loan: Loan, story: Story, day: date) -> None:
    loans.relieve(
        loan=loan,
        amount=loans.outstanding(loan),
        deliberation=f"{day.year}-34 (fictive)",
        note="Accident, invalidité reconnue",
        value_on=day,
        by=story.people.finance,
        now=at(day, 11),
    )


def _written_off(loan: Loan, story: Story, day: date, recovered_on: date) -> None:
    """Nobody was found any more; then a transfer came."""
    act = {"loan": loan, "by": story.people.finance}
    loans.write_off(
        deliberation=f"{day.year}-33 (fictive)", note="Partie sans adresse", value_on=day, now=at(day, 11), **act
    )
    loans.recover(amount=Decimal(40), channel=Channel.TRANSFER, value_on=recovered_on, now=at(recovered_on, 15), **act)


def _over_indebted(loan: Loan, story: Story, day: date) -> None:
    """A procedure began: nobody reminds her until it ends."""
    pause_reminders(
        loan=loan,
        reason=PauseReason.OVER_INDEBTEDNESS,
        starts_on=day,
        ends_on=None,
        note="Recevabilité notifiée par la Banque de France",
        by=story.people.finance,
        now=at(day, 9),
    )


def _in_parts(loan: Loan, story: Story, day: date) -> None:
    """The roofer is paid when the work begins; the rest leaves when it is done."""
    finance = story.people.finance
    sign(loan, finance, day)
    begun = day + timedelta(days=3)
    loans.disburse(
        loan=loan, amount=Decimal(500), value_on=begun, voucher=f"M{begun:%Y}-A", by=finance, now=at(begun, 16)
    )
    for row in instalments(loan)[:9]:
        _receive(loan, story, row.amount, row.due_on)


def _taken_back(loan: Loan, story: Story) -> None:
    """The transfer came back: it is to be paid out again."""
    entry = loan.entries.get()
    day = entry.value_on + timedelta(days=5)
    loans.reverse_entry(entry=entry, why="Virement rejeté, compte clos", by=story.people.finance, now=at(day, 10))


def _receive(loan: Loan, story: Story, amount: Decimal, day: date, **more: bool) -> None:
    loans.record_repayment(
        loan=loan,
        amount=amount,
        channel=Channel.TRANSFER,
        value_on=day,
        by=story.people.finance,
        now=at(day, 11),
        **more,
    )
