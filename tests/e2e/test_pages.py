"""Every kind of page, as every kind of person: accessible, no sideways scroll, nothing the CSP refuses."""

from collections import deque
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PEOPLE = ("partenaire", "social", "membre2", "presidence", "secretariat", "finance", "admin", "controle")
SETTLED = 250  # milliseconds
WIDE, NARROW, NARROWEST = (1440, 900), (390, 844), (320, 640)
NOT_PAGES = (
    "applications:simulation",
    "commission:voters",
    "commission:letter",
    "loans:document",
    "bilan_csv",
    "health",
)
PUBLIC = ("/compte/connexion/", "/compte/mot-de-passe/oublie/", "/simulateur/", "/accessibilite/", "/mentions-legales/")


def kind_of(address: str) -> str | None:
    """The name of the page at an address of ours; None for what is not a page of its own."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    name = found.view_name
    return None if name in NOT_PAGES or name.startswith(("account_", "mfa_")) else name


def one_of_each(page: Page, town: str) -> dict[str, str]:
    """Follows links from the home page until each kind of page has been seen once: its name, and where it is."""
    seen, waiting = {"home": "/"}, deque(["/"])
    while waiting:
        page.goto(waiting.popleft())
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        for link in links:
            kind = kind_of(link) if link.startswith(town) else None
            if kind and kind not in seen:
                seen[kind] = link.removeprefix(town)
                waiting.append(seen[kind])
    return seen


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with one page, wide and narrow, light and dark."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    wrong = []
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        return [f"{address}: {answer and answer.status}"]
    for scheme, (width, height) in (("light", WIDE), ("dark", WIDE), ("dark", NARROW), ("light", NARROW)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(SETTLED)  # what fades from one palette to the other is measured when it has
        wrong += [f"{address} {scheme} {width}: {each}" for each in violations(page)]
    for width, height in (NARROW, NARROWEST):
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{address}: {wide} px wide at {width}"] if wide > width else []
    return wrong + [f"{address}: {text}" for text in refused]


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{each['id']} on {', '.join(node['target'][0] for node in each['nodes'][:3])}" for each in found]


@pytest.mark.parametrize("account", PEOPLE)
def test_every_page_of_a_person(sign_in, town: str, account: str) -> None:
    page = sign_in(account)
    wrong = [
        fault for address in one_of_each(page, town).values() for fault in faults(page.context.new_page(), address)
    ]
    assert wrong == []


def test_every_public_page(page: Page, town: str) -> None:
    wrong = [fault for address in PUBLIC for fault in faults(page.context.new_page(), town + address)]
    assert wrong == []


def test_a_page_that_is_not_there(sign_in) -> None:
    page = sign_in("partenaire")
    assert page.goto("/prets/").status == 404
    assert violations(page) == []


def test_the_home_page_is_reached_and_left_by_keyboard(sign_in) -> None:
    page = sign_in("social")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#"), "the skip link comes first"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash")
