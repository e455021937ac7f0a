"""A condition that is not met, and the presidency asked to let it pass: one waits, one was granted, one was not."""

from datetime import date, timedelta

from applications import actions as intake
from applications.checking import actions as checking
from applications.models import DerogationRequest

from ..story import Case, Story, at, like
from .common import ago, someone

# Six euros above the ceiling of a person alone, in the last month of a contract.
JUST_ABOVE = like(
    someone("Marc", "Lefort", date(1989, 4, 2), "mobility", "Réparation de scooter", 420, 12),
    incomes=(("salary", "1319.90"),),
    assessment="Le contrat se termine dans un mois. L’échéance tient dans le budget. Avis favorable.",
)
MOVING_IN = like(
    someone("Salomé", "Vidal", date(1997, 10, 23), "housing", "Caution d’un studio à Rivemont", 540, 12),
    city="Saint-Aubin",
    postcode="60991",
    assessment="Emménage à Rivemont dans dix jours, le bail est signé. Avis favorable.",
)
WELL_ABOVE = like(
    someone("Gaël", "Tanguy", date(1979, 1, 9), "appliances", "Télévision", 600, 15),
    incomes=(("salary", "1690"),),
    assessment="Les revenus dépassent nettement le plafond.",
)


def derogations(story: Story, today: date) -> None:
    """What the presidency finds on its first page, and what it answered last week."""
    granted = _asked(story, JUST_ABOVE, ago(today, 13), "Six euros au-dessus, et le contrat se termine dans un mois.")
    checking.grant_derogation(
        asked=granted,
        reason="Dépassement minime, revenus en baisse le mois prochain.",
        by=story.people.chair,
        now=at(ago(today, 9)),
    )
    declined = _asked(story, WELL_ABOVE, ago(today, 20), "La personne insiste, le budget est tenu.")
    checking.decline_derogation(
        asked=declined,
        reason="Le dépassement est important et l’achat n’est pas urgent.",
        by=story.people.chair,
        now=at(ago(today, 17)),
    )
    _asked(story, MOVING_IN, ago(today, 5), "Le bail à Rivemont est signé, l’emménagement a lieu dans dix jours.")


def _asked(story: Story, case: Case, day: date, why: str) -> DerogationRequest:
    application = story.review(case, day)
    told = {"application": application, "by": story.people.worker}
    application.refresh_from_db()
    now = at(day + timedelta(days=1), 9)
    intake.assess(assessment=case.assessment, expected_revision=application.revision, now=now, **told)
    intake.check_eligibility(now=now + timedelta(minutes=10), **told)
    return checking.ask_derogation(reason=why, now=now + timedelta(minutes=20), **told)
