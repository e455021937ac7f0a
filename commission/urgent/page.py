"""What is shown before a decision is taken alone: the case, the delegation, the money left."""

from typing import Any

from django.utils import timezone

from applications.checking.queries import derogation_of, own_check
from applications.models import LoanApplication
from applications.queries import budget
from applications.rules import usual_instalment
from harmonie.components import VerdictLine
from harmonie.dates import plain_day
from harmonie.money import euros, short_euros
from harmonie.schemes.models import BudgetEnvelope

from .. import wording
from ..enums import MotionKind
from .delegation import Delegation
from .forms import UrgentForm


def case_page(application: LoanApplication, delegation: Delegation) -> dict[str, Any]:
    """The case in a few lines, anonymised when its scheme says so."""
    project, members = application.project, list(application.members.all())
    month, check = budget(application), own_check(application)
    who = "" if application.scheme.is_anonymised else f"{application.applicant}. "
    return {
        "application": application,
        "title": wording.case_title(application),
        "lead": who + wording.portrait(application, members),
        "facts": [
            ("Objet du prêt", project.get_purpose_display().capitalize()),
            ("Demandé", wording.instalments(project.amount, project.months).capitalize()),
            ("Versement", wording.paid_to(project.payee).capitalize()),
            ("Urgence", wording.urgency(application) if application.is_urgent else ""),
        ],
        "verdicts": [VerdictLine(v["verdict"], v["say"], v["why"]) for v in (check.verdicts if check else [])],
        "derogation": derogation_of(check),
        "remainder": euros(month.remainder()),
        "remainder_after": euros(month.remainder(usual_instalment(project.amount, project.months))),
        "limits": limits(application, delegation),
    }


def limits(application: LoanApplication, delegation: Delegation) -> list[tuple[str, str]]:
    """The delegation, its cap, and what the envelope still holds."""
    rules = delegation.rules
    year = timezone.localdate().year
    envelope = BudgetEnvelope.objects.filter(scheme=application.scheme_id, year=year).first()
    left = euros(envelope.available) if envelope else "aucune enveloppe ouverte"
    return [
        ("Délégation", rules.urgent_delegation),
        ("Règlement", f"en vigueur le {plain_day(rules.valid_from)}"),
        ("Plafond", short_euros(delegation.cap)),
        ("Vous décidez comme", delegation.mandate.get_capacity_display()),
        (f"Reste dans l’enveloppe {year}", left),
    ]


def said(form: UrgentForm, scheme_name: str) -> list[tuple[str, str]]:
    """What is about to be decided, read back."""
    data = form.cleaned_data
    given = form.as_decision()
    granted = data["kind"] == MotionKind.GRANT
    decided = "Accorder" if granted else "Refuser la demande"
    return [
        ("Décision", f"{decided} un {scheme_name}" if granted else decided),
        ("Montant", short_euros(data["amount"]) if granted else ""),
        ("Remboursement", wording.every_instalment(data["amount"], data["months"]) if granted else ""),
        ("Versement", wording.paid_to(data["payee"]).capitalize() if granted else ""),
        ("Conditions", given.get("conditions", "")),
        ("Motif", dict(form.fields["grounds"].choices)[given["grounds"]].capitalize() if "grounds" in given else ""),
        ("Explication", given.get("explanation", "")),
        ("Motif de l’urgence", data["urgency"]),
    ]
