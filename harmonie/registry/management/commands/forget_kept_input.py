from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from harmonie.registry.keeping import DAYS, forget


class Command(BaseCommand):
    help = f"Forgets what people began to type and did not come back to for {DAYS} days. Run it every day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget(now=timezone.now())} forgotten")
