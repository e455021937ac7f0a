"""Where the tests' database comes from: `DATABASE_URL`, else an embedded server of their own under `var/`."""

import os
from collections.abc import Iterator

import pytest

from harmonie.postgres import BASE_DIR, cluster, running


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """pytest-django asks for this before it creates the test database; a run without one starts no server."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with running(cluster(BASE_DIR)):
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The browser comes last: what is quick to fail fails first.

    Of several processes, one begins with the browser: else all would wait for it at the end.
    """
    is_shared_out = hasattr(config, "workerinput")
    items.sort(key=lambda item: (item.get_closest_marker("e2e") is not None) != is_shared_out)
