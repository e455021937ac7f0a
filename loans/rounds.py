"""What the worker looks after every minute: no batch stays half made because a process stopped."""

from datetime import datetime

from .arrears.rounds import take_up_reminders
from .printing.rounds import take_up_prints


def make_rounds(now: datetime) -> None:
    """Goes on with what a killed worker or a lost task left behind."""
    take_up_reminders(now)
    take_up_prints(now)
