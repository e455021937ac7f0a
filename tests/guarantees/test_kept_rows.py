"""Guarantees 3 to 10: tables whose rows are only added, or never removed, all attacked with the same statements."""

import pgtrigger
import pytest
from django.db import models

from harmonie.registry.models import AccessEntry
from tests.story import House, a_whole_story

from .attack import refused, sql, table
from .registry import triggers


@pytest.fixture
def story(house: House) -> House:
    """Something in every table."""
    a_whole_story(house)
    return house


def tables_with(ending: str) -> list[tuple[type[models.Model], str]]:
    return [(model, trigger.name) for model, trigger in triggers(ending) if not trigger.name.startswith("history_")]


def a_row(model: type[models.Model]) -> models.Model:
    row = model._base_manager.first()
    assert row is not None, f"a_whole_story() leaves {model._meta.label} empty"
    return row


def test_rows_are_only_added(story: House, subtests: pytest.Subtests) -> None:
    for model, name in tables_with("_append_only"):
        with subtests.test(model._meta.label):
            row = a_row(model)
            column = next(field.column for field in model._meta.local_fields if not field.primary_key)
            with refused(name, row):
                sql(f"UPDATE {table(row)} SET {column} = {column} WHERE id = %s", row.pk)
            with refused(name, row):
                sql(f"DELETE FROM {table(row)} WHERE id = %s", row.pk)


def test_rows_are_never_deleted(story: House, subtests: pytest.Subtests) -> None:
    for model, name in tables_with("_never_deleted"):
        with subtests.test(model._meta.label):
            row = a_row(model)
            with refused(name, row):
                sql(f"DELETE FROM {table(row)} WHERE id = %s", row.pk)


@pytest.mark.parametrize(("model", "trigger"), triggers("_never_emptied"), ids=lambda part: getattr(part, "name", None))
def test_tables_are_never_emptied(db: None, model: type[models.Model], trigger: pgtrigger.Trigger) -> None:
    with refused(trigger.name):
        sql(f"TRUNCATE {table(model)} CASCADE")


def test_contexts_of_the_history_are_never_emptied(db: None) -> None:
    with refused("history_context_kept"):
        sql("TRUNCATE pghistory_context CASCADE")


def test_who_opened_what_stays(story: House) -> None:
    entry = a_row(AccessEntry)
    with refused("accessentry_append_only", entry):
        AccessEntry.objects.filter(pk=entry.pk).update(reference="2026-9999")
