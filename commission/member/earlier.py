"""What the same person asked for before, and what became of it. Without a name, whatever the scheme."""

from collections.abc import Iterator

from django.db.models import Prefetch

from applications.duplicates.queries import other_requests
from applications.enums import State
from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.components import Event
from harmonie.dates import plain_day
from harmonie.money import short_euros

from .. import wording
from ..enums import DecisionPath, Outcome
from ..models import AgendaItem, Decision

DECIDED_BY = {
    DecisionPath.DELEGATION: "Décision de la présidence.",
    DecisionPath.TAKEOVER: "Repris d’un ancien portefeuille.",
}


def earlier_of(item: AgendaItem, user: User) -> list[Event]:
    """Newest first: the former decisions of this case, and the other requests of the person.

    Nothing of a request from which `user` stepped aside: it does not exist for them.
    """
    own = Decision.objects.filter(application=item.application_id).exclude(item=item)
    found = [_told(decision, "Ce dossier") for decision in own]
    others = other_requests(item.application).exclude(exclusions__user=user).select_related("project", "scheme")
    decided = Prefetch("decisions", Decision.objects.order_by("-id"), to_attr="decided")
    for other in others.prefetch_related(decided):
        found.extend(_of(other))
    return sorted(found, key=lambda event: event.on, reverse=True)


def _of(other: LoanApplication) -> Iterator[Event]:
    about = wording.case_title(other) if hasattr(other, "project") else other.scheme.name
    for decision in other.decided:
        yield _told(decision, about, "Prêt en cours." if other.live_loan else "")
    if not other.decided:
        state = State(other.state).label
        why = other.get_closing_reason_display() if other.closing_reason else ""
        yield Event(other.closed_at or other.created_at, f"{about}\u00a0: {state}", why)


def _told(decision: Decision, about: str, running: str = "") -> Event:
    outcome = Outcome(decision.outcome).label
    granted = f" de {short_euros(decision.amount)} sur {decision.months} mois" if decision.amount else ""
    how = wording.arithmetic(decision) if decision.path == DecisionPath.COMMISSION else DECIDED_BY[decision.path]
    why = f"«\u202f{decision.explanation}\u202f»" if decision.explanation else ""
    until = f"Ajourné jusqu’au {plain_day(decision.defer_until)}." if decision.defer_until else ""
    told = " ".join(part for part in (how, why, until, running) if part)
    return Event(decision.decided_at, f"{about}\u00a0: {outcome}{granted}", told, True)
