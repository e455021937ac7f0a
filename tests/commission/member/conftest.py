"""The same commission, seen by one of its members."""

from tests.commission.conftest import item, meeting, post, room

__all__ = ["item", "meeting", "post", "room"]
