"""The limits of sign-in are counted in the database, by all processes together."""

import pytest
from django.conf import settings
from django.core.cache.backends.db import DatabaseCache
from django.test import Client
from django.urls import reverse

from tests.builders import a_user


@pytest.fixture
def shared(settings: object) -> DatabaseCache:
    settings.CACHES = {"default": settings.SHARED_CACHE}
    return DatabaseCache(settings.SHARED_CACHE["LOCATION"], {})


@pytest.mark.django_db
def test_what_one_process_counts_another_reads(shared: DatabaseCache):
    shared.set("essais", [1, 2], 60)
    assert DatabaseCache(settings.SHARED_CACHE["LOCATION"], {}).get("essais") == [1, 2]
    shared.delete("essais")
    assert shared.get("essais") is None


@pytest.mark.django_db
def test_too_many_wrong_passwords_are_stopped_by_it(shared: DatabaseCache):
    user = a_user()
    typed = {"login": user.email, "password": "non"}
    answers = [Client().post(reverse("account_login"), typed) for _ in range(11)]
    assert "Trop d’essais" in answers[-1].content.decode() or answers[-1].status_code == 429
