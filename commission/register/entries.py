"""The register of a year: its decisions in the order of their numbers, whether one is missing, what each form tells."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.http import QueryDict

from applications.models import Exclusion
from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.schemes.models import Scheme

from .. import wording
from ..enums import DecisionPath, Outcome, RegisterForm
from ..models import Decision

PERMISSION = "commission.view_register"
SERIES = "D"
PATHS = (DecisionPath.COMMISSION, DecisionPath.DELEGATION)


def prefix(year: int) -> str:
    return f"{SERIES}{year}-"


def years() -> list[int]:
    """The years that have decisions, the latest first."""
    found = Decision.objects.decided_here().order_by().values_list("decided_at__year", flat=True).distinct()
    return sorted(found, reverse=True)


def decisions_of(year: int) -> QuerySet[Decision]:
    """Every decision of the year's one series, in order; two queries however many there are."""
    return (
        Decision.objects.filter(number__startswith=prefix(year))
        .select_related("application__scheme", "application__project", "application__applicant", "withdraws")
        .select_related("withdrawn_by", "decided_by", "target_scheme")
        .defer("application__assessment")
        .order_by("pk")
    )


def apart(decisions: QuerySet[Decision], user: User) -> QuerySet[Decision]:
    """The same, `is_apart` where this person stepped aside: they read its number and nothing else."""
    mine = Exclusion.objects.filter(application=OuterRef("application"), user=user)
    return decisions.annotate(is_apart=Exists(mine))


def steps_aside(user: User, year: int) -> bool:
    """Whether the year has a decision of a case from which this person stepped aside."""
    return apart(Decision.objects.filter(number__startswith=prefix(year)), user).filter(is_apart=True).exists()


class Series(NamedTuple):
    """How many numbers the year gave, up to which, and those that no decision bears."""

    count: int
    last: int
    missing: list[int]


def series_of(year: int) -> Series:
    """The check that the register has no gap: numbers 1 to the last one, each borne by one decision."""
    issued = Decision.objects.filter(number__startswith=prefix(year)).order_by()
    found = issued.aggregate(count=Count("pk"), last=Max("number"))
    last = _rank(found["last"]) if found["last"] else 0
    if found["count"] == last:
        return Series(last, last, [])
    borne = {_rank(number) for number in issued.values_list("number", flat=True)}
    return Series(len(borne), max(borne), sorted(set(range(1, max(borne) + 1)) - borne))


def _rank(number: str) -> int:
    return int(number.rpartition("-")[2])


@dataclass(frozen=True)
class Filters:
    """What the page shows of the year; every word of the address that means nothing is left out."""

    year: int
    form: RegisterForm
    outcome: str = ""
    scheme: str = ""
    path: str = ""

    @classmethod
    def read(cls, query: QueryDict, offered: list[int], this_year: int) -> "Filters":
        year, form = query.get("annee", ""), query.get("forme", "")
        chosen = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else this_year
        return cls(
            year=chosen if chosen in offered else (offered[0] if offered else this_year),
            form=RegisterForm(form) if form in RegisterForm.values else RegisterForm.NOMINATIVE,
            outcome=_among(query.get("resultat", ""), Outcome.values),
            scheme=_among(query.get("dispositif", ""), Scheme.objects.values_list("code", flat=True)),
            path=_among(query.get("voie", ""), PATHS),
        )

    def keep(self, decisions: QuerySet[Decision]) -> QuerySet[Decision]:
        if self.outcome:
            decisions = decisions.filter(outcome=self.outcome)
        if self.scheme:
            decisions = decisions.filter(application__scheme__code=self.scheme)
        return decisions.filter(path=self.path) if self.path else decisions

    @property
    def is_narrowed(self) -> bool:
        return bool(self.outcome or self.scheme or self.path)

    @property
    def words(self) -> dict[str, str]:
        """The words of the address."""
        asked = {"annee": str(self.year), "forme": str(self.form), "resultat": self.outcome}
        return {
            name: value for name, value in (asked | {"dispositif": self.scheme, "voie": self.path}).items() if value
        }

    def without(self) -> "Filters":
        return replace(self, outcome="", scheme="", path="")


def _among(asked: str, known: Iterable[str]) -> str:
    return asked if asked in set(known) else ""


class Line(NamedTuple):
    """One decision as the register tells it. `who` and `reference` are empty in the communicable form."""

    number: str
    decided_at: Any
    scheme: str
    purpose: str
    outcome: str
    amount: Any
    months: int | None
    votes: str
    bond: str
    who: str = ""
    reference: str = ""
    grounds: str = ""
    by: str = ""


def lines(decisions: Iterable[Decision], form: RegisterForm) -> Iterable[Line]:
    """The register's lines. Without names, nothing of a line leads to a person: no name, address, partner, supplier."""
    for decision in decisions:
        yield _hidden(decision) if form == RegisterForm.NOMINATIVE and _is_apart(decision) else _line(decision, form)


def _is_apart(decision: Decision) -> bool:
    return getattr(decision, "is_apart", False)


def _hidden(decision: Decision) -> Line:
    return Line(decision.number, None, "", "", "En déport", None, None, "", "")


def _line(decision: Decision, form: RegisterForm) -> Line:
    application = decision.application
    told = Line(
        number=decision.number,
        decided_at=decision.decided_at,
        scheme=str(application.scheme),
        purpose=application.project.get_purpose_display().capitalize(),
        outcome=decision.get_outcome_display().capitalize(),
        amount=decision.amount,
        months=decision.months,
        votes=wording.votes(decision),
        bond=bond(decision),
    )
    if form == RegisterForm.COMMUNICABLE:
        return told
    return told._replace(
        who=str(application.applicant),
        reference=application.reference,
        grounds=decision.get_grounds_display() if decision.grounds else "",
        by=str(decision.decided_by),
    )


def bond(decision: Decision) -> str:
    """« retirée par D2026-0012 du 3 mars 2026 », « retire D2026-0004 »: each names the other."""
    if decision.withdraws:
        return f"retire {decision.withdraws.number}"
    later = getattr(decision, "withdrawn_by", None)
    return f"retirée par {later.number} du {short_day(later.decided_at)}" if later else ""
