"""Lines added and removed by plain buttons, so that they work without a script and lose nothing typed."""

from django import forms
from django.http import HttpRequest

from .forms import MAX_ROWS, Rows, rows_of

ADD, REMOVE = "ajouter-", "retirer-"


def pressed(request: HttpRequest) -> bool:
    """Whether a line's button was pressed, rather than the page saved."""
    return any(name.startswith((ADD, REMOVE)) for name in request.POST)


def rows_for(
    request: HttpRequest,
    form: type[forms.Form],
    kind: type[Rows],
    prefix: str,
    saved: list[dict[str, object]],
) -> Rows:
    """The lines of `prefix`: as saved, as posted, or as typed with one line more or less."""
    if request.method != "POST":
        return rows_of(form, kind, extra=0 if saved else 1)(initial=saved, prefix=prefix)
    if not pressed(request):
        return rows_of(form, kind, extra=0)(request.POST, prefix=prefix)
    typed = _typed(request, form, prefix)
    removed = {f"{REMOVE}{prefix}-{number}" for number in range(len(typed))} & set(request.POST)
    kept = [row for number, row in enumerate(typed) if f"{REMOVE}{prefix}-{number}" not in removed]
    extra = 1 if f"{ADD}{prefix}" in request.POST and len(kept) < MAX_ROWS else 0
    return rows_of(form, kind, extra=extra)(initial=kept, prefix=prefix)


def _typed(request: HttpRequest, form: type[forms.Form], prefix: str) -> list[dict[str, object]]:
    """What stands in the posted lines, unread."""
    total = request.POST.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), MAX_ROWS) if total.isdecimal() and len(total) < 4 else 0
    names = list(form.base_fields)
    return [{name: request.POST.get(f"{prefix}-{row}-{name}", "") for name in names} for row in range(count)]
