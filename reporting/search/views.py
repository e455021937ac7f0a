"""One field for everything a person may see: a page of results, and the same as suggestions while one types.

What was typed is kept nowhere; opening what was found is logged by the page that opens.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from harmonie.accounts.access import person, requires
from harmonie.navigation import SEARCHERS

from .asked import Asked
from .finding import groups_for, straight_to


@requires(*SEARCHERS)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that answers, by kind; a whole number leads straight to its page."""
    asked, user = Asked.read(request.GET.get("q", "")), person(request)
    if url := straight_to(user, asked):
        return redirect(url)
    groups = groups_for(user, asked)
    context = {"asked": asked, "groups": groups, "count": sum(len(group.hits) for group in groups)}
    return render(request, "reporting/search/results.html", context)


@requires(*SEARCHERS)
@require_safe
@never_cache
def suggestions(request: HttpRequest) -> HttpResponse:
    """The first things that answer, as the options of the top bar's list."""
    asked, user = Asked.read(request.GET.get("q", "")), person(request)
    groups = groups_for(user, asked)
    context = {"asked": asked, "groups": groups, "count": sum(len(group.hits) for group in groups)}
    return render(request, "reporting/search/suggestions.html", context)
