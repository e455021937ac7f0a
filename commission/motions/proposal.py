"""What a proposal must say before it is put to the vote."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from applications.models import LoanApplication
from applications.queries import terms_of
from harmonie.money import euros
from harmonie.refusals import Refusal
from harmonie.schemes.models import Scheme

from ..enums import Grounds, MotionKind
from ..models import AgendaItem
from ..withdrawals.rules import ensure_withdrawable
from .reasons import make_sense


@dataclass(frozen=True)
class Proposal:
    """`amount` (euros), `months`, `payee` and maybe `conditions` go with a grant; `grounds` and `explanation` with all
    the rest, and with a grant of less than was asked; `defer_until` and maybe `awaited_document` with a deferral."""

    kind: MotionKind
    amount: Decimal | None = None
    months: int | None = None
    payee: str = ""
    target_scheme: Scheme | None = None
    grounds: str = Grounds.NONE
    explanation: str = ""
    conditions: str = ""
    awaited_document: str = ""
    defer_until: date | None = None

    def checked(self, item: AgendaItem, *, today: date) -> dict[str, Any]:
        """The columns of the motion, those of other kinds left out. Raises `Refusal` with what is missing."""
        takes_back = item.withdraws_id is not None
        if (self.kind == MotionKind.WITHDRAW) != takes_back:
            raise Refusal(
                "Ce point ne sert qu’à retirer une décision\u00a0: proposez de la retirer."
                if takes_back
                else "Ce point ne porte sur aucune décision à retirer\u00a0: choisissez une autre proposition."
            )
        if item.withdraws:
            ensure_withdrawable(item.withdraws, today)
        said = replace(
            self,
            explanation=self.explanation.strip(),
            conditions=self.conditions.strip(),
            awaited_document=self.awaited_document.strip(),
        )
        if self.kind == MotionKind.GRANT:
            check_grant(item.application, self.amount, self.months, self.payee, self.grounds, self.explanation)
            said._check_grounds()
            return said._columns("amount", "months", "payee", "conditions")
        if not said.grounds or not said.explanation:
            raise Refusal("Indiquez le motif et une explication\u00a0: la lettre à la personne les reprend.")
        said._check_grounds()
        if self.kind == MotionKind.DEFER:
            if self.defer_until is None or self.defer_until <= today:
                raise Refusal("Indiquez jusqu’à quand ajourner\u00a0: une date à venir.")
            return said._columns("awaited_document", "defer_until")
        if self.kind == MotionKind.REDIRECT:
            if self.target_scheme is None:
                raise Refusal("Indiquez le dispositif vers lequel réorienter.")
            return said._columns("target_scheme")
        return said._columns()

    def _columns(self, *own: str) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("kind", "grounds", "explanation", *own)}

    def _check_grounds(self) -> None:
        if self.grounds and not make_sense(self.kind, self.grounds):
            raise Refusal(
                f"Le motif «\u202f{Grounds(self.grounds).label}\u202f» ne convient pas à cette proposition\u00a0: "
                "choisissez-en un autre."
            )


def check_grant(
    application: LoanApplication, amount: Decimal | None, months: int | None, payee: str, grounds: str, explanation: str
) -> None:
    """Refuses a grant outside the terms of the request date, or of more than was asked, or of less without reasons."""
    terms, asked = terms_of(application), application.project.amount
    if amount is None or not terms.amount_min <= amount <= terms.amount_max:
        raise Refusal(f"Indiquez un montant de {euros(terms.amount_min)} à {euros(terms.amount_max)}.")
    if months is None or not terms.months_min <= months <= terms.months_max:
        raise Refusal(f"Indiquez une durée de {terms.months_min} à {terms.months_max} mois.")
    if not payee:
        raise Refusal("Indiquez à qui l’argent sera versé.")
    if amount > asked:
        raise Refusal(f"La personne demande {euros(asked)}\u00a0: le montant accordé ne peut pas être supérieur.")
    if amount < asked and (not grounds or not explanation.strip()):
        raise Refusal("Pour accorder moins que demandé, indiquez le motif et une explication.")
