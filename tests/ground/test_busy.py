"""Two people at one row: whoever waited too long is told so."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection, transaction
from django.test import RequestFactory
from psycopg import errors

from harmonie.middleware import BUSY, SaysWhenBusy


def answered(exception: Exception):
    request = RequestFactory().post("/prets/")
    request.user = AnonymousUser()
    return SaysWhenBusy(lambda _: None).process_exception(request, exception)


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError("lost")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("kind", BUSY)
def test_a_lost_wait_is_a_sentence(kind: type[Exception]):
    response = answered(caused_by(kind()))
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "Rien n’a été fait de votre côté" in response.content.decode()


def test_any_other_error_stays_an_incident():
    assert answered(caused_by(errors.DiskFull())) is None
    assert answered(ValueError()) is None


@pytest.mark.django_db
def test_what_postgresql_raises_is_recognised():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 10")
        with pytest.raises(OperationalError) as caught, transaction.atomic():
            cursor.execute("SELECT pg_sleep(1)")
    assert answered(caught.value).status_code == 503
