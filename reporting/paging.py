"""Lists page by key: the address holds the last key seen, whatever came since."""

from django.http import HttpRequest


def key_asked(request: HttpRequest) -> int:
    """`?apres=` as a key of the database, 0 when it is none."""
    given = request.GET.get("apres", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
