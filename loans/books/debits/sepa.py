"""The file that the bank reads: pain.008, validated against its XSD. The only import of sepaxml in the house."""

from collections.abc import Sequence
from datetime import date

from sepaxml import SepaDD
from sepaxml.validation import ValidationError

from harmonie.dates import plain_day
from harmonie.money import to_cents
from harmonie.refusals import Refusal

from ...models import MoneyRules
from .queries import Proposed

SCHEMA = "pain.008.001.08"


def pain008(rules: MoneyRules, lines: Sequence[Proposed], collect_on: date) -> bytes:
    """One file for all the lines; first debits and later ones are grouped apart. `Refusal` when it breaks the XSD."""
    creditor = {
        "name": rules.creditor_name,
        "IBAN": rules.creditor_iban,
        "batch": True,
        "creditor_id": rules.creditor_identifier,
        "currency": "EUR",
    }
    debits = SepaDD(creditor | _bic(rules.creditor_bic), schema=SCHEMA, clean=True)
    for line in lines:
        debits.add_payment(_payment(line, collect_on))
    try:
        return bytes(debits.export(validate=True))
    except ValidationError as error:
        raise Refusal(
            "Le fichier ne répond pas à la norme SEPA\u00a0: vérifiez l’identifiant créancier, l’IBAN et le BIC dans "
            "les règles financières."
        ) from error


def _payment(line: Proposed, collect_on: date) -> dict[str, object]:
    mandate = line.mandate
    return {
        "name": mandate.holder,
        "IBAN": mandate.iban,
        "amount": to_cents(line.amount),
        "type": "FRST" if line.is_first else "RCUR",
        "collection_date": collect_on,
        "mandate_id": mandate.reference,
        "mandate_date": mandate.signed_on,
        "description": f"Pret sans interets {line.loan.reference}, {plain_day(collect_on)}",
        "endtoend_id": f"{line.loan.reference}-{collect_on:%Y%m%d}",
    } | _bic(mandate.bic)


def _bic(bic: str) -> dict[str, str]:
    return {"BIC": bic} if bic else {}
