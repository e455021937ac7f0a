"""A browser, and a town to walk through. `--pictures` renews the pictures of the documentation."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from .town import PASSWORD, a_town

# Playwright keeps an event loop in this thread; Django would take our own set-up and sweeping for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
type SignIn = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's chromium where there is one, else Playwright's own."""
    return {"args": list(QUIET), **({"executable_path": CHROMIUM} if CHROMIUM else {})}


@pytest.fixture(scope="session")
def town(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a running Harmonie with its demonstration, on a database beside the tests' own."""
    if running := request.config.getoption("town"):
        yield running
        return
    request.getfixturevalue("django_db_setup")
    with a_town(settings.DATABASES["default"]) as address:
        yield address


@pytest.fixture(scope="session")
def sessions() -> dict[str, StorageState]:
    """The cookies of everybody who signed in at the door, with scripts or without; for the browsers after the first."""
    return {}


@pytest.fixture
def sign_in(browser: Browser, town: str, sessions: dict[str, StorageState]) -> Iterator[SignIn]:
    """`sign_in("social")`: a page of that person's own browser, on their home page. Options are the context's."""
    contexts: list[BrowserContext] = []

    def signed_in(account: str, **options: object) -> Page:
        who = f"{account} {options.get('java_script_enabled', True)}"
        context = browser.new_context(base_url=town, locale="fr-FR", storage_state=sessions.get(who), **options)
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        if page.url != f"{town}/":
            pass_the_door(page, account)
            page.wait_for_url(f"{town}/")
            sessions[who] = context.storage_state()
        return page

    yield signed_in
    for context in contexts:
        context.close()


def pass_the_door(page: Page, account: str) -> None:
    page.get_by_label("Adresse électronique").fill(f"{account}@harmonie.example")
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
