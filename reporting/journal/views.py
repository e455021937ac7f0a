"""Who opened what, for those who answer for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.paging import Page, page_of
from harmonie.registry.models import AccessEntry

from .forms import AccessFilter

PAGE = 50


@requires("registry.view_accessentry")
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    form = AccessFilter(request.GET)
    if not form.is_valid():
        return render(request, "reporting/access_log.html", {"form": form, "page": Page([], "", "")}, status=422)
    entries = AccessEntry.objects.select_related("user")
    if reference := form.cleaned_data["reference"].strip().upper():
        entries = entries.filter(reference=reference)
    if person := form.cleaned_data["personne"]:
        entries = entries.filter(user=person)
    context = {"form": form, "page": page_of(entries, request, size=PAGE)}
    return render(request, "reporting/access_log.html", context)
