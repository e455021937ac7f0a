from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demonstration.load import is_loaded, load


class Command(BaseCommand):
    help = "Loads the demonstration: the pilot of 2007 and a year around today. Said again, it does nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            help="the day around which the story is told",
        )
        parser.add_argument(
            "--without-pdf",
            action="store_true",
            help="leaves the documents to be issued by hand",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Les comptes de la démonstration ont un mot de passe connu\u00a0: jamais en production.")
        if is_loaded():
            self.stdout.write("La démonstration est déjà là.")
            return
        today = options["today"] or timezone.localdate()
        load(today, self.stdout.write, with_papers=not options["without_pdf"])
        self.stdout.write("La démonstration est prête.")
