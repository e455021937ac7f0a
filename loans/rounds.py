"""What the worker looks after every minute: nothing stays half done because a process stopped."""

from datetime import datetime

from .arrears.rounds import take_up_reminders
from .payment_files.rounds import take_up_files
from .printing.rounds import take_up_prints


def make_rounds(now: datetime) -> None:
    """Goes on with what a killed worker or a lost task left behind."""
    take_up_reminders(now)
    take_up_prints(now)
    take_up_files(now)
