"""The way to each setting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import person, requires

from .index import groups_for


@requires("accounts.manage_settings")
@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    groups = groups_for(person(request), timezone.localdate())
    return render(request, "reporting/settings/index.html", {"groups": groups})
