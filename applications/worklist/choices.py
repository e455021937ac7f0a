"""What the filters offer, and the chips of those that are on."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.dates import plain_day
from harmonie.schemes.models import Scheme

from ..enums import Purpose, State
from ..queries import listed_for
from .filters import ME, NOBODY, PAPERS, SOON, Filters
from .sorts import RELEVANCE, SORTS

type Choice = tuple[str, str]
PAST_MEETINGS = 90  # days: older meetings are found by their address


class Choices(NamedTuple):
    """Each filter's values and their labels."""

    states: list[Choice]
    schemes: list[Choice]
    partners: list[Choice]
    workers: list[Choice]
    purposes: list[Choice]
    meetings: list[Choice]
    decisions: list[Choice]
    papers: list[Choice]
    sorts: list[Choice]


class FilterOn(NamedTuple):
    """A filter that is on: its words, and the address of the list without it."""

    label: str
    url: str


def social_workers() -> QuerySet[User]:
    """The CCAS's social workers; who also works for a partner follows no request."""
    return User.objects.filter(groups__name=Role.SOCIAL_WORKER, partner=None).exclude(groups__name=Role.PARTNER)


def choices(user: User, filters: Filters, today: date) -> Choices:
    """What this person can choose."""
    states = [(value, _capital(label)) for value, label in State.choices]
    schemes = [(str(scheme.pk), str(scheme)) for scheme in Scheme.objects.all()]
    people = [(str(worker.pk), str(worker)) for worker in social_workers()]
    return Choices(
        states,
        schemes,
        [(str(partner.pk), str(partner)) for partner in Partner.objects.all()],
        [(ME, "Moi"), (NOBODY, "Personne encore"), *people],
        [(value, _capital(label)) for value, label in Purpose.choices],
        _meetings(user, filters, today),
        [(key, _capital(label)) for key, label in SOON.items()],
        [(key, _capital(label)) for key, label in PAPERS.items()],
        [(key, sort.label) for key, sort in SORTS.items() if key != RELEVANCE or filters.q],
    )


def _meetings(user: User, filters: Filters, today: date) -> list[Choice]:
    recent = listed_for(user).filter(meeting_on__gte=today - timedelta(days=PAST_MEETINGS))
    days: set[date] = set(recent.order_by().values_list("meeting_on", flat=True).distinct())
    if filters.meeting_on:
        days.add(filters.meeting_on)
    return [(day.isoformat(), plain_day(day)) for day in sorted(days, reverse=True)]


def filters_on(filters: Filters, offered: Choices) -> list[FilterOn]:
    """The chips under the filters, each with the address that removes it."""
    labels = {
        "etat": dict(offered.states),
        "dispositif": dict(offered.schemes),
        "partenaire": dict(offered.partners),
        "suivi": dict(offered.workers),
        "objet": dict(offered.purposes),
        "seance": dict(offered.meetings),
        "decision": dict(offered.decisions),
        "pieces": dict(offered.papers),
    }
    return [
        FilterOn(_said(word, labels.get(word, {}).get(value, value)), f"?{filters.query(without=[(word, value)])}")
        for word, value in filters.words()
    ]


def _said(word: str, label: str) -> str:
    return {
        "q": f"«\u202f{label}\u202f»",
        "suivi": f"Suivi par\u00a0: {label}",
        "urgent": "Urgentes",
        "attend": f"Attend depuis {label}\u00a0jours",
        "seance": f"Séance du {label}",
        "pieces": f"Pièces {label[:1].lower()}{label[1:]}",
        "decision": f"Décision implicite\u00a0: {label[:1].lower()}{label[1:]}",
    }.get(word, label)


def _capital(label: str) -> str:
    return f"{label[:1].upper()}{label[1:]}"
