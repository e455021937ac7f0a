"""Who opened what, for those who answer for it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.registry.models import AccessEntry

from ..forms import AccessFilter
from ..paging import key_asked

PAGE = 50


@requires("registry.view_accessentry")
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    form = AccessFilter(request.GET)
    if not form.is_valid():
        return render(request, "reporting/access_log.html", {"form": form, "entries": []}, status=422)
    before = key_asked(request)
    entries = AccessEntry.objects.select_related("user")
    asked = {}
    if reference := form.cleaned_data["reference"].strip().upper():
        entries, asked["reference"] = entries.filter(reference=reference), reference
    if person := form.cleaned_data["personne"]:
        entries, asked["personne"] = entries.filter(user=person), person.pk
    if before:
        entries = entries.filter(pk__lt=before)
    page = list(entries.order_by("-pk")[: PAGE + 1])
    following = f"?{urlencode(asked | {'apres': page[PAGE - 1].pk})}" if len(page) > PAGE else ""
    first = f"?{urlencode(asked)}" if before else ""
    context = {"form": form, "entries": page[:PAGE], "following": following, "first_page": first}
    return render(request, "reporting/access_log.html", context)
