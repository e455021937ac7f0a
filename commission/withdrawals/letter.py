"""What the letter of a withdrawal says: which decision, by what right, and what becomes of the request.

Sources: CRPA L242-1 (a decision that gave a right), L243-3 (one that gave none). [conf]
"""

from harmonie.dates import plain_day
from harmonie.money import short_euros

from ..enums import Outcome
from ..models import Decision

OF_THE_FORMER = {
    Outcome.GRANTED: "vous accordait un prêt de {amount}",
    Outcome.PARTIALLY_GRANTED: "vous accordait une partie de la somme, {amount}",
    Outcome.REFUSED: "n’accordait pas ce prêt",
    Outcome.REDIRECTED: "vous orientait vers un autre dispositif",
}


def decided_to_withdraw(decision: Decision) -> str:
    former = decision.withdraws
    amount = short_euros(former.amount) if former.amount else ""
    said = OF_THE_FORMER[Outcome(former.outcome)].format(amount=amount)
    return f"a décidé de retirer sa décision n°\u00a0{former.number} du {plain_day(former.decided_at)}, qui {said}"


def withdrawal_law(decision: Decision) -> str:
    """A grant gave a right, the others did not: the article is not the same."""
    article = "L.\u00a0242-1" if decision.withdraws.is_grant else "L.\u00a0243-3"
    return (
        f"L’article {article} du code des relations entre le public et l’administration permet de retirer une décision "
        "illégale dans les quatre mois."
    )
