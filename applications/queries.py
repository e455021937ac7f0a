"""What is known of a request, gathered for those who judge it."""

from datetime import date

from django.db.models import QuerySet

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.schemes.models import Scheme, SchemeTerms

from . import eligibility
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


def listed_for(user: User) -> QuerySet[LoanApplication]:
    """The list a person works from, newest first."""
    return LoanApplication.objects.visible_to(user).with_facts()
