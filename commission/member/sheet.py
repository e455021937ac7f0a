"""The case sheet: what the commission reads of a dossier. Anonymised when its scheme says so."""

from typing import Any

from applications import path
from applications.checking.queries import derogation_of, own_check
from applications.enums import OverIndebtedness
from applications.queries import budget
from applications.rules import usual_instalment
from harmonie.components import Event, VerdictLine
from harmonie.money import euros

from .. import wording
from ..enums import Outcome
from ..models import AgendaItem
from ..queries import earlier_decisions


def sheet_of(item: AgendaItem) -> dict[str, Any]:
    """Everything the page shows of one case, already in French."""
    application = item.application
    project, members = application.project, list(application.members.all())
    month, check = budget(application), own_check(application)
    instalment = usual_instalment(project.amount, project.months)
    return {
        "title": wording.case_title(application),
        "lead": _lead(application, members),
        "corridor": path.doors(application.milestones.all()),
        "facts": _facts(application, members, month),
        "verdicts": [VerdictLine(v["verdict"], v["say"], v["why"]) for v in (check.verdicts if check else [])],
        "check": check,
        "derogation": derogation_of(check),
        "check_is_old": check is not None and check.revision != application.revision,
        "remainder": euros(month.remainder()),
        "remainder_after": euros(month.remainder(instalment)),
        "earlier": [_told(decision) for decision in earlier_decisions(item)],
    }


def _lead(application, members) -> str:
    who = "" if application.scheme.is_anonymised else f"{application.applicant}. "
    project = application.project
    return (
        f"{who}{wording.portrait(application, members)} "
        f"{wording.instalments(project.amount, project.months).capitalize()}, sans intérêts."
    )


def _facts(application, members, month) -> list[tuple[str, str]]:
    project, other = application.project, month.resources - month.earned
    debt = application.over_indebtedness
    known = not application.scheme.is_anonymised
    return [
        ("Objet du prêt", project.get_purpose_display().capitalize()),
        ("Foyer", f"{wording.household(members)}, {wording.units(month.units)}"),
        ("Demande à deux", "Avec une personne du foyer" if any(member.is_co_applicant for member in members) else ""),
        ("Logement", application.get_housing_display().capitalize()),
        ("Revenus d’activité", f"{euros(month.earned)} par mois"),
        ("Autres ressources", f"{euros(other)} par mois" if other else ""),
        ("Charges", f"{euros(month.expenses)} par mois"),
        ("Dettes", wording.debts(list(application.debts.all()))),
        (
            "Versement",
            wording.paid_to(project.payee).capitalize() + (f", {project.supplier}" if project.supplier else ""),
        ),
        ("Devis", euros(project.quote) if project.quote else ""),
        ("Autres financements", wording.other_funding(application)),
        ("Urgence", wording.urgency(application) if application.is_urgent else ""),
        ("Surendettement", "" if debt == OverIndebtedness.NONE else application.get_over_indebtedness_display()),
        ("Adresse", f"{application.applicant.address}, {application.applicant.city}" if known else ""),
        ("Orientée par", str(application.partner or "") if known else ""),
    ]


def _told(decision) -> Event:
    what = f"{Outcome(decision.outcome).label.capitalize()}, {wording.arithmetic(decision)}"
    return Event(
        decision.decided_at, what, f"«\u202f{decision.explanation}\u202f»" if decision.explanation else "", True
    )
