"""Every reason there is, with the words it came with. The categories stay: the bilan counts them (domain.md §6)."""

from collections.abc import Sequence
from typing import NamedTuple

from applications.enums import ClosingReason
from applications.models import ReasonKind
from applications.outcomes import letters as closing
from applications.reasons.wording import Words, in_order, is_offered, words_of
from commission.enums import Grounds, MotionKind
from commission.letters import content as deciding
from commission.motions.reasons import FIRST_WORDS, GROUNDS_OF

TITLES = {
    ReasonKind.GROUNDS: "Décisions de la commission",
    ReasonKind.CLOSING: "Demandes closes sans commission",
}


class Reason(NamedTuple):
    """One reason as it stands. `default_…` are the words Harmonie came with, "" where it has none."""

    kind: ReasonKind
    code: str
    label: str
    sentence: str
    opening: str
    default_sentence: str
    default_opening: str
    is_offered: bool
    place: int
    uses: str


def codes_of(kind: ReasonKind) -> list[str]:
    return [code for code in (ClosingReason.values if kind == ReasonKind.CLOSING else Grounds.values) if code]


def reasons_of(kind: ReasonKind) -> list[Reason]:
    """The list in the town's order: one query."""
    words = words_of(kind)
    return [_reason(kind, code, words, place) for place, code in enumerate(in_order(words, codes_of(kind)), start=1)]


def everything() -> list[tuple[str, Sequence[Reason]]]:
    """Both lists, with their titles."""
    return [(title, reasons_of(kind)) for kind, title in TITLES.items()]


def needed_for(kind: ReasonKind, code: str, words: Words) -> str:
    """What could not be said any more without this reason; "" when others remain."""
    others = {other for other in codes_of(kind) if other != code and is_offered(words, other)}
    if kind == ReasonKind.CLOSING:
        return "" if others else "une clôture"
    if code == Grounds.UNLAWFUL:
        return "un retrait"
    left = (motion for motion, grounds in GROUNDS_OF.items() if code in grounds and not others & set(grounds))
    return next((MotionKind(motion).label for motion in left), "")


def _reason(kind: ReasonKind, code: str, words: Words, place: int) -> Reason:
    text = words.get(code)
    sentence, opening = _defaults(kind, code)
    return Reason(
        kind=kind,
        code=code,
        label=_label(kind, code),
        sentence=(text.sentence if text else "") or sentence,
        opening=(text.opening if text else "") or opening,
        default_sentence=sentence,
        default_opening=opening,
        is_offered=is_offered(words, code),
        place=place,
        uses=_uses(kind, code),
    )


def _label(kind: ReasonKind, code: str) -> str:
    label = str(ClosingReason(code).label if kind == ReasonKind.CLOSING else Grounds(code).label)
    return label[:1].upper() + label[1:]


def _defaults(kind: ReasonKind, code: str) -> tuple[str, str]:
    if kind == ReasonKind.CLOSING:
        reason = ClosingReason(code)
        return ("" if reason in closing.NOT_A_DECISION else closing.LAW.get(reason, "")), ""
    return deciding.LAW.get(Grounds(code), ""), FIRST_WORDS[Grounds(code)]


def _uses(kind: ReasonKind, code: str) -> str:
    """For which proposals it makes sense."""
    if kind == ReasonKind.CLOSING:
        return ""
    return ", ".join(str(MotionKind(motion).label) for motion, grounds in GROUNDS_OF.items() if code in grounds)
