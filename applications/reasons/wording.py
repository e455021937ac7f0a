"""The words of each reason: the town's where it set some, else those that the room came with."""

from collections.abc import Iterable, Mapping

from ..models import ReasonKind, ReasonText

type Words = Mapping[str, ReasonText]


def words_of(kind: ReasonKind) -> Words:
    """What the town set of this list, by code: one query."""
    return {text.code: text for text in ReasonText.objects.filter(kind=kind)}


def sentence_of(kind: ReasonKind, code: str, default: str) -> str:
    """The passage of the letter that says the rule; "" for a reason that has none."""
    text = ReasonText.objects.filter(kind=kind, code=code).first() if default else None
    return text.sentence if text and text.sentence else default


def opening_of(words: Words, code: str, default: str) -> str:
    """The first words of an explanation, which whoever decides reads over and completes."""
    text = words.get(code)
    return text.opening if text and text.opening else default


def is_offered(words: Words, code: str) -> bool:
    return code not in words or words[code].is_offered


def in_order(words: Words, codes: Iterable[str]) -> list[str]:
    """Those that are set to a place first, by it; the others as they come."""
    listed = list(codes)
    last = len(listed) + 1

    def place(code: str) -> tuple[int, int]:
        return (words[code].position if code in words and words[code].position else last, listed.index(code))

    return sorted(listed, key=place)


def offered(words: Words, codes: Iterable[str], *, chosen: str = "") -> list[str]:
    """What a form offers, in the town's order; `chosen` stays, even if it is not offered any more."""
    return [code for code in in_order(words, codes) if is_offered(words, code) or code == chosen]
