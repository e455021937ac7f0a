from collections.abc import Iterator

import pgtrigger
import pytest
from django.test import TransactionTestCase


@pytest.fixture(autouse=True, scope="session")
def _database_may_be_emptied_between_tests() -> Iterator[None]:
    """Our tables refuse TRUNCATE; a test that commits for real has to be swept away all the same."""
    sweep = TransactionTestCase._fixture_teardown

    def sweep_past_the_guards(case: TransactionTestCase) -> None:
        with pgtrigger.ignore():
            sweep(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", sweep_past_the_guards)
        yield
