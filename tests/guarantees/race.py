"""Two people at once, on two real connections."""

from collections.abc import Callable
from threading import Thread

from django.db import connection, transaction

WHILE_BLOCKED = 0.4  # seconds


class Runner(Thread):
    """Runs `action` on a connection of its own, and keeps what it raised."""

    def __init__(self, action: Callable[[], object], isolation: str) -> None:
        super().__init__(daemon=True)
        self.action, self.isolation, self.error = action, isolation, None

    def run(self) -> None:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {self.isolation}")
                    cursor.execute("SELECT 1 FROM accounts_user LIMIT 1")  # the snapshot, where there is only one
                self.action()
        except Exception as error:
            self.error = error
        finally:
            connection.close()


def overtaken(
    first: Callable[[], object], second: Callable[[], object], *, isolation: str = "READ COMMITTED"
) -> Exception | None:
    """Starts `second` while `first` is done but not committed; what `second` raised once `first` was.

    Asserts that `second` waited: otherwise neither would have seen the other.
    """
    with transaction.atomic():
        first()
        runner = Runner(second, isolation)
        runner.start()
        runner.join(WHILE_BLOCKED)
        assert runner.is_alive(), f"the second one did not wait: {runner.error}"
    runner.join(10)
    assert not runner.is_alive()
    return runner.error
