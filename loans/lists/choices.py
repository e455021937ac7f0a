"""What the filters offer, and the chips of those that are on."""

from typing import NamedTuple

from applications.enums import Purpose
from applications.worklist.choices import social_workers
from harmonie.accounts.models import Partner
from harmonie.dates import plain_day
from harmonie.money import short_euros
from harmonie.schemes.enums import Lending
from harmonie.schemes.models import Scheme

from .filters import DATED, LIMITS, Filters

type Choice = tuple[str, str]


class Choices(NamedTuple):
    """Each filter's values and their labels."""

    schemes: list[Choice]
    partners: list[Choice]
    workers: list[Choice]
    purposes: list[Choice]
    limits: list[Choice]


class FilterOn(NamedTuple):
    """A filter that is on: its words, and the address of the list without it."""

    label: str
    url: str


def choices() -> Choices:
    return Choices(
        [(str(scheme.pk), str(scheme)) for scheme in Scheme.objects.filter(lending=Lending.OWN)],
        [(str(partner.pk), str(partner)) for partner in Partner.objects.all()],
        [(str(worker.pk), str(worker)) for worker in social_workers()],
        [(value, label.capitalize()) for value, label in Purpose.choices],
        [(key, label.capitalize()) for key, label in LIMITS.items()],
    )


def filters_on(filters: Filters, offered: Choices) -> list[FilterOn]:
    """The chips under the filters, each with the address that removes it."""
    return [
        FilterOn(_said(word, value, filters, offered), f"?{filters.query(without=[word])}")
        for word, value in filters.words()
    ]


def _said(word: str, value: str, filters: Filters, offered: Choices) -> str:
    named = {
        "dispositif": dict(offered.schemes),
        "partenaire": dict(offered.partners),
        "suivi": dict(offered.workers),
        "objet": dict(offered.purposes),
    }
    if word in named:
        return named[word].get(value, value)
    dated = DATED[filters.tab][0].removesuffix(" le")
    return {
        "q": f"«\u202f{value}\u202f»",
        "min": f"au moins {short_euros(filters.least)}" if filters.least is not None else "",
        "max": f"au plus {short_euros(filters.most)}" if filters.most is not None else "",
        "du": f"{dated}\u00a0: depuis le {plain_day(filters.since)}" if filters.since else "",
        "au": f"{dated}\u00a0: jusqu’au {plain_day(filters.until)}" if filters.until else "",
        "delai": f"Délai pour signer {LIMITS.get(value, value)}",
        "retard": f"En retard depuis au moins {value}\u00a0jours",
    }[word]
