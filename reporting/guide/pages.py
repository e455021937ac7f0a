"""The pages of the guide, read from docs/guide: what people read here is what the repository holds."""

from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from . import markdown

TEXTS = settings.BASE_DIR / "docs" / "guide"
PICTURES = settings.BASE_DIR / "docs" / "pictures"
COVER = "README"
TRIAL = "demonstration"  # a tour with invented accounts: a real town is not shown it
# Whoever holds several roles begins with the first of these.
OF_ROLE = {
    Role.PARTNER: "partenaire",
    Role.SOCIAL_WORKER: "travailleur-social",
    Role.CHAIR: "presidence",
    Role.SECRETARY: "secretariat",
    Role.FINANCE: "finances",
    Role.ADMINISTRATOR: "administration",
    Role.COMMISSION_MEMBER: "membre",
    Role.AUDITOR: "controle",
}


class Page(NamedTuple):
    """One page of the guide."""

    slug: str
    title: str
    body: SafeString
    parts: list[markdown.Heading]


@cache
def slugs() -> frozenset[str]:
    """Every page there is, the cover apart."""
    return frozenset(path.stem for path in TEXTS.glob("*.md") if path.stem != COVER)


def is_shown(slug: str) -> bool:
    """Whether there is such a page to read here."""
    return slug in slugs() and (slug != TRIAL or settings.DEMONSTRATION)


@cache
def page(slug: str) -> Page:
    """The page of this name, which must be one of `slugs()` or the cover."""
    text = _text(slug)
    title, *parts = markdown.headings(text)
    body = markdown.render(text, address=address)
    return Page(slug, title.text, body, [part for part in parts if part.level == 2])


def _text(slug: str) -> str:
    return (TEXTS / f"{slug}.md").read_text(encoding="utf-8")


def address(target: str) -> str:
    """Where a link of the guide leads: another page of it, a picture, or the address as it is written."""
    name, _, anchor = target.partition("#")
    at = f"#{anchor}" if anchor else ""
    if name.endswith(".png"):
        return reverse("guide_picture", args=[name.rpartition("/")[2].removesuffix(".png")])
    if name.endswith(".md"):
        slug = name.removesuffix(".md")
        return (reverse("guide") if slug == COVER else reverse("guide_page", args=[slug])) + at
    return target


@cache
def unlisted() -> list[Page]:
    """Subjects that the cover's text does not name, by title: the cover lists them after it."""
    named = set(markdown.links(_text(COVER)))
    return sorted((page(slug) for slug in slugs() if f"{slug}.md" not in named), key=lambda found: found.title)


def own_pages(user: User) -> list[Page]:
    """The pages of this person's roles, in order."""
    return [page(slug) for role, slug in OF_ROLE.items() if user.holds(role)]
