"""`manage.py verify_ledger`: the ledgers of all loans, computed again from their first row."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from loans.models import Loan
from loans.verifying import Finding, no_longer, other_findings, verdicts


class Command(BaseCommand):
    help = (
        "Recalcule la chaîne, les soldes, l’état et les échéanciers de chaque prêt, et nomme la première écriture "
        "qui n’est plus ce qui a été enregistré. Ne modifie rien. Code de sortie 1 dès qu’un prêt est en défaut."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loan", metavar="P2027-0001", help="un seul prêt")
        parser.add_argument("--json", action="store_true", help="une ligne JSON par prêt, à garder comme témoin")
        parser.add_argument("--against", metavar="FICHIER", help="le témoin d’une vérification précédente")

    def handle(self, *args: Any, **options: Any) -> None:
        loans = Loan.objects.all()
        if options["loan"]:
            loans = loans.filter(reference=options["loan"])
            if not loans.exists():
                raise CommandError(f"Aucun prêt ne porte le numéro {options['loan']}.")
        heads = list(self._heads(options["against"], options["loan"])) if options["against"] else []
        self.as_json, self.number, self.entries, self.wrong = options["json"], 0, 0, 0
        for verdict in verdicts(loans):
            self.number, self.entries = self.number + 1, self.entries + verdict.sequence
            self._tell(verdict.findings, {"loan": verdict.loan, "sequence": verdict.sequence, "chain": verdict.chain})
        for finding in (*other_findings(loans), *no_longer(heads)):
            self._tell([finding], {"loan": finding.loan})
        self._conclude()

    def _heads(self, path: str, loan: str | None) -> Iterator[dict[str, Any]]:
        try:
            lines = [json.loads(line) for line in Path(path).read_text().splitlines() if line.strip()]
        except (OSError, ValueError) as error:
            raise CommandError(f"Ce témoin ne se lit pas\u00a0: {error}") from error
        yield from (line for line in lines if "chain" in line and (not loan or line["loan"] == loan))

    def _tell(self, findings: list[Finding], facts: dict[str, Any]) -> None:
        self.wrong += len(findings)
        if self.as_json:
            told = [{"sequence": finding.sequence, "what": finding.what} for finding in findings]
            self.stdout.write(json.dumps(facts | {"findings": told}, ensure_ascii=False))
            return
        for finding in findings:
            self.stdout.write(str(finding))

    def _conclude(self) -> None:
        if not self.as_json:
            counted = f"{self.entries} écritures de {self.number} prêts relues"
            said = f"{self.wrong} défauts trouvés" if self.wrong else "aucun défaut"
            self.stdout.write(f"{counted}\u00a0: {said}.")
        if self.wrong:
            raise SystemExit(1)
