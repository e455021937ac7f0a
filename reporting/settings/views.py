"""What the administrator sets without a developer: dated terms, envelopes; and who is who."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.schemes.models import Scheme


@requires("accounts.manage_settings")
@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    context = {
        "schemes": Scheme.objects.all(),
        "people": [(person, _roles(person)) for person in _people()],
        "partners": Partner.objects.all(),
    }
    return render(request, "reporting/settings.html", context)


def _people():
    return User.objects.select_related("partner").prefetch_related("groups").order_by("last_name", "first_name")


def _roles(person: User) -> str:
    held = {group.name for group in person.groups.all()}
    return ", ".join(role.label for role in Role if role in held) or "aucun rôle"
