"""The guide's Markdown as HTML: read by markdown-it, dressed as our pages are. Pure.

CommonMark with tables and without HTML: what looks like a tag is shown as it is written.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

type Address = Callable[[str], str]

READER = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")


class Heading(NamedTuple):
    """A heading of the page, and its anchor."""

    level: int
    text: str
    anchor: str


def render(text: str, *, address: Address) -> SafeString:
    """The HTML of a page without its title. `address` turns what a link or a picture names into where it is."""
    tokens = _without_title(READER.parse(text))
    _name_headings(tokens)
    _dress_tables(tokens)
    _frame_pictures(tokens)
    for token in _inner(tokens):
        _lead(token, address)
    return mark_safe(READER.renderer.render(tokens, READER.options, {}))  # noqa: S308 - it escapes every text


def headings(text: str) -> list[Heading]:
    """Every heading, in order."""
    tokens = READER.parse(text)
    return [
        Heading(int(token.tag[1:]), words, anchor(words))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
        for words in [_plain(tokens[place + 1])]
    ]


def anchor(words: str) -> str:
    """« Ouvrir un exercice » → ouvrir-un-exercice; an apostrophe parts two words."""
    return slugify(words.replace("’", " "))


def links(text: str) -> list[str]:
    """The pages that the links of a text name, without their anchors."""
    opened = (token for token in _inner(READER.parse(text)) if token.type == "link_open")
    return [str(token.attrGet("href")).partition("#")[0] for token in opened]


def _inner(tokens: Sequence[Token]) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or ())


def _plain(inline: Token) -> str:
    """The words alone."""
    return "".join(child.content for child in inline.children or ())


def _without_title(tokens: list[Token]) -> list[Token]:
    """The page shows its title itself: opening, words and closing are left out."""
    titles = [place for place, token in enumerate(tokens) if (token.type, token.tag) == ("heading_open", "h1")]
    left_out = {place + step for place in titles for step in range(3)}
    return [token for place, token in enumerate(tokens) if place not in left_out]


def _name_headings(tokens: Sequence[Token]) -> None:
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(_plain(tokens[place + 1])))


def _dress_tables(tokens: Sequence[Token]) -> None:
    """The first cell of a row names the row; those of the head name the columns."""
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            token.attrSet("class", "table table-tight")
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "td_open" and tokens[place - 1].type == "tr_open":
            token.tag = tokens[place + 2].tag = "th"
            token.attrSet("scope", "row")


def _frame_pictures(tokens: Sequence[Token]) -> None:
    """A paragraph that is a picture becomes a figure, which opens alone: a telephone can then enlarge it."""
    for place, token in enumerate(tokens):
        children = token.children or ()
        if [child.type for child in children] == ["image"]:
            children[0].attrSet("loading", "lazy")
            opened = Token("link_open", "a", 1, attrs={"href": str(children[0].attrGet("src"))})
            token.children = [opened, children[0], Token("link_close", "a", -1)]
            tokens[place - 1].tag = tokens[place + 1].tag = "figure"
            tokens[place - 1].attrSet("class", "guide-picture")


def _lead(token: Token, address: Address) -> None:
    for name in ("href", "src"):
        if target := token.attrGet(name):
            token.attrSet(name, address(str(target)))
