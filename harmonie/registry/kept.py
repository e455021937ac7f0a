"""What somebody types is kept while they type, and shown again when they come back to the page.

For a page of yours, three things:

- the page: `{% kept %}` above the form, and `<form method="post" data-keep>` (static/kept.js does the rest);
- the view: `form = kept.resumed(request, form)` once the form is made, for each of its forms, on GET and POST alike;
- `posts_once` around the view: its redirect spends what was kept, any other answer to a post keeps what was posted.

What is kept belongs to one person and one address: the one the form posts to. A form that posts elsewhere than the page
it stands on says where: `kept.resumed(request, form, at=address)`, `{% kept address %}`, `action="{{ address }}"`.
A hidden `revision` comes back with the rest (`kept.revision`): a colleague's change in between is refused as stale.
"""

import json
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from harmonie.accounts.access import person

from .keeping import keep
from .models import KeptInput

NUMBERED = 9  # digits of a revision, at most
READS = ("GET", "HEAD")


def found(request: HttpRequest, at: str = "") -> KeptInput | None:
    """What this person left on the page `at` (this page by default), looked up once a request."""
    path = at or request.path
    known: dict[str, KeptInput | None] = request.__dict__.setdefault("kept_input", {})
    if path not in known:
        known[path] = KeptInput.objects.filter(user=request.user.pk, path=path).first()
    return known[path]


def typed(request: HttpRequest, at: str = "") -> QueryDict | None:
    """The kept answers, as they would be posted; None when there are none. A post is kept from here on, if it fails."""
    if request.method not in READS:
        request.__dict__["keeps_input"] = True
        return None
    kept = found(request, at)
    if kept is None:
        return None
    request.__dict__.setdefault("kept_shown", set()).add(at or request.path)
    answers = QueryDict(mutable=True)
    for name, values in json.loads(kept.data).items():
        answers.setlist(name, values)
    return answers


def shown(request: HttpRequest, at: str = "") -> KeptInput | None:
    """What was kept of the page, once its view has put it back into the forms: only then is there something to say."""
    return found(request, at) if (at or request.path) in request.__dict__.get("kept_shown", ()) else None


def resumed[AnyForm: forms.BaseForm](request: HttpRequest, form: AnyForm, *, at: str = "") -> AnyForm:
    """The form, with what was kept in the place of what is saved.

    A form that a post leaves unbound (a line is added, nothing is judged yet) shows what was posted.
    """
    answers = typed(request, at)
    if request.method == "POST" and at in ("", request.path):
        answers = request.POST
    if answers is not None and not form.is_bound:
        form.initial = {**form.initial, **_answered(answers, form)}
    return form


def _answered(answers: QueryDict, form: forms.BaseForm) -> dict[str, Any]:
    """The answers to the questions of `form`, as they were typed; none for a file, which cannot be kept."""
    return {
        name: field.widget.value_from_datadict(answers, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
        and not field.widget.value_omitted_from_data(answers, {}, form.add_prefix(name))
    }


def leave(request: HttpRequest, now: datetime) -> None:
    """On a post whose answers cannot be saved yet: keeps them, although the view will redirect."""
    keep(user=person(request), path=request.path, typed=request.POST, now=now)
    request.__dict__["keeps_input"] = False


def revision(request: HttpRequest, current: int, at: str = "") -> int:
    """The revision on which the kept answers were begun; `current` when nothing was kept."""
    answers = typed(request, at) if request.method in READS else None
    said = answers.get("revision", "") if answers is not None else ""
    return int(said) if said.isdecimal() and len(said) < NUMBERED else current
