"""Which scheme could fit somebody who tells a few things about themselves. Reads the voted terms, writes nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from applications import eligibility
from applications.checking.facts import residence_of, voted
from applications.documents.enums import Situation
from applications.eligibility import CriterionVerdict, Residence
from applications.enums import Verdict
from applications.models import DocumentRequirement
from applications.rules import usual_instalment
from harmonie.accounts.models import Partner
from harmonie.calendar import add_months
from harmonie.components import VerdictLine
from harmonie.schemes.models import Scheme, SchemeTerms
from loans.schedule import ScheduledInstalment, ScheduleError, build_schedule

# What a person can answer for; the rest is looked at together.
ASKED = ("income", "amount", "months", "purpose", "residence")
ADULT, TEENAGER, CHILD = 30 * 12, 15 * 12, 5 * 12
POSTCODE = re.compile(r"\b\d{5}\b")
FEW = 6


@dataclass(frozen=True)
class Answer:
    """One scheme held against the answers. `instalments` is empty when somebody else lends; `about` is then a guess."""

    scheme: Scheme
    terms: SchemeTerms
    verdicts: list[CriterionVerdict]
    instalments: list[ScheduledInstalment]
    about: Decimal | None = None

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


def answers(
    *,
    amount: Decimal,
    months: int,
    adults: int,
    children: int,
    earned: Decimal,
    today: date,
    teenagers: int = 0,
    purpose: str = "",
    town: str = "",
) -> list[Answer]:
    """Every open scheme with terms in force today, those that fit first. Left out, purpose and town do not count."""
    ages = [ADULT] * (adults - 1) + [TEENAGER] * teenagers + [CHILD] * children
    household = eligibility.Household(other_birth_dates=[add_months(today, -age) for age in ages], earned_income=earned)
    place = _place(town)
    request = eligibility.Request(
        requested_on=today,
        amount=amount,
        months=months,
        is_resident=place is None or place.is_in_town,
        residence=place,
        purpose=purpose,
    )
    in_force = SchemeTerms.objects.in_force(today).filter(scheme__is_active=True)
    found = [_answer(terms, household, request) for terms in in_force.select_related("scheme").order_by("scheme")]
    return sorted(found, key=lambda answer: not answer.fits)


def _answer(terms: SchemeTerms, household: eligibility.Household, request: eligibility.Request) -> Answer:
    asked = [code for code in ASKED if code != "residence" or request.residence]
    verdicts = [_to_you(one) for one in eligibility.check(voted(terms), household, request) if one.code in asked]
    instalments = _instalments(terms, request.amount, request.months, request.requested_on)
    within = terms.months_min <= request.months <= terms.months_max
    about = usual_instalment(request.amount, request.months) if within and not terms.scheme.lends_itself else None
    return Answer(terms.scheme, terms, verdicts, instalments, about)


def _to_you(verdict: CriterionVerdict) -> CriterionVerdict:
    """The same sentence, said to the person instead of about them."""
    if verdict.code != "residence":
        return verdict
    if verdict.verdict == Verdict.PASS:
        return replace(verdict, say="Vous habitez la commune")
    why = "Le CCAS de votre commune peut recevoir votre demande."
    return replace(verdict, say="Vous n’habitez pas la commune", why=why)


def _place(town: str) -> Residence | None:
    """« Rivemont », « 60990 Rivemont »: the place somebody says they live in, None when they say none."""
    postcode = POSTCODE.search(town)
    name = POSTCODE.sub("", town).strip()
    return residence_of(name, postcode.group() if postcode else "") if name else None


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


# What comes next ---------------------------------------------------------------------------------


def to_bring(scheme: Scheme, *, purpose: str, earns: bool, has_children: bool) -> Sequence[DocumentRequirement]:
    """The documents that the CCAS would ask of this person, as far as the answers tell."""
    situations = [Situation.ALWAYS]
    situations += [Situation.EMPLOYED] if earns else []
    situations += [Situation.CHILDREN] if has_children else []
    asked = DocumentRequirement.objects.asked_on(timezone.localdate()).filter(
        Q(scheme=None) | Q(scheme=scheme), is_required=True, situation__in=situations
    )
    return [piece for piece in asked if not piece.purposes or purpose in piece.purposes]


def whom_to_see(town: str) -> Sequence[Partner]:
    """A few partners who refer people, those of the town that was named first."""
    place = _place(town)
    named = place.city if place else ""
    partners = Partner.objects.filter(is_active=True)
    near = sorted(partners, key=lambda partner: (not _same(partner.city, named), partner.name))
    return near[:FEW]


def _same(one: str, other: str) -> bool:
    return bool(other) and eligibility.plain(one) == eligibility.plain(other)
