"""The demonstration is told once for all tests of this folder, around a fixed day, and rolled back after them."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction

from demonstration.load import load
from demonstration.story import Story

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="package")
def story(django_db_setup: None, django_db_blocker: object) -> Iterator[Story]:
    with django_db_blocker.unblock(), transaction.atomic():
        told = load(TODAY)
        connection.check_constraints()  # once: else every test's end would check the whole story again
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def told(story: Story, db: None) -> Story:
    """The story, in a transaction of the test's own."""
    return story
