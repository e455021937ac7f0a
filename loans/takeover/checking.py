"""The dry run: every row judged, every error by its line and column. Reads the database, writes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from applications.checking.queries import rows_of_person
from applications.models import Applicant
from applications.takeover_actions import FormerCase
from harmonie.calendar import add_months
from harmonie.dates import short_day
from harmonie.money import euros
from harmonie.schemes.models import Scheme

from ..models import ClosedMonth, Loan, TakenOverLoan
from ..queries import terms_on
from ..schedule import ScheduleError, build_schedule
from . import cells
from .cells import BadCell
from .columns import BY_KEY
from .reading import RawRow, folded

OLDEST = date(1990, 1, 1)


class Mistake(NamedTuple):
    """What is wrong: in which line (0 for the file), in which column, and what to do."""

    line: int
    column: str
    say: str


type Who = tuple[str, str, date]


def who_is(person: dict[str, Any]) -> Who:
    """What two rows of one person have in common: both names and the day of birth."""
    return folded(person["last_name"]), folded(person["first_name"]), person["birth_date"]


@dataclass(frozen=True)
class FormerLoan:
    """One row that can be taken over. Euros; `repaid_on` is the value date of what came in so far."""

    line: int
    former: str
    case: FormerCase
    first_due_on: date
    repaid: Decimal
    repaid_on: date
    known: Sequence[Applicant]

    @property
    def who(self) -> "Who":
        return who_is(self.case.person)

    @property
    def left(self) -> Decimal:
        return self.case.amount - self.repaid


@dataclass
class Checked:
    """What a file holds: the loans that could be read, and all that is wrong with it."""

    loans: list[FormerLoan] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((loan.left for loan in self.loans), Decimal("0.00"))


def first_open_day() -> date:
    """The first day in which the cash office still takes entries."""
    closed = ClosedMonth.objects.order_by("-first_day").first()
    return add_months(closed.first_day, 1) if closed else OLDEST


def check(rows: Sequence[RawRow], control_total: Decimal, today: date) -> Checked:
    """Judges every row, then the file as a whole."""
    checked = Checked()
    typed = [(row.line, _typed(row, checked.mistakes)) for row in rows]
    whole = [(line, cells_of) for line, cells_of in typed if len(cells_of) == len(READ)]
    town = _Town.read(today, {cells_of["birth_date"] for _, cells_of in whole})
    for line, cells_of in whole:
        town.judge(line, cells_of, checked)
    checked.mistakes.sort(key=lambda mistake: mistake.line)
    if not checked.mistakes and checked.total != control_total:
        gap = abs(checked.total - control_total)
        checked.mistakes.append(
            Mistake(
                0,
                "",
                f"Le fichier laisse {euros(checked.total)} à rembourser, vous avez annoncé {euros(control_total)}"
                f"\u00a0: {euros(gap)} d’écart. Corrigez le fichier ou le total.",
            )
        )
    return checked


READ: dict[str, Callable[[Any], Any]] = {
    "former": lambda cell: cells.text(cells.number_as_text(cell), 32),  # behind « Reprise » in a voucher's 40 signs
    "last_name": lambda cell: cells.text(cell, 60),
    "first_name": lambda cell: cells.text(cell, 60),
    "birth_date": cells.day,
    "address": lambda cell: cells.text(cell, 200),
    "postcode": cells.postcode,
    "city": lambda cell: cells.text(cell, 80),
    "scheme": lambda cell: cells.text(cell, 40),
    "purpose": cells.purpose,
    "amount": cells.euros,
    "months": cells.months,
    "first_due_on": cells.day,
    "lent_on": cells.day,
    "repaid": lambda cell: cells.euros(cell or 0),
    "repaid_on": lambda cell: cells.day(cell) if cell else None,
    "supplier": lambda cell: cells.text(cell, 120) if cell else "",
}


def _typed(row: RawRow, mistakes: list[Mistake]) -> dict[str, Any]:
    typed = {}
    for key, read in READ.items():
        try:
            typed[key] = read(row.cells.get(key))
        except BadCell as bad:
            mistakes.append(Mistake(row.line, BY_KEY[key].heading, str(bad)))
    return typed


@dataclass
class _Town:
    """What the rows are held against: the schemes, the people known, the loans that run, the closed months."""

    today: date
    schemes: dict[str, Scheme]
    taken: set[str]
    first_open_day: date
    people: dict[Who, list[Applicant]]
    seen: dict[str, int] = field(default_factory=dict)
    borrowers: dict[tuple[Who, int], int] = field(default_factory=dict)

    @classmethod
    def read(cls, today: date, born: set[date]) -> "_Town":
        people: dict[Who, list[Applicant]] = {}
        for person in Applicant.objects.filter(birth_date__in=born).order_by("pk"):
            people.setdefault(who_is(vars(person)), []).append(person)
        return cls(
            today,
            {scheme.code: scheme for scheme in Scheme.objects.all()},
            set(TakenOverLoan.objects.values_list("former_reference", flat=True)),
            first_open_day(),
            people,
        )

    def judge(self, line: int, typed: dict[str, Any], checked: Checked) -> None:
        before = len(checked.mistakes)

        def wrong(key: str, say: str) -> None:
            checked.mistakes.append(Mistake(line, BY_KEY[key].heading, say))

        self._reference(line, typed, wrong)
        self._days(typed, wrong)
        self._money(typed, wrong)
        scheme = self._scheme(typed, wrong)
        if scheme is not None and len(checked.mistakes) == before:
            known = self._borrower(line, typed, scheme, wrong)
            if len(checked.mistakes) == before:
                checked.loans.append(self._loan(line, typed, scheme, known))

    def _reference(self, line: int, typed: dict[str, Any], wrong: Callable[[str, str], None]) -> None:
        if typed["former"] in self.taken:
            wrong("former", "Ce prêt est déjà repris.")
        if first := self.seen.get(typed["former"]):
            wrong("former", f"Cette référence est déjà à la ligne {first}.")
        self.seen.setdefault(typed["former"], line)

    def _days(self, typed: dict[str, Any], wrong: Callable[[str, str], None]) -> None:
        lent_on, until = typed["lent_on"], typed["repaid_on"]
        if not OLDEST <= lent_on <= self.today:
            wrong("lent_on", f"Le versement est entre le {short_day(OLDEST)} et aujourd’hui.")
        elif not lent_on <= typed["first_due_on"] <= add_months(lent_on, 24):
            wrong("first_due_on", "La première échéance suit le versement, de deux ans au plus.")
        if not date(1900, 1, 1) <= typed["birth_date"] < lent_on:
            wrong("birth_date", "Cette date de naissance n’est pas possible\u00a0: relisez-la.")
        if until and not lent_on <= until <= self.today:
            wrong("repaid_on", "Cette date est entre le versement et aujourd’hui.")
        elif until and until < self.first_open_day:
            wrong(
                "repaid_on",
                f"La régie est close avant le {short_day(self.first_open_day)}\u00a0: laissez la case vide.",
            )

    def _money(self, typed: dict[str, Any], wrong: Callable[[str, str], None]) -> None:
        if typed["amount"] == 0:
            wrong("amount", "Le montant prêté est supérieur à zéro.")
        elif typed["repaid"] >= typed["amount"]:
            wrong("repaid", "Ce prêt est soldé\u00a0: il n’y a rien à reprendre, retirez la ligne.")

    def _scheme(self, typed: dict[str, Any], wrong: Callable[[str, str], None]) -> Scheme | None:
        scheme = self.schemes.get(typed["scheme"])
        if scheme is None or not scheme.lends_itself or not scheme.terms.exists():
            codes = ", ".join(sorted(code for code, one in self.schemes.items() if one.lends_itself))
            wrong("scheme", f"Écrivez le code d’un dispositif que le CCAS prête lui-même\u00a0: {codes}.")
            return None
        try:
            rounding = Decimal(terms_on(scheme, typed["lent_on"]).rounding)
            if typed["amount"]:
                build_schedule(typed["amount"], typed["months"], typed["first_due_on"], rounding=rounding)
        except ScheduleError as error:
            wrong("months", str(error))
        return scheme

    def _borrower(
        self, line: int, typed: dict[str, Any], scheme: Scheme, wrong: Callable[[str, str], None]
    ) -> Sequence[Applicant]:
        """The rows of the same person; one live loan a scheme where the terms say so."""
        who = who_is(typed)
        known = self.people.get(who, [])
        if terms_on(scheme, typed["lent_on"]).one_live_loan:
            if first := self.borrowers.get((who, scheme.pk)):
                wrong("scheme", f"La personne a déjà un prêt de ce dispositif à la ligne {first}.")
            elif loan := self._running(known, scheme):
                wrong("scheme", f"La personne a déjà un prêt en cours sous ce dispositif, {loan.reference}.")
        self.borrowers.setdefault((who, scheme.pk), line)
        return known

    def _running(self, known: Sequence[Applicant], scheme: Scheme) -> Loan | None:
        people = {pk for person in known for pk in rows_of_person(person.pk)}
        return Loan.objects.live().filter(borrower__in=people, scheme=scheme).first() if people else None

    def _loan(self, line: int, typed: dict[str, Any], scheme: Scheme, known: Sequence[Applicant]) -> FormerLoan:
        names = ("first_name", "last_name", "birth_date", "address", "postcode", "city")
        case = FormerCase(
            person={name: typed[name] for name in names},
            scheme=scheme,
            purpose=typed["purpose"],
            amount=typed["amount"],
            months=typed["months"],
            lent_on=typed["lent_on"],
            supplier=typed["supplier"],
        )
        return FormerLoan(
            line,
            typed["former"],
            case,
            typed["first_due_on"],
            typed["repaid"],
            typed["repaid_on"] or self.today,
            known,
        )
