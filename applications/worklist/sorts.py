"""The orders of the work list. Each starts a page after a value and a key, and has its index (migration 0020)."""

from typing import NamedTuple

from harmonie.orders import Order, as_amount, as_day, as_moment, as_number, as_words


class Sort(NamedTuple):
    """One order: what a reader chooses, and how a list in it is described."""

    label: str
    said: str
    order: Order


RELEVANCE = "pertinence"
SORTS = {
    "attente": Sort(
        "Attente la plus longue",
        "les plus anciens d’abord",
        Order("state_since", ascending=True, parse=as_moment),
    ),
    "recents": Sort("Les plus récentes", "les plus récents d’abord", Order()),
    "nom": Sort("Nom", "par nom", Order("applicant__search_text", ascending=True, parse=as_words)),
    "montant": Sort(
        "Montant",
        "du plus grand montant au plus petit",
        Order("project__amount", key="project__application_id", nullable=True, parse=as_amount),
    ),
    "decision": Sort(
        "Décision implicite",
        "par date de décision implicite",
        Order("implicit_decision_on", ascending=True, nullable=True, parse=as_day),
    ),
    RELEVANCE: Sort("Ressemblance", "les plus ressemblants d’abord", Order("rank", parse=as_number)),
}
