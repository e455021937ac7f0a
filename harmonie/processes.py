"""Child processes that never outlive the one that started them."""

import ctypes
import os
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def die_with_parent(signal: int) -> Callable[[], None]:
    """A `preexec_fn` by which Linux sends the child this signal when its parent ends, killed or not."""
    parent = os.getpid()

    def follow() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
        if os.getppid() != parent:  # it ended before we asked
            os._exit(1)

    return follow
