"""What every answer carries, whichever room gave it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

type Answer = Callable[[HttpRequest], HttpResponse]


def kept_by_nobody(answer: Answer) -> Answer:
    """Pages hold private facts: neither a proxy nor a shared computer's browser keeps one, unless its view says how.

    Static files are answered further out, and keep their own headers.
    """

    def private(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    return private
