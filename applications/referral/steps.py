"""The five steps of a referral, in their order."""

from itertools import pairwise
from typing import NamedTuple

from django.urls import reverse

from ..models import LoanApplication

STEPS = (
    ("person", "La personne"),
    ("household", "Le foyer"),
    ("budget", "Les ressources"),
    ("project", "Le projet"),
    ("submit", "Relire et envoyer"),
)
NEXT = {name: following for (name, _), (following, _) in pairwise(STEPS)}


class FormStep(NamedTuple):
    """A step above the form: `url` is "" for the one shown and while there is no draft yet."""

    label: str
    url: str
    is_done: bool
    is_here: bool


def steps(application: LoanApplication | None, here: str) -> list[FormStep]:
    names = [name for name, _ in STEPS]
    return [
        FormStep(
            label,
            reverse(f"applications:{name}", args=[application.reference]) if application and name != here else "",
            names.index(name) < names.index(here),
            name == here,
        )
        for name, label in STEPS
    ]
