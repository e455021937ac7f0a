"""What a letter's paragraphs may say. Pure."""

from collections.abc import Iterator

from .kinds import LETTERS, LetterKind, names_of
from .markdown import stray_brace, unknown_names, used_names


def refusals(kind: LetterKind, text: str) -> Iterator[str]:
    """Why one paragraph cannot be kept, one French sentence a fault."""
    known = {name.name: name for name in names_of(kind)}
    offered = ", ".join(name.written for name in known.values())
    for name in unknown_names(text, known):
        wrong = f"«\u202f{{{name[:40]}}}\u202f»"
        yield f"{wrong} n’est pas un nom que cette lettre connaît. Choisissez parmi ceux-ci\u00a0: {offered}."
    if line := stray_brace(text):
        yield f"Une accolade est seule, ligne {line}\u00a0: un nom s’écrit entre deux accolades."


def missing(kind: LetterKind, texts: Iterator[str] | list[str]) -> Iterator[str]:
    """What this letter must name somewhere in its paragraphs, and does not."""
    used = {name for text in texts for name in used_names(text)}
    says = {name.name: name.says for name in names_of(kind)}
    for name in LETTERS[kind].needs:
        if name not in used:
            yield f"Cette lettre doit dire {says[name]}\u00a0: écrivez {{{name}}} dans un des paragraphes."
