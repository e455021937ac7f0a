"""The little that a text may use: `##` titles, paragraphs, `-` lists, `**bold**`, and names in braces. Pure.

Nothing is run and nothing else is understood: whatever is typed or filled in comes out escaped.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

PIECE = re.compile(r"(\*\*|\{[^{}\n]*\})")
NAME = re.compile(r"\{([^{}\n]*)\}")


class Article(NamedTuple):
    """One article: its title and its lines, blank ones between paragraphs."""

    title: str
    lines: tuple[str, ...]


class Printed(NamedTuple):
    """One article as HTML, numbered from 1."""

    number: int
    title: SafeString
    body: SafeString


def articles(text: str) -> Iterator[Article]:
    """The text cut at its titles; what stands before the first one has none."""
    title = ""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("##"):
            if title or any(lines):
                yield Article(title, tuple(lines))
            title, lines = line.lstrip("# ").strip(), []
        else:
            lines.append(line.strip())
    if title or any(lines):
        yield Article(title, tuple(lines))


def printed(text: str, values: Mapping[str, str]) -> list[Printed]:
    """The articles as HTML. `values` gives each name its words; one without any stays as it is written."""
    return [
        Printed(number, _inline(article.title, values), _body(article.lines, values))
        for number, article in enumerate(articles(text), start=1)
    ]


def prose(text: str, values: Mapping[str, str]) -> SafeString:
    """The same as one piece of HTML, its titles `<h2>` and not numbered."""
    pieces = [(f"<h2>{one.title}</h2>" if one.title else "") + one.body for one in printed(text, values)]
    return mark_safe("".join(pieces))  # noqa: S308 — every piece of it went through escape()


def _body(lines: tuple[str, ...], values: Mapping[str, str]) -> SafeString:
    blocks: list[str] = []
    for is_list, block in _blocks(lines):
        if is_list:
            items = "".join(f"<li>{_inline(line[1:].strip(), values)}</li>" for line in block)
            blocks.append(f"<ul>{items}</ul>")
        else:
            blocks.append(f"<p>{_inline(' '.join(block), values)}</p>")
    return mark_safe("".join(blocks))  # noqa: S308 — every piece of it went through escape()


def _blocks(lines: tuple[str, ...]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines of one kind: a list, or a paragraph."""
    block: list[str] = []
    for line in (*lines, ""):
        is_list = line.startswith("- ")
        if block and (not line or is_list != block[0].startswith("- ")):
            yield block[0].startswith("- "), block
            block = []
        if line:
            block.append(line)


def _inline(text: str, values: Mapping[str, str]) -> SafeString:
    html, is_bold = [], False
    for piece in PIECE.split(text):
        if piece == "**":
            html.append("</strong>" if is_bold else "<strong>")
            is_bold = not is_bold
        else:
            name = NAME.fullmatch(piece)
            html.append(escape(values.get(name[1], piece) if name else piece))
    if is_bold:
        html.append("</strong>")
    return mark_safe("".join(html))  # noqa: S308 — every piece of it went through escape()


def used_names(text: str) -> list[str]:
    """The names in braces, as they are written."""
    return NAME.findall(text)


def unknown_names(text: str, known: Collection[str]) -> list[str]:
    return [name for name in dict.fromkeys(used_names(text)) if name not in known]


def stray_brace(text: str) -> int:
    """The number of the first line that holds a brace which is part of no name; 0 for none."""
    for number, line in enumerate(text.splitlines(), start=1):
        if set(NAME.sub("", line)) & set("{}"):
            return number
    return 0
