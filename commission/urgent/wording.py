"""How a letter names whoever decided."""

from harmonie.dates import plain_day

from ..models import Decision


def examined(decision: Decision) -> str:
    """The beginning of the sentence that ends with what was decided: by the commission, or alone by delegation."""
    day = plain_day(decision.decided_at)
    if not decision.is_delegated:
        return f"La commission permanente a examiné votre demande le {day}"
    author = decision.decided_by
    who = f"{author}, {author.office}," if author.office else str(author)
    return (
        f"Par délégation du conseil d’administration ({decision.rules.urgent_delegation}), {who} a examiné votre "
        f"demande en urgence le {day}"
    )
