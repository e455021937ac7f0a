"""The extracts that a person may read."""

from django.db.models import QuerySet

from harmonie.accounts.models import User

from ..enums import RegisterForm
from ..models import RegisterExtract
from .entries import PERMISSION, steps_aside


def extracts_for(user: User, year: int) -> QuerySet[RegisterExtract]:
    """Those of a year; not those with names when the year has a case from which this person stepped aside."""
    if not user.has_perm(PERMISSION):
        return RegisterExtract.objects.none()
    found = RegisterExtract.objects.filter(year=year).select_related("document").defer("document__content")
    if steps_aside(user, year):
        found = found.exclude(form=RegisterForm.NOMINATIVE)
    return found.order_by("-pk")
