"""A decision taken before Harmonie. It is told here, and belongs to no register of ours."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from applications.models import LoanApplication
from applications.queries import project_of
from harmonie.accounts.models import User
from harmonie.refusals import Refusal
from harmonie.registry.numbering import year_reference

from .enums import DecisionPath, Outcome
from .models import Decision

SERIES = "R"  # a series of its own: the register of decisions keeps its numbers without a gap


@transaction.atomic
def record_takeover(*, application: LoanApplication, by: User, now: datetime) -> Decision:
    """The grant behind a loan that ran already, with the amount and the months of its project and no vote.

    It reserves nothing: its money is that of a year that is over.
    """
    project = project_of(application)
    if not application.is_taken_over or project is None:
        raise Refusal("Ce dossier n’est pas repris d’un ancien portefeuille.")
    return Decision.objects.create(
        number=year_reference(SERIES, timezone.localdate(now).year),
        path=DecisionPath.TAKEOVER,
        application=application,
        outcome=Outcome.GRANTED,
        amount=project.amount,
        months=project.months,
        payee=project.payee,
        votes_for=0,
        votes_against=0,
        abstentions=0,
        sign_before=application.requested_on,
        decided_at=application.submitted_at,
        decided_by=by,
    )
