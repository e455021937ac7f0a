"""Which grounds make sense for which proposal, and a first sentence for each, that the chair reads over and completes.

The law wants fact and law (CRPA L211-2, L211-5); the explanation is addressed to the person, and the letter repeats it.
"""

from applications.reasons.wording import Words, opening_of

from ..enums import Grounds, MotionKind

GROUNDS_OF: dict[MotionKind, tuple[Grounds, ...]] = {
    MotionKind.GRANT: (Grounds.BUDGET, Grounds.ENVELOPE, Grounds.PURPOSE, Grounds.OTHER_HELP, Grounds.RUNNING_LOAN),
    MotionKind.DEFER: (Grounds.DOCUMENT, Grounds.BUDGET, Grounds.ENVELOPE, Grounds.RUNNING_LOAN, Grounds.OTHER_HELP),
    MotionKind.REFUSE: (
        Grounds.CEILING,
        Grounds.BUDGET,
        Grounds.PURPOSE,
        Grounds.OTHER_HELP,
        Grounds.OTHER_SCHEME,
        Grounds.ENVELOPE,
        Grounds.RUNNING_LOAN,
    ),
    MotionKind.REDIRECT: (Grounds.OTHER_SCHEME, Grounds.CEILING, Grounds.PURPOSE, Grounds.BUDGET, Grounds.ENVELOPE),
    # CRPA L242-1: only an unlawful decision is taken back; the other grounds say in what it was.
    MotionKind.WITHDRAW: (
        Grounds.UNLAWFUL,
        Grounds.CEILING,
        Grounds.BUDGET,
        Grounds.PURPOSE,
        Grounds.DOCUMENT,
        Grounds.RUNNING_LOAN,
    ),
}

FIRST_WORDS: dict[Grounds, str] = {
    Grounds.CEILING: "Les revenus d’activité de votre foyer dépassent le plafond fixé par le règlement à la date de "
    "votre demande.",
    Grounds.BUDGET: "Après vos charges, ce qui reste chaque mois à votre foyer ne permet pas de rembourser davantage "
    "sans vous mettre en difficulté.",
    Grounds.PURPOSE: "Le règlement du microcrédit ne permet pas de financer cette dépense.",
    Grounds.OTHER_SCHEME: "Un autre dispositif convient mieux à votre projet\u00a0; nous vous accompagnons pour le "
    "demander.",
    Grounds.OTHER_HELP: "Une aide que vous n’auriez pas à rembourser convient mieux à votre situation\u00a0; votre "
    "travailleur social vous aide à la demander.",
    Grounds.DOCUMENT: "La commission a besoin d’une pièce ou d’une information de plus pour se prononcer.",
    Grounds.ENVELOPE: "L’enveloppe votée pour l’année ne permet pas d’accorder davantage aujourd’hui.",
    Grounds.RUNNING_LOAN: "Un prêt est déjà en cours à votre nom\u00a0; le règlement n’en permet pas un second en même "
    "temps.",
    Grounds.UNLAWFUL: "La décision reposait sur une erreur\u00a0; la commission la retire et se prononcera de nouveau.",
}


def first_words(grounds: str, words: Words) -> str:
    """The town's, else ours; `words` are those of `ReasonKind.GROUNDS`."""
    return opening_of(words, grounds, FIRST_WORDS[Grounds(grounds)])


def make_sense(kind: MotionKind, grounds: str) -> bool:
    return grounds in GROUNDS_OF[MotionKind(kind)]
