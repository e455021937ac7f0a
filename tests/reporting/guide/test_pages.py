"""The guide: its pages open, their links and pictures exist, their French is as printed, every role finds its own."""

import fnmatch
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from harmonie import help_pages
from harmonie.accounts.roles import Role
from reporting.guide import markdown, pages
from tests.architecture.test_templates import BREAKS
from tests.builders import a_partner, a_user

EVERY = [pages.COVER, *sorted(pages.slugs())]
every_page = pytest.mark.parametrize("slug", EVERY)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)", re.DOTALL)


def text_of(slug: str) -> str:
    return (pages.TEXTS / f"{slug}.md").read_text(encoding="utf-8")


def anchors(slug: str) -> list[str]:
    return [heading.anchor for heading in markdown.headings(text_of(slug))]


@every_page
def test_every_link_and_picture_exists(slug: str):
    for target in LINK.findall(text_of(slug)):
        name, _, anchor = target.partition("#")
        if name.endswith(".png"):
            assert (pages.TEXTS / name).resolve().is_file(), f"{target}: renew it with --pictures"
        elif not urlsplit(target).scheme:
            page = name.removesuffix(".md") or slug
            assert page in EVERY, target
            assert not anchor or anchor in anchors(page), target


@every_page
def test_its_french_is_as_it_is_printed(slug: str):
    words = CODE.sub("¤", text_of(slug))
    assert not re.findall(r".{0,20}(?:[a-zé]'[a-zé]).{0,20}", words), "write ’"
    # One sentence a line, so that the end of a line is the end of a sentence or of a cell.
    assert not [line for line in words.splitlines() if BREAKS.search(re.sub(r"^\|.*\|$", "", line))]


@every_page
def test_its_markdown_is_what_we_draw(slug: str):
    drawn = re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", pages.page(slug).body, flags=re.DOTALL)
    left = re.findall(r"\*\*|`|\]\(|^#|<p>(?:- |\d+\. |&gt;|\|)|</p>\n<p>\s{2}", drawn, re.MULTILINE)
    assert left == []
    assert len(anchors(slug)) == len(set(anchors(slug))), "two headings of one page have the same words"


def test_every_page_is_reached_from_the_cover():
    seen, to_read = set(), [pages.COVER]
    while to_read:
        slug = to_read.pop()
        if slug not in seen:
            seen.add(slug)
            names = (target.partition("#")[0] for target in LINK.findall(text_of(slug)))
            to_read += [name.removesuffix(".md") for name in names if name.endswith(".md")]
    assert seen | {page.slug for page in pages.unlisted()} == set(EVERY)


def test_pictures_are_few_and_light():
    pictures = list(pages.PICTURES.glob("*.png"))
    named = {target.rpartition("/")[2] for slug in EVERY for target in LINK.findall(text_of(slug))}
    readme = (settings.BASE_DIR / "README.md").read_text()
    assert [path.name for path in pictures if path.name not in named and path.name not in readme] == []
    assert sum(path.stat().st_size for path in pictures) < 2_500_000


def names_of(resolver, room: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names_of(entry, f"{entry.namespace}:" if entry.namespace else room)
        elif entry.name:
            yield room + entry.name


def test_the_help_of_every_screen_leads_somewhere():
    names = set(names_of(get_resolver()))
    for screen, page in help_pages.TOLD:
        slug, _, anchor = page.partition("#")
        assert slug in EVERY, page
        assert not anchor or anchor in anchors(slug), page
        assert fnmatch.filter(names, screen), f"{screen} fits no screen any more"


def test_help_begins_with_what_is_particular():
    assert help_pages.told_on("loans:payment_files") == "fichiers-de-paiements"
    assert help_pages.told_on("loans:detail") == "finances"
    assert help_pages.told_on("letter_texts") == "ccas#changer-les-mots-d-une-lettre"
    assert help_pages.told_on("health") == ""
    with pytest.raises(NoReverseMatch):
        reverse("guide_page", args=["a/b"])


@pytest.mark.django_db
def test_everybody_finds_their_own_page(sign_in, django_assert_max_num_queries):
    for role, slug in pages.OF_ROLE.items():
        client = sign_in(a_user(role))
        cover = client.get("/aide/").content.decode()
        assert f"Votre page\u00a0: {pages.page(slug).title}" in cover
        with django_assert_max_num_queries(6):
            page = client.get(f"/aide/{slug}/").content.decode()
        assert f"<h1>{pages.page(slug).title}</h1>" in page
    assert set(pages.OF_ROLE) == set(Role)
    assert client.get("/aide/README/").status_code == 404
    assert client.get(f"/aide/{pages.TRIAL}/").status_code == 404, "its accounts are those of the demonstration"
    assert client.get("/aide/nulle-part/").status_code == 404
    assert client.get("/aide/images/nulle-part.png").status_code == 404
    assert client.get("/aide/images/..%2fguide%2fREADME.png").status_code == 404
    assert client.post("/aide/").status_code == 405
    picture = client.get("/aide/images/dossier.png")
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


@pytest.mark.django_db
def test_a_visitor_signs_in_first(client):
    assert client.get("/aide/").headers["Location"].startswith("/compte/connexion/")


@pytest.mark.django_db
def test_a_page_points_to_its_own_help(sign_in):
    partner = sign_in(a_user(Role.PARTNER, partner=a_partner())).get("/demandes/").content.decode()
    assert 'href="/aide/partenaire/"' in partner
    assert 'href="/aide/travailleur-social/"' in sign_in(a_user(Role.SOCIAL_WORKER)).get("/demandes/").content.decode()
