"""Which request an address means, for whom. What is not yours does not exist."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from .models import LoanApplication
from .rules import may_review


def scoped(request: HttpRequest, reference: str) -> LoanApplication:
    """The request of that reference, when this person may open it."""
    return get_object_or_404(
        LoanApplication.objects.visible_to(request.user).with_facts(),
        reference=reference,
    )


def reviewed(request: HttpRequest, reference: str) -> LoanApplication:
    """The request, for who reviews it: never for somebody who also works for a partner, whatever else they hold."""
    if not may_review(request.user):
        raise Http404
    return scoped(request, reference)


def at_home(user: User) -> None:
    """A partner's account without its partner has nothing to open here."""
    if user.holds(Role.PARTNER) and user.partner_id is None:
        raise Http404
