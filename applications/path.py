"""The five doors of a dossier, read from its milestones alone."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .enums import Step
from .models import Milestone


class Door(NamedTuple):
    """One door: `status` is "done", "current", "stopped" or "" (not reached)."""

    name: str
    status: str
    note: str
    url: str = ""


def doors(milestones: Iterable[Milestone]) -> Sequence[Door]:
    """The path to show. The first door that is not done is where the dossier stands."""
    last = {milestone.step: milestone for milestone in milestones}
    path, reached = [], True
    for step in Step:
        told = last.get(step)
        done = told is not None and told.is_done
        stopped = told is not None and told.is_stop
        status = ("stopped" if stopped else "done" if done else "current") if reached else ""
        path.append(Door(step.label, status, told.note if told else "", told.url if told else ""))
        reached = reached and done
    return path
