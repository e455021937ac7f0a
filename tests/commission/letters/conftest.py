"""The fixtures of the room, for its letters."""

from tests.commission.conftest import post, room

__all__ = ["post", "room"]
