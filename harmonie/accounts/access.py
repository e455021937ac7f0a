"""Who may open an address. What is not yours does not exist: the answer is 404, never 403."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from .models import User

type View = Callable[..., HttpResponse]


def person(request: HttpRequest) -> User:
    """Whoever is signed in. Only the public pages have nobody: never call it there."""
    return cast(User, request.user)


def requires(*permissions: str) -> Callable[[View], View]:
    """Lets in those who hold any one of `permissions`; anybody else gets a 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(request.user.has_perm(permission) for permission in permissions):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.required_permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return decorate


def leads_partner(view: View) -> View:
    """Lets in who answers for the accounts of their own partner; anybody else gets a 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not person(request).leads_partner:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
