"""The invented people of the demonstration, offered on its sign-in page and nowhere else."""

from django.conf import settings
from django.db.models import QuerySet

from .models import User

PASSWORD = "harmonie-demo"  # noqa: S105 - shown on the page; these accounts exist in the demonstration only
DOMAIN = "@harmonie.example"


def people() -> QuerySet[User]:
    """Who can be tried out; nobody outside the demonstration."""
    if not settings.DEMONSTRATION:
        return User.objects.none()
    return User.objects.filter(is_active=True, email__endswith=DOMAIN).select_related("partner").order_by("id")
