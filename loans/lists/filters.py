"""What the address of a list asks for. Unknown values count as none, so that an old link still opens."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from applications.enums import Purpose
from harmonie.accounts.models import User
from harmonie.money import parse_euros

from .. import queries
from ..enums import Tab

MOST = Decimal(99_999_999)  # euros; beyond, no amount is one
NEAR_DAYS = 15  # before the limit to sign: from then on the list says it
NEAR, PASSED = "proche", "passe"
LIMITS = {NEAR: f"dans {NEAR_DAYS} jours au plus", PASSED: "dépassé"}
# The day that « du … au … » means in each list: its label, and its path.
DATED = {
    Tab.TO_CONTRACT: ("À signer avant le", "sign_before"),
    Tab.TO_SIGN: ("À signer avant le", "sign_before"),
    Tab.TO_DISBURSE: ("Signé le", "signed_on"),
    Tab.RUNNING: ("Première échéance", "first_due_on"),
    Tab.LATE: ("Première échéance", "first_due_on"),
    Tab.TO_REFUND: ("Première échéance", "first_due_on"),
    Tab.SETTLED: ("Soldé le", "settled_on"),
    Tab.CANCELLED: ("Annulé le", "cancelled_on"),
}


@dataclass(frozen=True)
class Filters:
    """One list and what narrows it; euros and days."""

    tab: Tab
    q: str = ""
    scheme: int | None = None
    partner: int | None = None
    worker: int | None = None
    purpose: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    since: date | None = None
    until: date | None = None
    limit: str = ""  # a key of LIMITS
    late: int | None = None  # days, at least

    @classmethod
    def read(cls, query: QueryDict, tab: Tab) -> Self:
        purpose, limit = query.get("objet", ""), query.get("delai", "")
        return cls(
            tab,
            q=" ".join(query.get("q", "").replace("\0", "").split())[:80],
            scheme=_number(query.get("dispositif")),
            partner=_number(query.get("partenaire")),
            worker=_number(query.get("suivi")),
            purpose=purpose if purpose in Purpose.values else "",
            least=_euros(query.get("min")),
            most=_euros(query.get("max")),
            since=_day(query.get("du")),
            until=_day(query.get("au")),
            limit=limit if limit in LIMITS and tab in (Tab.TO_CONTRACT, Tab.TO_SIGN) else "",
            late=_number(query.get("retard"), digits=4) if tab == Tab.LATE else None,
        )

    @property
    def asked(self) -> dict[str, str]:
        """Every filter as the address says it, "" where none is asked."""
        return {
            "q": self.q,
            "dispositif": str(self.scheme or ""),
            "partenaire": str(self.partner or ""),
            "suivi": str(self.worker or ""),
            "objet": self.purpose,
            "min": "" if self.least is None else f"{self.least:f}",
            "max": "" if self.most is None else f"{self.most:f}",
            "du": self.since.isoformat() if self.since else "",
            "au": self.until.isoformat() if self.until else "",
            "delai": self.limit,
            "retard": str(self.late or ""),
        }

    def words(self) -> list[tuple[str, str]]:
        """The filters that are on, without the list."""
        return [(word, value) for word, value in self.asked.items() if value]

    def query(self, *, without: Iterable[str] = ()) -> str:
        """The address of these filters, always written the same way."""
        return urlencode([("liste", self.tab), *(pair for pair in self.words() if pair[0] not in set(without))])


def found(filters: Filters, user: User, today: date) -> QuerySet[Any]:
    """The rows that these filters keep: decisions for the first list, loans for the others."""
    if filters.tab == Tab.TO_CONTRACT:
        grants = queries.grants_to_contract(user).select_related("application__partner", "application__worker")
        return queries.search_grants(grants, filters.q).filter(*_conditions(filters, "application", "amount", today))
    loans = queries.loans_in(filters.tab, user, today)
    loans = loans.select_related(
        *(f"decision__application__{name}" for name in ("applicant", "scheme", "partner", "worker"))
    )
    if filters.late:
        loans = queries.late_for(loans, filters.late, today)
    conditions = _conditions(filters, "decision__application", "principal", today)
    return queries.search_loans(loans, filters.q).filter(*conditions)


def _conditions(filters: Filters, application: str, amount: str, today: date) -> Iterator[Q]:
    day = DATED[filters.tab][1]
    asked = {
        f"{application}__scheme": filters.scheme,
        f"{application}__partner": filters.partner,
        f"{application}__worker": filters.worker,
        f"{application}__project__purpose": filters.purpose or None,
        f"{amount}__gte": filters.least,
        f"{amount}__lte": filters.most,
        f"{day}__gte": filters.since,
        f"{day}__lte": filters.until,
    }
    yield from (Q((path, value)) for path, value in asked.items() if value is not None)
    if filters.limit == PASSED:
        yield Q(sign_before__lt=today)
    elif filters.limit == NEAR:
        yield Q(sign_before__gte=today, sign_before__lte=today + timedelta(days=NEAR_DAYS))


def _number(text: str | None, *, digits: int = 9) -> int | None:
    return int(text) if text and re.fullmatch(rf"[1-9]\d{{0,{digits - 1}}}", text, re.ASCII) else None


def _euros(text: str | None) -> Decimal | None:
    try:
        amount = parse_euros((text or "")[:20])
    except ValueError:
        return None
    return amount if 0 <= amount <= MOST else None


def _day(text: str | None) -> date | None:
    """A day as the browser's own control gives it, or as people write it."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime((text or "").strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None
