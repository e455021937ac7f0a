"""What every page knows: the town, and whether this is the demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    return {"town": settings.TOWN, "is_demonstration": settings.DEMONSTRATION}
