"""What all tests share: strict templates, a swept database, a way to sign in."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db.backends.base.creation import BaseDatabaseCreation
from django.template import engines
from django.test import Client, TransactionTestCase

from harmonie.accounts.models import User

from .sweeping import sweep

pytest_plugins = ["tests.embedded"]
OUR_TEMPLATES = django_settings.BASE_DIR / "templates"


class Undefined(str):
    """Django's `string_if_invalid`: an undefined variable in a template of ours fails the test."""

    __slots__ = ()

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __mod__(self, variable: object) -> str:
        template = sys._getframe(1).f_locals["context"].render_context.template
        origin = template.origin.name if template else ""
        if "/" not in origin or OUR_TEMPLATES in Path(origin).parents:
            pytest.fail(f"{origin} uses the undefined variable {variable}")
        return ""


@pytest.fixture(scope="session", autouse=True)
def strict_templates() -> None:
    engines["django"].engine.string_if_invalid = Undefined("undefined")


@pytest.fixture(scope="session", autouse=True)
def _sweepable_database() -> Iterator[None]:
    """Tests that commit for real are swept our way; no copy of the rows in text is made before the first test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", sweep)
        patch.setattr(BaseDatabaseCreation, "serialize_db_to_string", lambda _: "[]")
        yield


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """`sign_in(user)`: a browser of their own."""

    def browser_of(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser_of


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="renew the pictures in docs/pictures")
    parser.addoption("--town", default="", help="the address of a running demonstration, for the browser tests")
