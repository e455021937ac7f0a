"""How the tests of this folder go behind the models: with the application's own account, and bare SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction


def sql(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def table(row: models.Model | type[models.Model]) -> str:
    return row._meta.db_table


def facts(row: models.Model) -> dict[str, Any]:
    return type(row)._base_manager.filter(pk=row.pk).values().get()


@contextmanager
def refused(name: str, *unchanged: models.Model) -> Iterator[None]:
    """What happens inside is refused by the constraint or trigger `name`, at once or when it would be committed."""
    before = [facts(row) for row in unchanged]
    with pytest.raises(DatabaseError) as caught, transaction.atomic():  # noqa: PT012 - some refuse at the commit
        yield
        connection.check_constraints()
    assert refusal_of(caught.value) == name, caught.value
    assert [facts(row) for row in unchanged] == before


def refusal_of(error: BaseException) -> str:
    """The name under which PostgreSQL refused."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return (diagnosis and diagnosis.constraint_name) or str(error)
