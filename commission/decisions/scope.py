"""Which decisions a person reads, and who reads their letters."""

from django.db.models import QuerySet

from harmonie.accounts.models import User

from ..models import Decision

# Letters carry a name: those who prepare and follow the dossier read them, members and partners do not.
READERS = ("commission.plan_meeting", "applications.assess_loanapplication")


def decisions_for(user: User) -> QuerySet[Decision]:
    return Decision.objects.visible_to(user).select_related(
        "item__meeting",
        "rules",
        "withdraws",
        "withdrawn_by",
        "report__meeting",
        "application__scheme",
        "application__project",
        "application__applicant",
        "application__worker",
        "target_scheme",
        "decided_by",
        "letter__document",
    )


def reads_letters(user: User) -> bool:
    return any(user.has_perm(permission) for permission in READERS) and user.has_perm("commission.view_decision")
