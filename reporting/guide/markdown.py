"""The little Markdown that the guide is written in, as HTML. Pure: a text in, escaped HTML out.

Headings, paragraphs, lists of one level, tables, code, pictures, bold, italic and links; a rule of the guide's own test
refuses anything else (docs/decisions/the-guide.md). Nothing of the text reaches the page unescaped.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

type Address = Callable[[str], str]

HEADING = re.compile(r"(#{1,3}) (.+)")
ITEM = re.compile(r"(?:- |\d+\. )(.+)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
INLINE = re.compile(r"`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)")
RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


class Heading(NamedTuple):
    """A heading of the page, and its anchor."""

    level: int
    text: str
    anchor: str


def render(text: str, *, address: Address) -> SafeString:
    """The HTML of a page without its title. `address` turns what a link or a picture names into where it is."""
    return mark_safe("\n".join(_block(block, address) for block in blocks(text) if not block.startswith("# ")))  # noqa: S308


def headings(text: str) -> list[Heading]:
    """Every heading, in order; anchors are unique."""
    found: list[Heading] = []
    for block in blocks(text):
        if match := HEADING.fullmatch(block):
            words = plain(match[2])
            found.append(Heading(len(match[1]), words, anchor(words)))
    return found


def anchor(words: str) -> str:
    """« Ouvrir un exercice » → ouvrir-un-exercice; an apostrophe parts two words."""
    return slugify(words.replace("’", " "))


def links(text: str) -> list[str]:
    """What the links of a text name."""
    return [match[5].partition("#")[0] for match in INLINE.finditer(text) if match[5]]


def plain(text: str) -> str:
    """The words alone."""
    return INLINE.sub(lambda match: next(part for part in match.groups() if part), text)


def blocks(text: str) -> Iterator[str]:
    """The blocks of a text, each with its lines: blank lines part them, and so does a heading, but not within code."""
    held: list[str] = []
    in_code = False
    for line in text.splitlines():
        fence = line.startswith("```")
        alone = not in_code and (HEADING.fullmatch(line) or _begins_list(line, held))
        if held and not in_code and (not line.strip() or fence or alone or HEADING.fullmatch(held[-1])):
            yield "\n".join(held)
            held = []
        if line.strip() or in_code:
            held.append(line)
        in_code = in_code != fence
    if held:
        yield "\n".join(held)


def _begins_list(line: str, held: list[str]) -> bool:
    """A list may follow its sentence without a blank line."""
    return bool(ITEM.match(line)) and bool(held) and not ITEM.match(held[0])


def _block(block: str, address: Address) -> SafeString:
    lines = block.splitlines()
    if match := HEADING.fullmatch(block):
        words, level = plain(match[2]), len(match[1])
        return format_html('<h{} id="{}">{}</h{}>', level, anchor(words), _inline(match[2], address), level)
    if lines[0].startswith("```"):
        inside = [line for line in lines[1:] if not line.startswith("```")]
        return format_html("<pre><code>{}</code></pre>", "\n".join(inside))
    if match := PICTURE.fullmatch(block):
        return format_html(
            '<figure class="guide-picture"><img src="{}" alt="{}" loading="lazy"></figure>',
            address(match[2]),
            match[1],
        )
    if ITEM.match(lines[0]):
        return _list(lines, address)
    if len(lines) > 1 and RULE.fullmatch(lines[1]):
        return _table(lines, address)
    return format_html("<p>{}</p>", _inline(" ".join(lines), address))


def _list(lines: list[str], address: Address) -> SafeString:
    items: list[str] = []
    for line in lines:
        if match := ITEM.match(line):
            items.append(match[1])
        else:
            items[-1] += f" {line.strip()}"
    inside = format_html_join("", "<li>{}</li>", ((_inline(item, address),) for item in items))
    return format_html("<{0}>{1}</{0}>", "ul" if lines[0].startswith("- ") else "ol", inside)


def _table(lines: list[str], address: Address) -> SafeString:
    def cells(line: str) -> list[str]:
        return [cell.strip() for cell in line.strip("|").split("|")]

    head = format_html_join("", '<th scope="col">{}</th>', ((_inline(cell, address),) for cell in cells(lines[0])))
    rows = (
        (
            _inline(first, address),
            format_html_join("", "<td>{}</td>", ((_inline(cell, address),) for cell in others)),
        )
        for first, *others in map(cells, lines[2:])
    )
    body = format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', rows)
    return format_html(
        '<table class="table table-tight"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', head, body
    )


def _inline(text: str, address: Address) -> SafeString:
    """Code first, so that nothing inside it is read; what bold and links hold is read in its turn."""
    done, at = [], 0
    for match in INLINE.finditer(text):
        done.append(escape(text[at : match.start()]))
        code, bold, italic, words, target = match.groups()
        if code:
            done.append(format_html("<code>{}</code>", code))
        elif words:
            done.append(format_html('<a href="{}">{}</a>', address(target), _inline(words, address)))
        else:
            tag = "strong" if bold else "em"
            done.append(format_html("<{0}>{1}</{0}>", tag, _inline(bold or italic, address)))
        at = match.end()
    return mark_safe("".join([*done, escape(text[at:])]))  # noqa: S308 - every piece is escaped above
