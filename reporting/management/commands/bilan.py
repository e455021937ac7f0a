import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reporting.bilan.figures import Bilan, bilan
from reporting.bilan.forms import NAMES, PeriodForm
from reporting.bilan.question import Question
from reporting.bilan.texts import facts, read_aloud, spreadsheet
from reporting.bilan.words import narrowed_to
from reporting.publishing.exports import plain

MISUSED = 2  # what a shell expects of a wrong option
DAY = "2007-01-31 ou 31/01/2007"


class Command(BaseCommand):
    help = "Affiche le bilan\u00a0: les mêmes chiffres que la page, en texte, en JSON ou en CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--du", default="", help=f"premier jour, {DAY} (sans lui\u00a0: l’année en cours)")
        parser.add_argument("--au", default="", help="dernier jour, compris")
        parser.add_argument("--dispositif", default="", help="le code d’un dispositif (sans lui\u00a0: tous)")
        parser.add_argument("--partenaire", default="", help="le numéro d’un partenaire, ou son nom exact")
        parser.add_argument("--objet", default="", help="le code d’un objet du prêt, par exemple housing")
        parser.add_argument(
            "--jour", default="", help="tel que connu ce jour-là (sans lui\u00a0: tout ce qui est connu)"
        )
        parser.add_argument("--format", default="text", help="text, json ou csv")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] not in WAYS:
            raise CommandError("--format\u00a0: choisissez text, json ou csv.", returncode=MISUSED)
        found = bilan(_question(options))
        for line in WAYS[options["format"]](found):
            self.stdout.write(line, ending="" if options["format"] == "csv" else "\n")


def _text(found: Bilan) -> Any:
    return read_aloud(found, narrowed_to(found.question))


def _json(found: Bilan) -> Any:
    question = found.question
    asked = {
        "partenaire": question.partner.name if question.partner else None,
        "objet": question.purpose or None,
        "tel_que_connu_le": question.as_of.isoformat() if question.as_of else None,
    }
    return [json.dumps(plain(found) | asked | {"tableaux": facts(found)}, ensure_ascii=False)]


WAYS = {"text": _text, "json": _json, "csv": spreadsheet}


def _question(options: dict[str, Any]) -> Question:
    asked = {name: options[name] for name in NAMES}
    form = PeriodForm(asked, today=timezone.localdate())
    form.find_partner_by_name()
    if not form.is_valid():
        said = " ".join(f"--{name}\u00a0: {error}" for name, errors in form.errors.items() for error in errors)
        raise CommandError(said, returncode=MISUSED)
    return form.period()
