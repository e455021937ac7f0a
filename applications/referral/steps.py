"""The five steps of a referral. They have an order, and open in any."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..models import LoanApplication
from .missing import WRITTEN, Lack, address

STEPS = (*WRITTEN.items(), ("submit", "Relire et envoyer"))
NEXT = {name: following for (name, _), (following, _) in pairwise(STEPS)}


class FormStep(NamedTuple):
    """A step above the form: `url` is "" for the one shown and while there is no draft yet.

    `state` is "done", "lacking", or "" while nobody can tell.
    """

    label: str
    url: str
    state: str
    is_here: bool


def steps(application: LoanApplication | None, here: str, lacking: Sequence[Lack] = ()) -> list[FormStep]:
    """`lacking` is what the draft still lacks, all steps together."""
    incomplete = {lack.step for lack in lacking}
    return [
        FormStep(
            label,
            address(application, name) if application and name != here else "",
            _state(application, name, incomplete),
            name == here,
        )
        for name, label in STEPS
    ]


def _state(application: LoanApplication | None, name: str, incomplete: set[str]) -> str:
    if application is None or name == "submit":
        return ""
    return "lacking" if name in incomplete else "done"
