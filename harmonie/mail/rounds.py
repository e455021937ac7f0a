"""What the worker looks after every minute: mail that a stopped process, or a lost task, left behind."""

from datetime import datetime

from .sending import deliver_all


def make_rounds(now: datetime) -> None:
    """Sends whatever waits and is due."""
    deliver_all(now=now)
