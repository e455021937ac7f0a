"""The case sheet: what the commission reads of a dossier. Anonymised when its scheme says so."""

from typing import Any

from applications import path
from applications.checking.queries import derogation_of, own_check
from applications.enums import OverIndebtedness
from applications.models import HouseholdMember, LoanApplication
from applications.queries import budget
from applications.rules import Budget, usual_instalment
from harmonie.accounts.models import User
from harmonie.components import VerdictLine
from harmonie.money import euros

from .. import wording
from ..models import AgendaItem
from .budget import month_of
from .earlier import earlier_of
from .papers import papers_of

type Facts = list[tuple[str, str]]


def sheet_of(item: AgendaItem, user: User) -> dict[str, Any]:
    """Everything the page shows of one case to one reader, already in French."""
    application = item.application
    project, members = application.project, list(application.members.all())
    month, check = budget(application), own_check(application)
    instalment = usual_instalment(project.amount, project.months)
    return {
        "title": wording.case_title(application),
        "lead": _lead(application, members),
        "corridor": path.doors(application.milestones.all()),
        "request": _request(application),
        "household": _household(application, members, month),
        "figures": _figures(application, month),
        "month": month_of(application),
        "debts": wording.debts(list(application.debts.all())),
        "verdicts": [VerdictLine(v["verdict"], v["say"], v["why"]) for v in (check.verdicts if check else [])],
        "check": check,
        "derogation": derogation_of(check),
        "check_is_old": check is not None and check.revision != application.revision,
        "remainder": euros(month.remainder()),
        "remainder_after": euros(month.remainder(instalment)),
        "papers": papers_of(item, user),
        "earlier": earlier_of(item, user),
    }


def _lead(application: LoanApplication, members: list[HouseholdMember]) -> str:
    who = "" if application.scheme.is_anonymised else f"{application.applicant}. "
    project = application.project
    return (
        f"{who}{wording.portrait(application, members)} "
        f"{wording.instalments(project.amount, project.months).capitalize()}, sans intérêts."
    )


def _request(application: LoanApplication) -> Facts:
    """What is asked, for what, and who would be paid."""
    project = application.project
    paid = wording.paid_to(project.payee).capitalize()
    return [
        ("Objet du prêt", f"{project.get_purpose_display().capitalize()}. {project.description}"),
        ("Montant demandé", f"{euros(project.amount)}, en {wording.every_instalment(project.amount, project.months)}"),
        ("Dispositif", application.scheme.name),
        ("Fournisseur", project.supplier),
        ("Versement", paid),
        ("Devis", euros(project.quote) if project.quote else ""),
        ("Autres financements", wording.other_funding(application)),
        ("Urgence", wording.urgency(application) if application.is_urgent else ""),
    ]


def _household(application: LoanApplication, members: list[HouseholdMember], month: Budget) -> Facts:
    debt, named = application.over_indebtedness, not application.scheme.is_anonymised
    applicant = application.applicant
    return [
        ("Foyer", f"{wording.household(members)}, {wording.units(month.units)}"),
        ("Demande à deux", "Avec une personne du foyer" if any(member.is_co_applicant for member in members) else ""),
        ("Situation familiale", application.get_family_status_display().capitalize()),
        ("Logement", application.get_housing_display().capitalize()),
        ("Bailleur", application.landlord if named else ""),
        ("Surendettement", "" if debt == OverIndebtedness.NONE else application.get_over_indebtedness_display()),
        ("Adresse", f"{applicant.address}, {applicant.city}" if named else ""),
        ("Orientée par", str(application.partner or "") if named else ""),
    ]


def _figures(application: LoanApplication, month: Budget) -> Facts:
    """The month in four lines, for paper; the page shows each of its lines."""
    other = month.resources - month.earned
    return [
        ("Revenus d’activité", f"{euros(month.earned)} par mois"),
        ("Autres ressources", f"{euros(other)} par mois" if other else ""),
        ("Charges", f"{euros(month.expenses)} par mois"),
        ("Dettes", wording.debts(list(application.debts.all()))),
    ]
