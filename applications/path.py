"""The five doors of a dossier, read from its milestones alone."""

from collections.abc import Iterable, Sequence

from harmonie import components

from .enums import Step
from .models import Milestone

FINISHED = len(Step) + 1


def doors(milestones: Iterable[Milestone]) -> Sequence[components.Step]:
    """The path to show, for `{% corridor %}`. The first door that is not done is where the dossier stands."""
    last = {milestone.step: milestone for milestone in milestones}
    path, reached = [], True
    for step in Step:
        told = last.get(step)
        done = told is not None and told.is_done
        stopped = told is not None and told.is_stop
        state = ("stopped" if stopped else "done" if done else "current") if reached else ""
        path.append(components.Step(step.label, state, told.note if told else "", told.url if told else ""))
        reached = reached and done
    return path


def standing(path: Sequence[components.Step]) -> int:
    """The number of the door where the dossier stands, 1 to 5; 6 when all are behind it."""
    return next(
        (number for number, door in enumerate(path, 1) if door.state != "done"),
        FINISHED,
    )


def door_name(path: Sequence[components.Step]) -> str:
    """The name of that door, « Terminé » when all are behind."""
    number = standing(path)
    return "Terminé" if number == FINISHED else path[number - 1].name
