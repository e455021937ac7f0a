"""The fixtures of the room, for its minutes."""

from tests.commission.conftest import post, room

__all__ = ["post", "room"]
