"""The facts of two requests, line by line, with what agrees."""

from typing import NamedTuple

from harmonie.dates import plain_day
from harmonie.money import short_euros

from ..models import Applicant, LoanApplication
from ..queries import project_of
from .evidence import NEAR, Evidence


class Line(NamedTuple):
    """One fact of both, and whether they agree: « pareil », « proche », « différent », "" when not compared."""

    label: str
    mine: str
    other: str
    agrees: str = ""


def lines(mine: LoanApplication, other: LoanApplication, evidence: Evidence) -> list[Line]:
    """What is compared first, then what helps to tell two people apart."""
    one, two = mine.applicant, other.applicant
    told = [
        Line("Prénom et nom", str(one), str(two), _names(evidence)),
        Line("Naissance", plain_day(one.birth_date), plain_day(two.birth_date), _said(evidence.birth_date)),
        Line("Téléphone", one.phone, two.phone, _said(evidence.phone)),
        Line("Adresse", _address(one), _address(two), _said(evidence.address)),
        Line("Courriel", one.email, two.email),
        Line("Situation", one.situation, two.situation),
        Line("Demande", _project(mine), _project(other)),
        Line("Transmise", _handed_in(mine), _handed_in(other)),
        Line("État", mine.get_state_display(), other.get_state_display()),
        Line("Prêt en cours", mine.live_loan, other.live_loan),
    ]
    return [line for line in told if line.mine or line.other]


def _said(agrees: bool) -> str:
    return "pareil" if agrees else "différent"


def _names(evidence: Evidence) -> str:
    if evidence.likeness == 1 or evidence.inverted:
        return "pareil"
    return "proche" if evidence.likeness >= NEAR else "différent"


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
