"""Two people share the desk: some requests are given to the colleague, and each keeps the lists they come back to."""

from datetime import date

from applications.enums import State
from applications.models import LoanApplication
from applications.worklist.actions import assign_all, keep_list

from ..story import Story, at
from .common import ago


def shared_desk(story: Story, today: date) -> None:
    """The two newest requests go to Bruno Marchal; Claire Vasseur keeps two lists."""
    worker, now = story.people.worker, at(ago(today, 1), 9, 30)
    newest = LoanApplication.objects.filter(state=State.SUBMITTED, submitted_at__lt=now).order_by("-submitted_at")[:2]
    why = "Permanence du quartier nord"
    assign_all(applications=list(newest), worker=story.people.colleague, by=worker, now=now, why=why)
    for name, query in {
        "Sans travailleur social": "liste=a-traiter&suivi=sans",
        "Sans nouvelle depuis 10\u00a0jours": "liste=miens&attend=10",
    }.items():
        keep_list(by=worker, name=name, query=query, now=now)
