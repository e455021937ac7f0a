"""The demonstration is told once for all tests of this folder, around a fixed day, and rolled back after them."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction

from demonstration import people, pilot_2007, schemes
from demonstration.load import load
from demonstration.story import Story

from .snapshot import snapshot

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="package")
def pilot_told_before(django_db_setup: None, django_db_blocker: object) -> list[tuple]:
    """The pilot, told in a transaction that was rolled back before the story was told."""
    with django_db_blocker.unblock(), transaction.atomic():
        pilot_2007.tell(Story(people.settle_in(), schemes.vote(TODAY)))
        told = snapshot(2007)
        transaction.set_rollback(True)
    return told


@pytest.fixture(scope="package")
def story(pilot_told_before: list[tuple], django_db_blocker: object) -> Iterator[Story]:
    with django_db_blocker.unblock(), transaction.atomic():
        told = load(TODAY)
        connection.check_constraints()  # once: else every test's end would check the whole story again
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def told(story: Story, db: None) -> Story:
    """The story, in a transaction of the test's own."""
    return story
