"""The database's whereabouts: `DATABASE_URL`, else an embedded PostgreSQL under `var/`."""

import contextlib
from collections.abc import Iterator
from pathlib import Path


def embedded_url(base_dir: Path) -> str:
    """The address of the embedded server's socket."""
    return f"postgresql://postgres@/harmonie?host={base_dir / 'var' / 'postgres'}"


@contextlib.contextmanager
def database_for_command(argv: list[str]) -> Iterator[None]:
    """Holds the embedded server for the length of one `manage.py` command."""
    yield
