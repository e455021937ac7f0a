"""No inline style or script (the CSP forbids them), no orphan template, and French as it is printed."""

import re
from functools import cache
from pathlib import Path

import pytest

from .source import ROOT, is_migration, modules, relative, sentences, templates

NARROW = "\u202f"
NO_BREAK = "\u00a0"
CODE = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}|<!--.*?-->|<[^>]+>|&[a-z]+;", re.DOTALL)
# Read by a library under a name of its own, or by Django when something goes wrong.
FOUND_BY_NAME = ("templates/account/", "templates/mfa/", "templates/allauth/", "templates/harmonie/")
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
MAIL = re.compile(r"mail/[a-z_]+$")
every_template = pytest.mark.parametrize("path", templates(), ids=relative)


def prose(path: Path) -> str:
    """What a person reads: the template without its tags, of either kind."""
    return CODE.sub("¤", path.read_text())


@every_template
def test_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<style\b", text), "put it in static/theme.css"
    assert not re.search(r"\sstyle\s*=", text), "use a class, or SVG attributes for sizes"
    assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", text), "put it in a file under static/"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "listen in a script file"
    assert "javascript:" not in text
    assert "formmethod" not in text, (
        "what is posted would stand in an address, with its tokens: name the button instead"
    )


@every_template
def test_tables_that_stack_on_a_phone_keep_their_roles(path: Path) -> None:
    tables = re.findall(r"<table\b[^>]*\btable-(?:cards|stack)\b[^>]*>", path.read_text())
    assert all('role="table"' in table for table in tables), "display takes the roles away: write them down"


@cache
def named_in_code() -> list[re.Pattern[str]]:
    """The template names written in Python, with anything where an f-string puts a value."""
    said = {text for path in modules() for text in sentences(path)}
    # A mail is named once for its two texts.
    names = {
        name if name.endswith(".html") else f"{name}.html"
        for name in said
        if name.endswith(".html") or MAIL.match(name)
    }
    return [re.compile(re.escape(name).replace("¤", "[a-z_]+")) for name in names]


@cache
def named_in_templates() -> str:
    return "\n".join(path.read_text() for path in templates())


@every_template
def test_every_template_is_used(path: Path) -> None:
    name = path.relative_to(ROOT / "templates").as_posix()
    if name in ERROR_PAGES or relative(path).startswith(FOUND_BY_NAME):
        return
    shown = any(pattern.fullmatch(name) for pattern in named_in_code())
    assert shown or re.search(rf"[\"']{re.escape(name)}[\"'#]", named_in_templates()), f"{name}: nobody shows it"


@every_template
def test_apostrophes_are_typographic(path: Path) -> None:
    wrong = re.findall(r"\w+'\w+", prose(path))
    assert wrong == [], "write ’ (U+2019)"


@every_template
def test_spaces_before_punctuation_do_not_break(path: Path) -> None:
    text = prose(path)
    assert re.findall(r"\S+[ \n][;!?%€»](?=[\s<,.)]|$)", text) == [], "write a narrow no-break space (U+202F)"
    assert re.findall(r"«[ \n]", text) == [], "write a narrow no-break space (U+202F)"
    assert re.findall(r"\w+ :(?=\s)", text) == [], "write a no-break space (U+00A0) before a colon"
    assert re.findall(r"\bn° \w", text) == [], "write a no-break space (U+00A0)"


FRENCH = re.compile(r"[éèêàçùôîûâ’€«]")
NOT_PROSE = re.compile(r"SELECT |%\(")  # a query, a format
BREAKS = re.compile(r"\S [;!?%€»](?:\W|$)|« |\w :(?:\s|$)|n° \d|\d \d{3}\b")


@pytest.mark.parametrize("path", [path for path in modules() if not is_migration(path)], ids=relative)
def test_sentences_in_the_code_are_french_typography(path: Path) -> None:
    french = [text for text in sentences(path) if FRENCH.search(text) and not NOT_PROSE.search(text)]
    wrong = [text for text in french if BREAKS.search(text) or re.search(r"[a-zé]'[a-zé]", text)]
    assert wrong == [], "write ’, \\u202f before ; ! ? % € » and between thousands, \\u00a0 before a colon"
