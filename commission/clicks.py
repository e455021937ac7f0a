"""A click that acts: what its view does with a refusal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from harmonie.refusals import Refusal


def carried_out(request: HttpRequest, action: Callable[..., Any], **arguments: Any) -> bool:
    """Acts in the name of the person who clicked; a refusal becomes a message and nothing is done."""
    try:
        action(**arguments, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    return True
