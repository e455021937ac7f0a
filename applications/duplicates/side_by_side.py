"""The facts of two requests, line by line, with what agrees."""

from typing import NamedTuple

from harmonie.dates import plain_day
from harmonie.money import short_euros

from ..models import Applicant, LoanApplication
from ..queries import project_of
from .evidence import Evidence


class Line(NamedTuple):
    """One fact of both; `agrees` says so in words and by an icon, None where nothing is compared."""

    label: str
    mine: str
    other: str
    agrees: bool | None = None


def lines(mine: LoanApplication, other: LoanApplication, evidence: Evidence) -> list[Line]:
    """What is compared first, then what helps to tell two people apart."""
    one, two = mine.applicant, other.applicant
    return [
        Line("Prénom et nom", str(one), str(two), evidence.likeness == 1 or evidence.inverted),
        Line("Naissance", plain_day(one.birth_date), plain_day(two.birth_date), evidence.birth_date),
        Line("Téléphone", one.phone, two.phone, evidence.phone),
        Line("Adresse", _address(one), _address(two), evidence.address),
        Line("Courriel", one.email, two.email),
        Line("Situation", one.situation, two.situation),
        Line("Demande", _project(mine), _project(other)),
        Line("Transmise", _handed_in(mine), _handed_in(other)),
        Line("État", mine.get_state_display(), other.get_state_display()),
        Line("Prêt en cours", mine.live_loan, other.live_loan),
    ]


def _address(person: Applicant) -> str:
    return f"{person.address}, {person.postcode} {person.city}"


def _project(application: LoanApplication) -> str:
    project = project_of(application)
    return f"{project.description}, {short_euros(project.amount)}" if project else ""


def _handed_in(application: LoanApplication) -> str:
    """By whom and when: « L’Escale, le 4 janvier 2027 »."""
    sender = str(application.partner or "le CCAS")
    day = application.submitted_at
    return f"{sender}, le {plain_day(day)}" if day else sender
