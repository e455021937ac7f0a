from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connection


@pytest.fixture
def run_elsewhere() -> Callable[[Callable[[], object]], None]:
    """`run_elsewhere(action)`: on a connection of its own, to its end."""

    def run(action: Callable[[], object]) -> None:
        def there() -> None:
            try:
                action()
            finally:
                connection.close()

        thread = Thread(target=there)
        thread.start()
        thread.join(20)
        assert not thread.is_alive()

    return run
