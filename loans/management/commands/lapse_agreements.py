from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from loans.agreements.lapsing import REMINDED, look_after_signatures


class Command(BaseCommand):
    help = (
        "Gives back the money of grants that nobody signed in time, and reminds finance of those that end in "
        f"{REMINDED} days. Run it every day; twice changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = look_after_signatures(now=timezone.now())
        self.stdout.write(f"{done.lapsed} lapsed, {done.reminded} reminded")
