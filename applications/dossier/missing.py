"""What a dossier still lacks before it may go on, each with where to do it. Only for who reviews."""

from collections.abc import Iterator

from ..enums import OPEN_STATES, State
from ..models import LoanApplication
from ..queries import project_of
from .facts import Facts
from .next_step import Act, act
from .overview import Eligibility


def missing(application: LoanApplication, known: Eligibility, told: Facts, *, is_asked: bool) -> list[Act]:
    """What to do; once the dossier is ready, only an answer when the partner asked (`is_asked`)."""
    answer = [Act(f"Répondre à {application.partner}", "#messages")] if is_asked else []
    if application.state not in OPEN_STATES or application.state == State.READY:
        return answer
    return [*_lacks(application, known, told), *answer]


def _lacks(application: LoanApplication, known: Eligibility, told: Facts) -> Iterator[Act]:
    if not (application.applicant.phone or application.applicant.email):
        yield act("Noter un téléphone ou une adresse électronique", "person", application)
    if not told["incomes"]:
        yield act("Indiquer les ressources du foyer", "budget", application)
    if project_of(application) is None:
        yield act("Dire à quoi servira le prêt", "project", application)
    if not application.assessment.strip():
        yield act("Écrire l’évaluation sociale", "assess", application)
    if not known.is_recorded:
        yield act("Vérifier l’éligibilité", "check", application, True)
