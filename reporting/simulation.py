"""Which scheme could fit somebody who tells five things about themselves. Reads the voted terms, writes nothing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from applications import eligibility
from applications.checking.facts import voted
from applications.eligibility import CriterionVerdict
from harmonie.calendar import add_months
from harmonie.components import VerdictLine
from harmonie.schemes.models import Scheme, SchemeTerms
from loans.schedule import ScheduledInstalment, ScheduleError, build_schedule

# What a person can answer for; the rest is looked at together.
ASKED = ("income", "amount", "months")
ADULT, CHILD = 30 * 12, 5 * 12


@dataclass(frozen=True)
class Answer:
    """One scheme held against the five answers. `instalments` is empty when somebody else lends."""

    scheme: Scheme
    terms: SchemeTerms
    verdicts: list[CriterionVerdict]
    instalments: list[ScheduledInstalment]

    @property
    def fits(self) -> bool:
        return eligibility.is_eligible(self.verdicts)

    @property
    def lines(self) -> list[VerdictLine]:
        return [VerdictLine(verdict.verdict.value, verdict.say, verdict.why) for verdict in self.verdicts]

    @property
    def refusals(self) -> list[VerdictLine]:
        """The conditions that are not met."""
        return [line for line in self.lines if line.tone == "fail"]


@dataclass(frozen=True)
class Pace:
    """Repaying in `months` months: `usual` euros, and `last` at the end."""

    months: int
    usual: Decimal
    last: Decimal
    is_small: bool


def answers(*, amount: Decimal, months: int, adults: int, children: int, earned: Decimal, today: date) -> list[Answer]:
    """Every open scheme whose terms are in force today, those that fit first."""
    household = eligibility.Household(
        other_birth_dates=[add_months(today, -ADULT)] * (adults - 1) + [add_months(today, -CHILD)] * children,
        earned_income=earned,
    )
    request = eligibility.Request(requested_on=today, amount=amount, months=months, is_resident=True)
    found = []
    for terms in (
        SchemeTerms.objects.in_force(today).filter(scheme__is_active=True).select_related("scheme").order_by("scheme")
    ):
        verdicts = [v for v in eligibility.check(voted(terms), household, request) if v.code in ASKED]
        found.append(Answer(terms.scheme, terms, verdicts, _instalments(terms, amount, months, today)))
    return sorted(found, key=lambda answer: not answer.fits)


def paces(terms: SchemeTerms, amount: Decimal, today: date) -> list[Pace]:
    """The same amount over every duration that the terms allow."""
    found = []
    for months in range(terms.months_min, terms.months_max + 1):
        rows = _instalments(terms, amount, months, today)
        if rows:
            found.append(Pace(months, rows[0].amount, rows[-1].amount, rows[0].amount < terms.small_instalment))
    return found


def _instalments(terms: SchemeTerms, amount: Decimal, months: int, today: date) -> list[ScheduledInstalment]:
    if not terms.scheme.lends_itself:
        return []
    try:
        return build_schedule(amount, months, add_months(today, 1), rounding=Decimal(terms.rounding))
    except ScheduleError:
        return []
