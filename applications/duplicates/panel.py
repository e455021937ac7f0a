"""What a dossier's page says of other requests of the same person. For the CCAS alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Value

from harmonie.accounts.models import User
from harmonie.components import Event

from ..dossier.history import timeline
from ..enums import State
from ..models import IdentityFinding, InternalNote, LoanApplication, Message, SupportingDocument
from ..rules import may_review
from .evidence import Evidence, compared
from .queries import UNDER_WAY, found_about, possible_duplicates, with_likeness


class Double(NamedTuple):
    """Another request, what agrees between the two people, and what was found about them."""

    other: LoanApplication
    evidence: Evidence
    finding: IdentityFinding | None


class Merged(NamedTuple):
    """A request that was closed in favour of this one, with all that was written in it."""

    application: LoanApplication
    history: Sequence[Event]
    notes: Sequence[InternalNote]
    letters: Sequence[Message]
    documents: Sequence[SupportingDocument]


def panel(application: LoanApplication, user: User, today: date) -> dict[str, Any]:
    """What this person may know of the other requests: those they stepped aside from do not exist."""
    into = application.merged_into
    return {
        "doubles": doubles(application, user) if application.state in (*UNDER_WAY, State.DRAFT) else [],
        "merged": merged(application, user),
        "merged_into": into if into and _visible(user).filter(pk=into.pk).exists() else None,
        "may_compare": may_review(user),
    }


def doubles(application: LoanApplication, user: User) -> list[Double]:
    """Requests under way that may be the same person's, the likeliest first."""
    others = list(possible_duplicates(application).filter(pk__in=_visible(user).values("pk")))
    return compare(application, others)


def compare(application: LoanApplication, others: Sequence[LoanApplication]) -> list[Double]:
    """Each of `others` with the evidence and the finding about the pair; two queries however many."""
    mine = application.applicant
    people = [other.applicant_id for other in others]
    likeness = dict(with_likeness(Value(mine.search_text)).filter(pk__in=people).values_list("pk", "likeness"))
    latest = found_about(mine).latest
    found = [
        Double(
            other,
            compared(mine, other.applicant, likeness[other.applicant_id]),
            latest.get(frozenset((mine.pk, other.applicant_id))),
        )
        for other in others
    ]
    return sorted(found, key=lambda double: (-double.evidence.score, double.other.pk))


def merged(application: LoanApplication, user: User) -> list[Merged]:
    """The requests that were closed in favour of this one, with their histories."""
    closed = application.merged_from.filter(pk__in=_visible(user).values("pk")).with_facts().order_by("pk")
    return [
        Merged(
            other,
            timeline(other),
            list(other.notes.select_related("written_by")),
            list(other.messages.select_related("written_by")),
            list(other.documents.all()),
        )
        for other in closed
    ]


def _visible(user: User) -> Any:
    return LoanApplication.objects.visible_to(user)
