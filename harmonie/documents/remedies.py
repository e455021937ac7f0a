"""The remedies that every decision names, and the data notice that every letter carries (domain.md §1). [conf]

Unprinted, remedies cannot be opposed to the person (CJA R421-5): a letter that needs them is rendered with
`must_say=remedies()`.
"""

from harmonie.refusals import Refusal
from harmonie.town.queries import town

CONTESTING = (
    "Si vous contestez cette décision, vous pouvez, dans un délai de deux mois à compter de sa notification\u00a0:"
)
SILENCE = (
    "Si vous contestez ce rejet par le silence, vous pouvez, dans un délai de deux mois à compter du jour "
    "où il est acquis\u00a0:"
)
GRACIOUS = (
    "former un recours gracieux auprès du Président du CCAS (l’absence de réponse pendant deux mois vaut rejet)\u202f;"
)
EXTENSION = "Le recours gracieux formé dans ce délai proroge le délai de recours contentieux."


def remedies(contesting: str = CONTESTING) -> list[str]:
    """The remedies, sentence by sentence: how to contest, the two ways, what the first does to the second.

    A `Refusal` while the court is not set.
    """
    court = town().court.strip()
    if not court:
        raise Refusal(
            "Le tribunal compétent n’est pas réglé\u00a0: la lettre ne peut pas partir sans les voies de recours."
        )
    return [contesting, GRACIOUS, f"saisir le {court}, ou www.telerecours.fr.", EXTENSION]
