"""What a partner reads of its own referral: what it wrote, where it stands, what is awaited, the outcome.

Never the assessment, the eligibility, the reste à vivre, other requests of the person, or what the CCAS added.
"""

from datetime import date
from typing import Any

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from ..correspondence import panel as correspondence
from ..dossier.history import parts_edited_since_referral
from ..enums import State
from ..models import LoanApplication, Milestone
from ..path import doors
from ..queries import project_of
from .words import reason, simple_state, situation


def page(application: LoanApplication, user: User, today: date) -> dict[str, Any]:
    """Everything the partner's page shows. Other subjects add theirs as `**<subject>.partner_panel(…)`."""
    shared = told_to(user, application)
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
        "simple_state": simple_state(application),
        "referred_by": application.referred_by,
        **correspondence.partner_panel(application, user, today),
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
