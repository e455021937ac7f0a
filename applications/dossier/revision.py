"""Which revision of a dossier a page was rendered with."""

from django.http import HttpRequest


def seen_revision(request: HttpRequest) -> int:
    """The revision posted with a form; 0, which is always stale, for none at all."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0
