"""What every page knows: the town, whether this is the demonstration, the colours chosen."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from harmonie.town.queries import town

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


def house(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "town": SimpleLazyObject(town),
        "is_demonstration": settings.DEMONSTRATION,
        "theme": theme if theme in THEMES else "",
    }
