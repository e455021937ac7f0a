"""What the agreement of one loan says: the words that its names stand for, and the digest of what was agreed."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from applications.enums import Payee
from commission.enums import Capacity
from commission.models import Mandate
from harmonie.dates import plain_day
from harmonie.documents.models import DocumentKind
from harmonie.documents.texts.markdown import printed
from harmonie.money import euros, euros_in_words
from harmonie.town.queries import town
from harmonie.town.signing import Signing, signing

from ..models import AgreementText, CoBorrower, Loan, MoneyRules
from ..rules import Due
from ..wording import due_day, schedule_rows, schedule_sentence


def co_borrower_of(loan: Loan) -> CoBorrower | None:
    return getattr(loan, "co_borrower", None)


def digest_of(loan: Loan, rules: MoneyRules) -> str:
    """The SHA-256 of what may still change before the signature. A paper with another one no longer says the truth."""
    beside = co_borrower_of(loan)
    facts = [
        *((beside.first_name, beside.last_name, beside.birth_date, beside.address) if beside else ("", "", "", "")),
        loan.payee_name,
        loan.payee_iban,
        loan.payee_bank,
        loan.funds_not_before or "",
        rules.withdrawal_days,
        rules.keeps_funds_until_withdrawal,
    ]
    return hashlib.sha256("\n".join(str(fact) for fact in facts).encode()).hexdigest()


def paper(
    loan: Loan, text: AgreementText, rules: MoneyRules, instalments: Sequence[Due], co_borrower: CoBorrower | None
) -> dict[str, Any]:
    """What the agreement's template is given beside the facts that every paper of a loan names."""
    articles = printed(text.articles, values(loan, rules, instalments, co_borrower))
    return {
        "text": text,
        "articles": articles,
        "co_borrower": co_borrower,
        "joint_number": len(articles) + 1,
        "withdrawal_number": len(articles) + (2 if co_borrower else 1),
        "withdrawal_days": rules.withdrawal_days,
        "withdrawal_keeps_funds": rules.keeps_funds_until_withdrawal,
    }


def annex(instalments: Sequence[Due]) -> dict[str, Any]:
    """The schedule that goes with the agreement, as `pdf/_schedule.html` prints it."""
    return {
        "rows": schedule_rows(instalments),
        "first": instalments[0],
        "last": instalments[-1],
        "total": sum(instalment.amount for instalment in instalments),
        "overleaf": 0,
    }


def values(loan: Loan, rules: MoneyRules, instalments: Sequence[Due], co_borrower: CoBorrower | None) -> dict[str, str]:
    """The words of each name of `names.py`."""
    ours = town()
    return {
        "montant": euros(loan.principal),
        "montant_en_lettres": euros_in_words(loan.principal),
        "objet": loan.decision.application.project.description,
        "dispositif": loan.scheme.name,
        "versement": payment(loan, rules),
        "remboursement": repayment(instalments),
        "duree": f"{loan.months}\u00a0mois",
        "premiere_echeance": plain_day(instalments[0].due_on),
        "derniere_echeance": plain_day(instalments[-1].due_on),
        "jour": due_day(instalments),
        "emprunteur": f"{loan.borrower} et {co_borrower}" if co_borrower else str(loan.borrower),
        "a_signer_avant": plain_day(loan.sign_before),
        "deliberation": f"{loan.decision.number} du {plain_day(loan.decided_on)}",
        "ccas": ours.ccas,
        "ville": ours.name,
        "adresse_ccas": ours.whole_address,
        "telephone_ccas": ours.phone,
        "courriel_ccas": ours.email,
    }


def payment(loan: Loan, rules: MoneyRules) -> str:
    """« La somme est versée directement à Électro Rivemont, sur facture, … »"""
    to = (
        f"directement à {loan.payee_name}, sur facture"
        if loan.payee == Payee.SUPPLIER
        else f"à l’emprunteur, {loan.payee_name}"
    )
    account = f", sur le compte dont l’IBAN se termine par {loan.payee_iban[-4:]}" if loan.payee_iban else ""
    bank = f" ({loan.payee_bank})" if account and loan.payee_bank else ""
    return " ".join([f"La somme est versée {to}{account}{bank}.", *_not_before(loan, rules)])


def _not_before(loan: Loan, rules: MoneyRules) -> list[str]:
    said = []
    if loan.funds_not_before:
        said.append(f"Les fonds sont versés au plus tôt le {plain_day(loan.funds_not_before)}.")
    if rules.withdrawal_days and rules.keeps_funds_until_withdrawal:
        said.append(f"Les fonds sont versés au plus tôt {rules.withdrawal_days}\u00a0jours après la signature.")
    return said


def repayment(instalments: Sequence[Due]) -> str:
    """« Le prêt est remboursé en 12 échéances, le 5 du mois, du … au … : onze de 51,67 € (…), puis une de … »"""
    first, last, words = instalments[0], instalments[-1], schedule_sentence(instalments)
    if len(instalments) == 1:
        return f"Le prêt est remboursé en une échéance, le {plain_day(first.due_on)}\u00a0: {words}."
    span = f"du {plain_day(first.due_on)} au {plain_day(last.due_on)}"
    return f"Le prêt est remboursé en {len(instalments)} échéances, {due_day(instalments)}, {span}\u00a0: {words}."


def signatory(loan: Loan, on: date) -> Signing:
    """Who signs for the CCAS on a day: whoever is named for it, its president, else whoever presided the decision."""
    mandates = Mandate.objects.in_office(on).filter(capacity=Capacity.PRESIDENT).select_related("user")
    president = mandates.order_by("pk").last()
    author = president.user if president else loan.decision.decided_by
    return signing(DocumentKind.AGREEMENT, on=on, author=author)
