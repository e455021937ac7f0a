"""One commission, its open meeting and its case: what most of the room's tests begin with."""

import uuid

import pytest

from .builders import Commission, a_commission, an_open_meeting


@pytest.fixture
def room(db) -> Commission:
    return a_commission()


@pytest.fixture
def meeting(room):
    return an_open_meeting(room)


@pytest.fixture
def item(meeting):
    return meeting.items.get()


@pytest.fixture
def post(sign_in):
    """`post(user, address, **fields)`: a form sent once."""

    def send(user, address, /, *, token=None, **fields):
        return sign_in(user).post(address, {"once": str(token or uuid.uuid4()), **fields})

    return send
