"""The free paragraphs of a letter of a day, its names replaced."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString

from harmonie.town.queries import town

from ..models import LetterText
from .kinds import BLOCKS, LETTERS, LetterKind, names_of
from .markdown import prose


class Wording(NamedTuple):
    """The paragraphs as HTML, empty ones included, and `edition`: which version they are, nothing for the first."""

    opening: SafeString
    advice: SafeString
    closing: SafeString
    edition: str


def text_in_force(kind: LetterKind, on: date) -> LetterText:
    """The version of a day; what came with the house (version 0, not stored) before the first."""
    return LetterText.objects.in_force(kind, on) or first_text(kind)


def first_text(kind: LetterKind) -> LetterText:
    """The words that came with the house."""
    letter = LETTERS[kind]
    return LetterText(kind=kind, version=0, **{block: getattr(letter, block) for block in BLOCKS})


def wording(kind: LetterKind, values: Mapping[str, str], *, on: date) -> Wording:
    """The paragraphs of the letter issued on a day. `values` gives the words of each name that the letter offers but
    the CCAS's own; `ValueError` when one is missing."""
    return worded(text_in_force(kind, on), values)


def worded(text: LetterText, values: Mapping[str, str]) -> Wording:
    """One version with its names replaced."""
    words = {**values, **_town_values()}
    if missing := [name.name for name in names_of(LetterKind(text.kind)) if name.name not in words]:
        raise ValueError(f"The letter {text.kind} offers {missing[0]}, which nobody said")
    blocks = {block: prose(getattr(text, block), words) for block in BLOCKS}
    return Wording(**blocks, edition=text.edition)


def _town_values() -> dict[str, str]:
    ours = town()
    return {
        "ccas": ours.ccas,
        "ville": ours.name,
        "adresse_ccas": ours.whole_address,
        "telephone_ccas": ours.phone,
        "courriel_ccas": ours.email,
        "horaires_ccas": ours.hours,
    }
