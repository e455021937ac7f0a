"""Which loan a payment is for, how sure that is, and why, in words. Pure: what there is to match comes in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from harmonie.money import euros

from .csv_table import folded
from .payments import Payment

# « P2026-0012 », « p 2026 0012 », « P2O26/OO12 ».
LOAN_NUMBER = re.compile(r"(?<![a-z0-9])p[\s./_-]*(2[0-9o]{3})[\s./_-]*([0-9o]{4,6})(?![0-9])")
DOSSIER_NUMBER = re.compile(r"(?<![a-z0-9./-])(2[0-9o]{3})[\s./_-]+([0-9o]{4,6})(?![0-9a-z./-])")
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Target:
    """A loan that money may come in for. Amounts in euros; `names` are the words of each person who owes."""

    loan: int
    reference: str
    dossier: str
    is_running: bool
    names: Sequence[tuple[str, str]]
    expected: frozenset[Decimal] = frozenset()
    posted: frozenset[tuple[date, Decimal]] = frozenset()


class Match(NamedTuple):
    """`loan` is None when a person has to look; `candidates` are then the loans it may be for."""

    loan: int | None
    confidence: int
    why: str
    candidates: Sequence[int] = ()


NOTHING = Match(None, 0, "Aucun numéro ni nom connu dans cette ligne.")


def words(text: str) -> frozenset[str]:
    """The words of a name or a wording, without accents or capitals, whatever joins them."""
    return frozenset(LETTERS.findall(folded(text)))


@dataclass
class Index:
    """Every loan by what a bank's line may say of it; made once for a whole file.

    `payers` and `accounts` name the loan that earlier lines of this payer were posted to, when it was always the same.
    """

    targets: Mapping[int, Target]
    payers: Mapping[str, int] = field(default_factory=dict)
    accounts: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_number = {target.reference: target for target in self.targets.values()}
        self.by_dossier: dict[str, list[Target]] = defaultdict(list)
        self.by_word: dict[str, list[tuple[Target, frozenset[str], frozenset[str]]]] = defaultdict(list)
        for target in self.targets.values():
            self.by_dossier[target.dossier].append(target)
            for first, last in target.names if target.is_running else ():
                family = words(last)
                if family:
                    self.by_word[max(family, key=lambda word: (len(word), word))].append((target, words(first), family))

    def match(self, payment: Payment) -> Match:
        """The best reason there is; what two reasons of one strength disagree about is left to a person."""
        said = folded(f"{payment.wording} {payment.reference} {payment.payer}")
        for found in (self._by_numbers(said), self._by_habit(payment), self._by_name(payment)):
            if found:
                return self._unless_posted(found, payment)
        return NOTHING

    def _by_numbers(self, said: str) -> Match | None:
        loans = {t.loan: t for number in _numbers(LOAN_NUMBER, said, "P") if (t := self.by_number.get(number))}
        if loans:
            return _one(loans, 100, "Numéro du prêt dans le libellé", "Plusieurs numéros de prêt dans le libellé")
        loans = {t.loan: t for number in _numbers(DOSSIER_NUMBER, said) for t in self.by_dossier.get(number, ())}
        return _one(loans, 95, "Numéro du dossier dans le libellé", "Plusieurs dossiers dans le libellé")

    def _by_habit(self, payment: Payment) -> Match | None:
        known = [
            (85, self.accounts.get(payment.account) if payment.account else None, "Ce compte a déjà payé ce prêt"),
            (75, self.payers.get(folded(payment.payer)) if payment.payer else None, "Ce payeur a déjà payé ce prêt"),
        ]
        for confidence, loan, why in known:
            target = self.targets.get(loan) if loan else None
            if target and target.is_running:
                return Match(target.loan, confidence, f"{why}.")
        return None

    def _by_name(self, payment: Payment) -> Match | None:
        said = words(f"{payment.payer} {payment.wording}")
        whole, family_only = {}, {}
        for word in said:
            for target, first, family in self.by_word.get(word, ()):
                if family <= said:
                    (whole if first & said else family_only)[target.loan] = target
        due = {loan: target for loan, target in whole.items() if payment.amount in target.expected}
        if len(due) == 1:
            return _one(due, 90, "Nom de l’emprunteur et montant attendu", "")
        if whole:
            return _one(whole, 60, "Nom de l’emprunteur, autre montant", "Plusieurs prêts pour ce nom")
        if family_only:
            why = "Nom de famille seul\u00a0: vérifiez le prénom."
            return Match(None, 30, why, tuple(sorted(family_only)))
        return None

    def _unless_posted(self, found: Match, payment: Payment) -> Match:
        """A transfer that somebody entered by hand already is for a person to look at."""
        target = self.targets.get(found.loan) if found.loan else None
        if target is None or (payment.booked_on, payment.amount) not in target.posted:
            return found
        why = f"{euros(payment.amount)} sont déjà enregistrés à cette date sur {target.reference}\u00a0: vérifiez."
        return Match(None, 50, why, (target.loan,))


def _numbers(pattern: re.Pattern[str], said: str, prefix: str = "") -> Iterable[str]:
    for year, number in pattern.findall(said):
        yield f"{prefix}{year}-{number}".replace("o", "0")


def _one(loans: Mapping[int, Target], confidence: int, why: str, several: str) -> Match | None:
    if not loans:
        return None
    if len(loans) == 1:
        return Match(next(iter(loans)), confidence, f"{why}.")
    return Match(None, 40, f"{several}\u00a0: choisissez.", tuple(sorted(loans)))
