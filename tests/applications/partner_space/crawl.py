"""Everything a person can reach: every link from the first page on, read to the end."""

import re

from django.test import Client

LINK = re.compile(r'(?:href|hx-get|action)="(/[^"#]*|\?[^"#]*)')
# Signing out ends the walk; the session's own account pages show nobody else's facts.
LEFT_OUT = ("/compte/deconnexion/", "/static/", "/theme/")
# What differs from one rendering of a page to the next.
TOKENS = re.compile(r'(name="(?:csrfmiddlewaretoken|once|jeton)" value="[^"]*")|("X-CSRFToken": "[^"]*")')


def text_of(client: Client, path: str) -> str:
    """A page as it reads, without the tokens that differ each time."""
    response = client.get(path)
    body = b"".join(response) if response.streaming else response.content
    return TOKENS.sub("", body.decode(errors="replace"))


def reached(client: Client, start: str = "/") -> dict[str, str]:
    """The text of every page that links lead to, by its address."""
    pages: dict[str, str] = {}
    to_read = [start]
    while to_read:
        path = to_read.pop()
        if path in pages or path.startswith(LEFT_OUT):
            continue
        pages[path] = text_of(client, path)
        here = path.split("?")[0]
        to_read += [here + link if link.startswith("?") else link for link in _links(pages[path])]
    return pages


def _links(page: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in LINK.findall(page)]
