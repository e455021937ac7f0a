"""The letter that asks for documents: its sentences, in one place.

Source: CRPA L114-5. The administration names what is missing and gives a delay; the delay of the implicit rejection is
suspended meanwhile. [conf] by the CCAS's counsel.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from harmonie.dates import plain_day
from harmonie.money import short_euros

from ..models import DocumentRequest, LoanApplication
from ..queries import project_of
from .enums import AskedOf

TEMPLATE = "pdf/document_request.html"


def reference_of(request: DocumentRequest) -> str:
    return f"DP-{request.application.reference}-{request.number}"


def awaited_sentence(application: LoanApplication, asked: Sequence[Any]) -> str:
    """« L’Escale : devis, RIB. »

    The partner reads it: what is asked of the person may follow from what they told the CCAS alone, and is not named.
    """
    theirs = [_inside(one.label) for one in asked if one.asked_of == AskedOf.PARTNER]
    said = [f"{application.partner}\u00a0: {', '.join(theirs)}."] if theirs else []
    if len(theirs) < len(asked):
        said.append("Des pièces sont demandées à la personne elle-même.")
    return " ".join(said)


def _inside(label: str) -> str:
    """A label as it reads in the middle of a sentence; « RIB » stays « RIB »."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def deadline(request: DocumentRequest) -> str:
    return f"Merci de nous les remettre avant le {plain_day(request.answer_by)}."


def effect(request: DocumentRequest) -> str:
    return (
        "Le délai au terme duquel votre demande serait réputée rejetée est suspendu jusqu’à leur réception, et au plus "
        f"tard jusqu’au {plain_day(request.answer_by)} (article L.\u00a0114-5 du code des relations entre le public et "
        "l’administration)."
    )


def must_say(request: DocumentRequest) -> list[str]:
    """Without these sentences the letter would not do what it is for."""
    return [deadline(request), effect(request)]


def context(request: DocumentRequest, *, issued_on: date) -> dict[str, Any]:
    """What the template needs, in whole sentences."""
    application = request.application
    items = list(request.items.select_related("requirement"))
    return {
        "application": application,
        "person": application.applicant,
        "reference": reference_of(request),
        "issued_on": issued_on,
        "asked": _asked(application),
        "yours": [item for item in items if item.asked_of == AskedOf.PERSON],
        "theirs": [item for item in items if item.asked_of == AskedOf.PARTNER],
        "deadline": deadline(request),
        "effect": effect(request),
        "author": request.asked_by,
    }


def _asked(application: LoanApplication) -> str:
    project = project_of(application)
    what = f" de {short_euros(project.amount)}, pour le projet suivant\u00a0: {project.description}" if project else ""
    return f"Le {plain_day(application.requested_on)}, vous avez demandé un {application.scheme.name}{what}."
