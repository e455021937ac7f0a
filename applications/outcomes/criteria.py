"""The condition that stopped a request: its code in the eligibility check, its name, the reason that goes with it."""

from ..enums import ClosingReason, State
from ..models import EligibilityCheck

# The codes of the eligibility check, as the yearly report names them.
LABELS = {
    "income": "plafond de ressources",
    "amount": "montant",
    "months": "durée",
    "purpose": "objet du prêt",
    "residence": "habiter la commune",
    "live_loan": "prêt en cours",
    "earlier_refusal": "refus récent",
    "over_indebtedness": "surendettement",
    "remainder": "reste à vivre",
}
REASON_OF = {
    "income": ClosingReason.CEILING,
    "amount": ClosingReason.AMOUNT,
    "months": ClosingReason.AMOUNT,
    "purpose": ClosingReason.EXCLUDED_PURPOSE,
    "residence": ClosingReason.RESIDENCE,
    "live_loan": ClosingReason.RUNNING_LOAN,
    "earlier_refusal": ClosingReason.RECENT_REFUSAL,
    "remainder": ClosingReason.BUDGET,
}
CRITERION_OF = {reason: code for code, reason in reversed(REASON_OF.items())}
# What usually follows: nobody's request is heard in another town than theirs, the others fit elsewhere.
OUTCOME_OF = {
    "residence": State.INADMISSIBLE,
    "live_loan": State.INADMISSIBLE,
    "earlier_refusal": State.INADMISSIBLE,
    "purpose": State.INADMISSIBLE,
}


def label(code: str) -> str:
    """« plafond de ressources »; the code itself when a later check brings one that nobody named yet."""
    return LABELS.get(code, code.replace("_", " "))


def failed(check: EligibilityCheck | None) -> list[dict[str, str]]:
    """The verdicts of a check that refuse, in the order a person reads them."""
    return [verdict for verdict in check.verdicts if verdict["verdict"] == "fail"] if check else []


def likely(check: EligibilityCheck | None) -> dict[str, str]:
    """What the closing form begins with, read from the last check; nothing when it refuses nothing."""
    found = failed(check)
    if not found:
        return {}
    code = found[0]["code"]
    return {
        "criterion": code,
        "reason": REASON_OF.get(code, ""),
        "outcome": {State.INADMISSIBLE: "declare_inadmissible"}.get(OUTCOME_OF.get(code), "redirect"),
    }
