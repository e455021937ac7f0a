"""What every answer carries, whichever room gave it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg import errors

from harmonie.town.queries import first_words

type Answer = Callable[[HttpRequest], HttpResponse]
# Somebody else held the row for too long, or both waited for each other: nothing was done, and trying again helps.
BUSY = (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected, errors.SerializationFailure)


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


# What a page of ours never asks a device for. A photograph is taken by the device's own camera, in a file field.
DEVICE = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


def closed_to_others(answer: Answer) -> Answer:
    """Nothing of ours is loaded by another site, and no page asks the device for anything."""

    def closed(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = DEVICE
        return response

    return closed


class SaysWhenBusy:
    """A post that lost its wait for a lock is answered with a sentence and 503, not with an incident."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception.__cause__, BUSY):
            return None
        response = render(request, "503.html", {"town": first_words()}, status=503)
        response["Retry-After"] = "5"
        return response
