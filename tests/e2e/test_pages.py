"""Every kind of page, for everybody: no accessibility violation, no sideways scroll, nothing refused by the CSP."""

from collections import deque
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import ConsoleMessage, Page

from .audit import settle, violations

type Look = tuple[str, tuple[int, int]]
PEOPLE = ("partenaire", "social", "membre2", "presidence", "secretariat", "finance", "admin", "controle")
WIDE, NARROW, NARROWEST = (1440, 900), (390, 844), (320, 640)
# Each palette and each width once: there are a hundred kinds of page, and two looks find what four would.
ALL_LOOKS: Sequence[Look] = (("light", WIDE), ("dark", NARROW))
NOT_PAGES = ("commission:desk_live", "health")  # parts of a page, and an answer for machines
PUBLIC = ("/compte/connexion/", "/compte/mot-de-passe/oublie/", "/simulateur/", "/accessibilite/", "/mentions-legales/")

# A kind of page is looked at from all sides for the first person who has it; for the others, as it opens.
looked_at: set[str] = set()
on_screen: dict[str, bool] = {}


def looks_at(kind: str) -> Sequence[Look]:
    first = kind not in looked_at or kind == "home"
    looked_at.add(kind)
    return ALL_LOOKS if first else ALL_LOOKS[:1]


def kind_of(address: str) -> str | None:
    """The name of the page at an address of ours; None for what is not a page of its own."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    name = found.view_name
    return None if name in NOT_PAGES or name.startswith(("account_", "mfa_")) else name


def walk(page: Page, town: str) -> Iterator[str]:
    """Opens the home page, then follows links until each kind of page was seen once. What is wrong with them."""
    seen, waiting = {"home"}, deque([("home", "/")])
    while waiting:
        kind, address = waiting.popleft()
        yield from faults(page, address, looks_at(kind))
        for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            found = kind_of(link) if link.startswith(town) else None
            if found and found not in seen:
                seen.add(found)
                if is_read_on_screen(page, found, link):
                    waiting.append((found, link.removeprefix(town)))


def is_read_on_screen(page: Page, kind: str, link: str) -> bool:
    """Whether a page stands there, rather than a file to keep."""
    if kind not in on_screen:
        on_screen[kind] = page.request.get(link).headers["content-type"].startswith("text/html")
    return on_screen[kind]


def faults(page: Page, address: str, looks: Sequence[Look]) -> list[str]:
    """What is wrong with one page, seen so."""
    refused: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        refused.extend([message.text] if message.type == "error" else [])

    page.on("console", hear)
    look_as(page, looks[0])
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        return [f"{address}: {answer and answer.status}"]
    wrong = [f"{address} {looks[0]}: {each}" for each in violations(page, looks[0])]
    for look in looks[1:]:
        look_as(page, look)
        settle(page)
        wrong += [f"{address} {look}: {each}" for each in violations(page, look)]
    for width, height in (NARROW, NARROWEST):
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{address}: {wide} px wide at {width}"] if wide > width else []
    page.remove_listener("console", hear)
    return wrong + [f"{address}: {text}" for text in refused]


def look_as(page: Page, look: Look) -> None:
    scheme, (width, height) = look
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("account", PEOPLE)
def test_every_page_of_a_person(sign_in, town: str, account: str) -> None:
    assert list(walk(sign_in(account), town)) == []


def test_every_public_page(page: Page, town: str) -> None:
    wrong = []
    for address in PUBLIC:
        wrong += faults(page, town + address, ALL_LOOKS)
    assert wrong == []


def test_a_page_that_is_not_there(sign_in) -> None:
    page = sign_in("partenaire")
    assert page.goto("/prets/").status == 404
    assert violations(page) == []


def test_the_first_tab_skips_to_the_content(sign_in) -> None:
    page = sign_in("social")
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target.startswith("#")
    assert page.locator(target).count() == 1
