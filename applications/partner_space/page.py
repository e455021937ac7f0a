"""What a partner reads of its own referral: what it wrote, where it stands, what is awaited, the outcome.

Never the assessment, the eligibility, the reste à vivre, other requests of the person, or what the CCAS added.
"""

from typing import Any

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from ..dossier.history import parts_edited_since_referral
from ..enums import PRIVATE_REASONS, ClosingReason, State
from ..models import LoanApplication, Milestone
from ..path import doors
from ..queries import project_of

SITUATION = {
    State.DRAFT: "Ce brouillon n’est pas encore transmis\u00a0: seule votre structure le voit.",
    State.SUBMITTED: "Le CCAS a reçu la demande. Un travailleur social va la prendre en charge.",
    State.IN_REVIEW: "Un travailleur social du CCAS instruit la demande et prend contact avec la personne.",
    State.AWAITING_DOCUMENTS: "Le CCAS attend des pièces pour continuer.",
    State.READY: "Le dossier est prêt. Il attend d’être examiné.",
    State.ON_AGENDA: "La commission va examiner la demande.",
    State.SENT_TO_LENDER: "Le dossier est chez l’organisme prêteur. Le CCAS vous dira sa réponse.",
    State.LENDER_GRANTED: "L’organisme prêteur a donné son accord. Le versement suit.",
    State.LENDER_DISBURSED: "Le prêt a été versé par l’organisme prêteur.",
    State.WITHDRAWN: "La demande s’est arrêtée.",
    State.INADMISSIBLE: "La demande ne pouvait pas être reçue par le CCAS.",
    State.REDIRECTED: "Une autre solution convient mieux à la personne.",
    State.LENDER_REFUSED: "L’organisme prêteur a refusé la demande.",
}


def page(application: LoanApplication) -> dict[str, Any]:
    """Everything the partner's page shows."""
    shared = [milestone for milestone in application.milestones.all() if milestone.is_shared]
    hidden = added_by_ccas(application)
    return {
        "application": application,
        "applicant": application.applicant,
        "project": project_of(application),
        # The later rooms' pages do not exist for a partner: no door leads there.
        "doors": [door._replace(url="") for door in doors(shared)],
        "situation": situation(application, shared),
        "reason": reason(application),
        "news": shared[::-1],
        "shows_person": "identité" not in hidden,
        "members": list(application.members.all()) if "foyer" not in hidden else None,
        "incomes": list(application.incomes.all()) if "budget" not in hidden else None,
        "expenses": list(application.expenses.all()) if "budget" not in hidden else None,
        "debts": list(application.debts.all()) if "budget" not in hidden else None,
        "completed_by_ccas": bool(hidden & {"identité", "foyer", "budget"}),
        "is_draft": application.state == State.DRAFT,
    }


def told_to(user: User, application: LoanApplication) -> list[Milestone]:
    """The milestones this person may read, oldest first: for a partner, the shared ones."""
    milestones = application.milestones.all()
    return [milestone for milestone in milestones if milestone.is_shared or not user.holds(Role.PARTNER)]


def added_by_ccas(application: LoanApplication) -> set[str]:
    """Which parts the CCAS completed, here or in the request that this one continues under another scheme.

    Requests that continue one another are about one row of the person, so « identité » counts in all of them.
    """
    origin, edited = application.redirected_from, parts_edited_since_referral(application)
    if origin is not None:
        edited |= added_by_ccas(origin)
    if "identité" not in edited and any(
        "identité" in parts_edited_since_referral(later) for later in _later(application)
    ):
        edited.add("identité")
    return edited


def _later(application: LoanApplication) -> list[LoanApplication]:
    return list(LoanApplication.objects.filter(applicant=application.applicant_id, pk__gt=application.pk))


def situation(application: LoanApplication, shared: list[Milestone]) -> str:
    """Where the request stands, in plain words."""
    if application.state == State.DECIDED:
        return f"{shared[-1].sentence}." if shared else "La commission a décidé."
    return SITUATION[State(application.state)]


def reason(application: LoanApplication) -> tuple[str, str] | None:
    """Why it ended, in a word and in a sentence; None when that would tell of the person's other requests."""
    if not application.closing_reason or application.closing_reason in PRIVATE_REASONS:
        return None
    label = str(ClosingReason(application.closing_reason).label)
    return label[:1].upper() + label[1:], application.closing_note
