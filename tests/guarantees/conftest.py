import pytest

from tests.story import House, a_house


@pytest.fixture
def house(db: None) -> House:
    return a_house()
