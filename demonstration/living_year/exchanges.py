"""What is written about the requests on the desk: messages with the partner, notes between colleagues."""

from datetime import date, timedelta

from applications.correspondence.actions import write_message, write_note
from applications.models import LoanApplication

from ..story import Story, at, weekday

MISSING = (
    "Il nous manque le dernier bulletin de salaire. Monsieur peut nous l’apporter ou vous le confier, comme il préfère."
)
COMING = "Il l’a demandé à son employeur et l’aura jeudi. Je vous le dépose ici aussitôt."
THANKS = "Merci\u202f! La demande pourra passer à la prochaine séance."


def about_documents(story: Story, application: LoanApplication, asked_on: date) -> None:
    """A worker asks, the partner answers, a colleague is told whom to call."""
    people, partner = story.people, application.referred_by
    days = [weekday(asked_on + timedelta(days=after)) for after in (0, 2, 4)]
    worker = people.worker
    write_message(application=application, text=MISSING, by=worker, now=at(days[0], 10, 12))
    write_note(
        application=application,
        text="Joignable le matin avant 9\u00a0h. Le garage garde la voiture jusqu’à la fin du mois.",
        by=worker,
        now=at(days[0], 10, 20),
    )
    write_message(application=application, text=COMING, by=partner, now=at(days[1], 16, 40))
    write_message(application=application, text=THANKS, by=worker, now=at(days[2], 9, 5))
