"""What is known of a request, gathered for those who judge it."""

from datetime import date

from django.db.models import QuerySet

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.schemes.enums import CeilingBasis, CeilingOperator
from harmonie.schemes.models import Scheme, SchemeTerms

from . import eligibility
from .duplicates.queries import other_requests
from .models import LoanApplication, Project
from .rules import Budget, budget_of


def terms_of(application: LoanApplication) -> SchemeTerms:
    """The terms in force on the request date; a `Refusal` when none were voted for that date."""
    return terms_on(application.scheme, application.requested_on)


def terms_on(scheme: Scheme, day: date) -> SchemeTerms:
    """The scheme's terms in force on `day`; a `Refusal` when none were voted for it."""
    terms = SchemeTerms.objects.in_force(day).filter(scheme=scheme).select_related("scheme").first()
    if terms is None:
        raise Refusal(f"Aucune condition n’est en vigueur pour le dispositif {scheme} le {short_day(day)}.")
    return terms


def open_terms(day: date) -> list[SchemeTerms]:
    """The terms of every open scheme in force on `day`, in the order of the schemes."""
    in_force = SchemeTerms.objects.in_force(day).filter(scheme__is_active=True)
    return list(in_force.select_related("scheme").order_by("scheme_id"))


def project_of(application: LoanApplication) -> Project | None:
    """The project, None while the draft has none."""
    return getattr(application, "project", None)


def budget(application: LoanApplication) -> Budget:
    """The household's month, from four queries."""
    births = application.members.values_list("birth_date", flat=True)
    units = eligibility.consumption_units(list(births), application.requested_on)
    return budget_of(application.incomes.all(), application.expenses.all(), application.debts.all(), units)


def eligibility_facts(
    application: LoanApplication, terms: SchemeTerms, town: str
) -> tuple[eligibility.Terms, eligibility.Household, eligibility.Request]:
    """The three arguments of `eligibility.check`. `town` is the CCAS's own, compared without regard to capitals."""
    others = other_requests(application).filter(scheme=terms.scheme_id)
    lent = others.exclude(live_loan="").values_list("live_loan", flat=True).first()
    refused = others.exclude(refused_on=None).order_by("-refused_on").values_list("refused_on", flat=True).first()
    request = eligibility.Request(
        requested_on=application.requested_on,
        amount=application.project.amount,
        months=application.project.months,
        is_resident=application.applicant.city.strip().casefold() == town.strip().casefold(),
        live_loan=lent or "",
        refused_on=refused,
        over_indebtedness=application.over_indebtedness,
    )
    household = eligibility.Household(
        other_birth_dates=list(application.members.values_list("birth_date", flat=True)),
        earned_income=budget(application).earned,
    )
    return voted(terms), household, request


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
    )


def listed_for(user: User) -> QuerySet[LoanApplication]:
    """The list a person works from, newest first."""
    return LoanApplication.objects.visible_to(user).with_facts()
