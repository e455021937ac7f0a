"""The task worker of the house: django-tasks-db's own, and every minute a round of what tasks may have left behind."""

import logging
from threading import Event, Thread
from typing import Any

from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from harmonie.rounds import rounds

EVERY = 60  # seconds
logger = logging.getLogger("harmonie.worker")


class Command(DatabaseWorker):
    help = "Runs the tasks of the queue, and once a minute looks after what a stopped process left behind."

    def handle(self, **options: Any) -> None:
        stop = Event()
        watch = Thread(target=keep_watch, args=(stop,), name="rounds")
        watch.start()
        try:
            super().handle(**options)
        finally:
            stop.set()
            watch.join()


def keep_watch(stop: Event, every: float = EVERY) -> None:
    """Makes the rounds now, and every `every` seconds until told to stop. Trouble in one is logged, and tried again."""
    while True:
        for make_rounds in rounds():
            close_old_connections()
            try:
                make_rounds(timezone.now())
            except Exception:
                logger.exception("A round failed: %s", make_rounds.__module__)
        close_old_connections()
        if stop.wait(every):
            return
