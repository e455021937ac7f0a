"""Where the tests' database comes from (`DATABASE_URL`, else a server under `var/`), and which process runs what."""

import os
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.db import connection
from xdist.scheduler import LoadScopeScheduling

from harmonie.postgres import BASE_DIR, cluster, running

from .template import template_of

ARCHITECTURE = BASE_DIR / "tests" / "architecture"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """pytest-django asks for this before it creates the test database; a run without one starts no server."""
    with nullcontext() if os.environ.get("DATABASE_URL") else running(cluster(BASE_DIR)):
        connection.settings_dict["TEST"]["TEMPLATE"] = template_of(connection.settings_dict)
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The browser comes last: what is quick to fail fails first.

    Of several processes, one begins with the browser: else all would wait for it at the end. Before it comes what needs
    no database, which is still being made.
    """
    is_shared_out = hasattr(config, "workerinput")
    items.sort(key=lambda item: (item.get_closest_marker("e2e") is not None) != is_shared_out)
    items.sort(key=lambda item: ARCHITECTURE not in item.path.parents)


class OneTownEach(LoadScopeScheduling):
    """Shares the tests out one by one, but those that walk through one town, or hear one story, go together."""

    TOGETHER = ("tests/e2e/", "tests/demonstration/", "tests/access/test_matrix", "tests/access/test_sealed")

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in self.TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> OneTownEach:
    return OneTownEach(config, log)
