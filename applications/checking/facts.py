"""What the rules ask of a request, read once for all the schemes."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from harmonie.schemes.enums import CeilingBasis, CeilingOperator
from harmonie.schemes.models import SchemeTerms
from harmonie.town.queries import town

from .. import eligibility
from ..duplicates.queries import other_requests
from ..enums import State
from ..models import IncomeLine, LoanApplication, NewFacts, Project
from ..rules import Budget, budget_of, usual_instalment


class Earlier(NamedTuple):
    """Another request of the same person: the loan it still runs, the day it was refused."""

    scheme_id: int
    live_loan: str
    refused_on: date | None


@dataclass(frozen=True)
class Known:
    """One request with its household, its month and what came before it."""

    application: LoanApplication
    project: Project
    births: list[date]
    incomes: list[IncomeLine]
    month: Budget
    earlier: list[Earlier]
    new_facts: str

    def under(self, terms: SchemeTerms) -> tuple[eligibility.Terms, eligibility.Household, eligibility.Request]:
        """The three arguments of `eligibility.check`, for the terms of one scheme."""
        return voted(terms), self._household(), self._request(terms.scheme_id)

    def asked(self, terms: SchemeTerms) -> list[dict[str, Any]]:
        """The verdicts under these terms, as they would be kept."""
        return [verdict.as_dict() for verdict in eligibility.check(*self.under(terms))]

    def values(self, terms: SchemeTerms) -> dict[str, Any]:
        """All that a check under these terms relies on."""
        incomes = [
            {"kind": str(line.get_kind_display()), "monthly": f"{line.monthly:f}", "is_earned": line.is_earned}
            for line in self.incomes
        ]
        return eligibility.values(*self.under(terms)) | {"incomes": incomes, "source": terms.source}

    def _household(self) -> eligibility.Household:
        return eligibility.Household(
            other_birth_dates=self.births,
            earned_income=self.month.earned,
            resources=self.month.resources,
            expenses=self.month.expenses,
        )

    def _request(self, scheme_id: int) -> eligibility.Request:
        past = [earlier for earlier in self.earlier if earlier.scheme_id == scheme_id]
        place = residence_of(self.application.applicant.city, self.application.applicant.postcode)
        return eligibility.Request(
            requested_on=self.application.requested_on,
            amount=self.project.amount,
            months=self.project.months,
            is_resident=place.is_in_town,
            residence=place,
            instalment=usual_instalment(self.project.amount, self.project.months),
            purpose=self.project.purpose,
            live_loan=next((one.live_loan for one in past if one.live_loan), ""),
            refused_on=max((one.refused_on for one in past if one.refused_on), default=None),
            new_facts=self.new_facts,
            over_indebtedness=self.application.over_indebtedness,
        )


def known_of(application: LoanApplication) -> Known:
    """Reads it all, in six queries. The request has a project."""
    births = list(application.members.values_list("birth_date", flat=True))
    incomes = list(application.incomes.all())
    units = eligibility.consumption_units(births, application.requested_on)
    return Known(
        application=application,
        project=application.project,
        births=births,
        incomes=incomes,
        month=budget_of(incomes, application.expenses.all(), application.debts.all(), units),
        earlier=_earlier(application),
        new_facts=NewFacts.objects.filter(application=application).values_list("text", flat=True).first() or "",
    )


def _earlier(application: LoanApplication) -> list[Earlier]:
    return [_told(other) for other in other_requests(application).select_related("lender_loan")]


def _told(other: LoanApplication) -> Earlier:
    """A loan of an external lender runs from its payment until it is settled; the lender's refusals count as ours."""
    lent = getattr(other, "lender_loan", None)
    runs = lent is not None and lent.disbursed_on is not None and lent.settled_on is None
    refused = other.refused_on
    if other.state == State.LENDER_REFUSED and other.closed_at:
        refused = timezone.localdate(other.closed_at)
    return Earlier(other.scheme_id, other.live_loan or (f"du dossier {other.reference}" if runs else ""), refused)


def residence_of(city: str, postcode: str) -> eligibility.Residence:
    """An address held against the town of the settings."""
    ours = town()
    return eligibility.Residence(city=city, postcode=postcode, town=ours.name, town_postcode=ours.postcode)


def voted(terms: SchemeTerms) -> eligibility.Terms:
    """A terms row as the pure rules read it."""
    return eligibility.Terms(
        scheme_name=terms.scheme.name,
        amount_min=terms.amount_min,
        amount_max=terms.amount_max,
        months_min=terms.months_min,
        months_max=terms.months_max,
        income_ceiling=terms.income_ceiling,
        per_unit=terms.ceiling_basis == CeilingBasis.PER_UNIT,
        strict=terms.ceiling_operator == CeilingOperator.BELOW,
        residents_only=terms.residents_only,
        one_live_loan=terms.one_live_loan,
        reapplication_months=terms.reapplication_months,
        remainder_min=terms.remainder_min,
        requires_earned_income=terms.requires_earned_income,
        refuses_over_indebted=terms.refuses_over_indebted,
        purposes=tuple(terms.purposes),
        allows_derogation=terms.allows_derogation,
    )
