import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reporting.bilan.figures import bilan
from reporting.bilan.forms import PeriodForm
from reporting.periods import Period
from reporting.publishing.exports import credits_csv, plain


class Command(BaseCommand):
    help = "Prints the bilan of a period: how many credits, how much, out of which envelope, and what was lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--du", default="", help="first day, 2007-01-01 or 01/01/2007 (default: this year)")
        parser.add_argument("--au", default="", help="last day, included")
        parser.add_argument("--dispositif", default="", help="the scheme's code (default: all)")
        parser.add_argument("--format", choices=["text", "json", "csv"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        period = _period(options)
        if options["format"] == "csv":
            self.stdout.write(credits_csv(period), ending="")
            return
        facts = plain(bilan(period))
        if options["format"] == "json":
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        for name, value in facts.items():
            self.stdout.write(
                f"{name}: {json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value}"
            )


def _period(options: dict[str, Any]) -> Period:
    form = PeriodForm({name: options[name] for name in ("du", "au", "dispositif")}, today=timezone.localdate())
    if not form.is_valid():
        raise CommandError(" ".join(f"--{name}: {error}" for name, errors in form.errors.items() for error in errors))
    return form.period()
