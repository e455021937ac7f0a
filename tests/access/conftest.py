"""The world of the files that read every address: built once a file, rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.not_found import bare_not_found

from .world import World, a_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: object) -> Iterator[World]:
    """In a transaction that every request of the file is rolled back into."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = a_world()
        built.sign_everybody_in()
        yield built
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def no_page_for_what_is_not_there() -> Iterator[None]:
    with bare_not_found():
        yield
