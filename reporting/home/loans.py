"""What waits for those who keep the loans, and for the second person."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.dates import plain_day
from harmonie.money import euros, short_euros
from harmonie.words import of
from loans.arrears.filters import Filters as Arrears
from loans.arrears.filters import asked_for, kept
from loans.arrears.late import Late
from loans.arrears.words import LETTERS, NEXT_CHIPS, Next
from loans.changes.queries import amendments_for, waiting_amendments
from loans.checking.pages import heading
from loans.checking.queries import entered_by_others
from loans.checking.queries import waiting_for as postings_for
from loans.enums import CHIPS, LoanState, Tab
from loans.lists.filters import Filters, found
from loans.models import Amendment, FollowUp, Loan, PostingRequest

from ..links import link
from .groups import FEW, MOST, Group, Waiting, day_of, listed, waiting

FOLLOW_UP_CHIP = Chip("Rendez-vous", "phone", "wait")
CONTRACT_CHIP = Chip("À contractualiser", "clock", "wait")
CHECK_CHIP = Chip("À contrôler", "check", "wait")
AMENDMENT_CHIP = Chip("Avenant", "file", "wait")
REFUND_CHIP = Chip("Trop-perçu", "arrow", "wait")


def for_follow_ups(user: User, today: date) -> Iterator[Group]:
    """The people a social worker is asked to meet about their instalments."""
    mine = FollowUp.objects.visible_to(user).with_facts().filter(done_at=None).order_by("due_on", "pk")
    yield from listed("Rendez-vous à proposer", mine, lambda one: _to_meet(one, today), link("loans:follow_ups"))


def _to_meet(follow_up: FollowUp, today: date) -> Waiting:
    do = f"Parler de ses échéances avec {follow_up.loan.borrower}"
    about = f"{follow_up.text}, pour le {plain_day(follow_up.due_on)}."
    url = link("loans:follow_up_done", follow_up.pk)
    return waiting(day_of(follow_up.asked_at), today, do, url, about, FOLLOW_UP_CHIP, due=follow_up.due_on)


# From the grant to the money ----------------------------------------------------------------------


def for_finance(user: User, today: date) -> Iterator[Group]:
    """Agreements to prepare, to have signed before their time is over, money to pay out and to give back."""
    rows, url = _list(Tab.TO_CONTRACT, user, today)
    rows = rows.select_related("application__applicant").order_by("sign_before", "pk")
    yield from listed("À contractualiser", rows, lambda decision: _to_contract(decision, today), url)
    rows, url = _list(Tab.TO_SIGN, user, today)
    yield from listed("À faire signer", rows.order_by("sign_before", "pk"), lambda loan: _to_sign(loan, today), url)
    rows, url = _list(Tab.TO_DISBURSE, user, today)
    yield from listed("À verser", rows.order_by("signed_on", "pk"), lambda loan: _to_pay(loan, today), url)
    rows, url = _list(Tab.TO_REFUND, user, today)
    yield from listed("À rembourser aux emprunteurs", rows, lambda loan: _to_give_back(loan, today), url)


def _list(tab: Tab, user: User, today: date) -> tuple[QuerySet, str]:
    filters = Filters(tab)
    return found(filters, user, today), f"{link('loans:list')}?{filters.query()}"


def _to_contract(decision, today: date) -> Waiting:
    do = f"Préparer le contrat {of(decision.application.applicant)}"
    asked = f"{short_euros(decision.amount)} sur {decision.months} mois"
    about = f"{asked}, à signer au plus tard le {plain_day(decision.sign_before)}."
    url, since = link("loans:open", decision.number), day_of(decision.decided_at)
    return waiting(since, today, do, url, about, CONTRACT_CHIP, due=decision.sign_before)


def _to_sign(loan: Loan, today: date) -> Waiting:
    about = f"{short_euros(loan.principal)}, au plus tard le {plain_day(loan.sign_before)}."
    return _loan(loan, day_of(loan.opened_at), today, f"Faire signer {loan.borrower}", about, due=loan.sign_before)


def _to_pay(loan: Loan, today: date) -> Waiting:
    do = f"Verser {short_euros(loan.principal)} à {loan.payee_name}"
    return _loan(loan, loan.signed_on or today, today, do, f"Contrat {of(loan.borrower)}, signé.")


def _to_give_back(loan: Loan, today: date) -> Waiting:
    do = f"Rendre {euros(loan.surplus)} à {loan.borrower}"  # type: ignore[attr-defined]
    return _loan(loan, loan.settled_on or today, today, do, f"Prêt n°\u00a0{loan.reference}.", REFUND_CHIP)


def _loan(
    loan: Loan, since: date, today: date, do: str, about: str, chip: Chip | None = None, due: date | None = None
) -> Waiting:
    url, chip = link("loans:detail", loan.reference), chip or CHIPS[LoanState(loan.state)]
    return waiting(since, today, do, url, about, chip, due=due, case=loan.reference)


# Who is late --------------------------------------------------------------------------------------

ARREARS = {
    Next.FIRST: ("Relances courtoises", "Relancer {whom}"),
    Next.SECOND: ("Relances et rendez-vous", "Relancer {whom} et proposer un rendez-vous"),
    Next.FORMAL_NOTICE: ("Mises en demeure", "Mettre en demeure {whom}"),
    Next.HAND_OVER: ("À transmettre", "Transmettre le dossier {of}"),
}


def for_arrears(user: User, today: date) -> Iterator[Group]:
    """Letters that the ladder asks for today. What is paused, or waits for its day, is not to be done."""
    filters = Arrears(today, today)
    late = asked_for(filters, user)
    shown = {step: kept(late, step, "") for step in (*LETTERS, Next.HAND_OVER)}
    keys = [one.loan_id for rows in shown.values() for one in rows[:FEW]]
    loans = Loan.objects.select_related("borrower").in_bulk(keys)
    for step, rows in shown.items():
        if rows:
            lines = [_to_remind(step, one, loans[one.loan_id], today) for one in rows[:FEW]]
            url = f"{link('loans:arrears')}?{filters.address(step=step)}"
            yield Group(ARREARS[step][0], lines, min(len(rows), MOST + 1), url)


def _to_remind(step: Next, late: Late, loan: Loan, today: date) -> Waiting:
    do = ARREARS[step][1].format(whom=loan.borrower, of=of(loan.borrower))
    about = f"{euros(late.found.amount)} en retard, {euros(late.found.owed)} restent dus."
    return _loan(loan, late.found.since or today, today, do, about, NEXT_CHIPS[step])


# The second person --------------------------------------------------------------------------------


def for_second_person(user: User, today: date) -> Iterator[Group]:
    """Entries and amendments that somebody else asked for, and amendments that wait for their signature."""
    url = f"{link('loans:posting_requests')}?par=autres"
    rows = entered_by_others(postings_for(user), user)
    yield from listed("Écritures à contrôler", rows, lambda asked: _to_check(asked, today), url)
    amendments = waiting_amendments(user).exclude(asked_by=user)
    do = "Approuver l’avenant {of}"
    yield from listed("Avenants à approuver", amendments, lambda one: _amendment(one, today, do), "", count=False)
    if user.has_perm("loans.keep_loan"):
        unsigned = amendments_for(user).filter(approved_at__isnull=False, signed_on=None, dropped_at=None)
        unsigned = unsigned.filter(loan__state=LoanState.ACTIVE).select_related("loan__borrower").order_by("pk")
        do = "Faire signer l’avenant {of}"
        yield from listed("Avenants à signer", unsigned, lambda one: _amendment(one, today, do), "", count=False)


def _to_check(asked: PostingRequest, today: date) -> Waiting:
    do = f"Contrôler\u00a0: {heading(asked)[:1].lower()}{heading(asked)[1:]}"
    about = f"Prêt {of(asked.loan.borrower)}, saisi par {asked.asked_by}."
    return waiting(day_of(asked.asked_at), today, do, link("loans:posting_request", asked.pk), about, CHECK_CHIP)


def _amendment(amendment: Amendment, today: date, do: str) -> Waiting:
    loan, since = amendment.loan, day_of(amendment.approved_at or amendment.asked_at)
    url = link("loans:amendment", loan.reference, amendment.number)
    about = f"Prêt n°\u00a0{loan.reference}, {amendment.get_kind_display()}."
    return waiting(since, today, do.format(of=of(loan.borrower)), url, about, AMENDMENT_CHIP)
