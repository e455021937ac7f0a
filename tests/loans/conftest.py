import pytest

from .builders import NOW, a_clerk


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Every test of this room happens on Monday 23 November 2026, at ten."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def finance(client, db):
    """A browser in which a clerk of the finance desk is signed in; `finance.user` is that person."""
    client.user = a_clerk()
    client.force_login(client.user)
    return client
