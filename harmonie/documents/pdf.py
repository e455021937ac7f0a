"""HTML to PDF. The only import of WeasyPrint in the house."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import get_template, render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.html import conditional_escape
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from harmonie.town.queries import logo_of, town

# A name that never resolves. It must look like the web: relative addresses are joined to nothing else.
PREFIX = "https://static.invalid/"
LOGO = PREFIX + "logo/"  # and its SHA-256: the one picture that is not a static file


class StaticOnly(URLFetcher):
    """Reads our own static files, the CCAS's logo and nothing else: no network, no file of the machine."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(LOGO) and (logo := logo_of(url.removeprefix(LOGO))):
            return URLFetcherResponse(url, bytes(logo.content), headers={"Content-Type": logo.media_type})
        path = finders.find(url.removeprefix(PREFIX)) if url.startswith(PREFIX) else None
        if not path:
            raise ValueError(f"A document may only use our own static files, not {url}")
        return URLFetcherResponse(url, Path(path).read_bytes())


@cache
def _workshop() -> tuple[URLFetcher, FontConfiguration, CSS]:
    """One fetcher, one font set and one parsed style sheet per process: each costs more than a page."""
    fetcher, fonts = StaticOnly(fail_on_errors=True), FontConfiguration()
    return (
        fetcher,
        fonts,
        CSS(url=PREFIX + "paper.css", url_fetcher=fetcher, font_config=fonts),
    )


class Paper(bytes):
    """A rendered document, and the version of the free paragraphs that it prints, when somebody wrote them."""

    edition = ""


def render_pdf(template_name: str, context: dict[str, Any], *, must_say: Sequence[str] = ()) -> Paper:
    """One tagged PDF/UA document. Slow (about 0.2 s a page): never call it while holding a lock.

    A font or picture that cannot be read is an error: a letter never goes out in another face than ours.
    `must_say` holds sentences without which the document must not exist; `ValueError` when the template lost one.
    """
    fetcher, fonts, paper = _workshop()
    text = render_to_string(template_name, {"town": SimpleLazyObject(town), **context})
    if missing := [sentence for sentence in must_say if conditional_escape(sentence) not in text]:
        raise ValueError(f"{template_name} must say: {missing[0]}")
    page = HTML(string=text, base_url=PREFIX, url_fetcher=fetcher)
    made = Paper(page.write_pdf(stylesheets=[paper], font_config=fonts, pdf_variant="pdf/ua-1"))
    made.edition = context["wording"].edition if "wording" in context else ""
    return made


@cache
def template_version(template_name: str) -> str:
    """The first 12 hex digits of the template source's SHA-256: which text was in force."""
    source = Path(get_template(template_name).template.origin.name).read_bytes()  # type: ignore[attr-defined]
    return hashlib.sha256(source).hexdigest()[:12]
