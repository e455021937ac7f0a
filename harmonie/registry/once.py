"""A form counts once: double click, reload and the back button lead where the first post led.

The page shows `{% once %}` inside its form. The view, wrapped in `posts_once`, spends that token in the
transaction of the action it calls. A view that answers anything but a redirect has done nothing: its token stays good.
On a page that keeps what is typed (`kept.py`), the redirect also spends it, and any other answer keeps it.
"""

import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from harmonie.accounts.access import person
from harmonie.refusals import Refusal

from .keeping import keep, spend
from .models import SpentToken

FIELD = "once"
type View = Callable[..., HttpResponse]
# A second post waits here until the first one's transaction ends, then finds the token spent.
SPEND = """
    INSERT INTO registry_spenttoken (token, user_id, location, spent_at)
    VALUES (%s, %s, '', now()) ON CONFLICT DO NOTHING
"""


def posts_once(view: View) -> View:
    """Makes a view's POST count once per rendered form; GET passes through."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            token = uuid.UUID(request.POST.get(FIELD, ""))
        except ValueError:
            return render(request, "400.html", status=400)
        with transaction.atomic():
            if not _spend(token, request):
                return _where_it_led(request, token)
            response = _kept_if_redirected(view(request, *args, **kwargs), token, request)
        if not _leads_on(response) and request.__dict__.get("keeps_input"):
            _keep_typed(request)
        return response

    wrapper.posts_once = True  # type: ignore[attr-defined]
    return wrapper


def _spend(token: uuid.UUID, request: HttpRequest) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(SPEND, [token, request.user.pk])
        return cursor.rowcount == 1


def _leads_on(response: HttpResponse) -> bool:
    return 300 <= response.status_code < 400


def _kept_if_redirected(response: HttpResponse, token: uuid.UUID, request: HttpRequest) -> HttpResponse:
    if _leads_on(response):
        SpentToken.objects.filter(token=token).update(location=response["Location"])
        if request.__dict__.get("keeps_input"):
            spend(user=person(request), path=request.path)
    else:
        transaction.set_rollback(True)
    return response


def _keep_typed(request: HttpRequest) -> None:
    """The page comes back with what was typed; too much of it to keep is still on the screen."""
    with suppress(Refusal):
        keep(user=person(request), path=request.path, typed=request.POST, now=timezone.now())


def _where_it_led(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    messages.info(request, "Ce formulaire a déjà été envoyé\u00a0: rien n’a été fait une seconde fois.")
    spent = SpentToken.objects.filter(token=token, user=request.user.pk).first()
    return redirect(spent.location if spent and spent.location else "home")
