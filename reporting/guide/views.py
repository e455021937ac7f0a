"""The user guide: its cover, its pages, their pictures. Everybody who has signed in reads all of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from . import pages


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    return _show(request, pages.COVER)


@require_safe
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    if not pages.is_shown(slug):
        raise Http404
    return _show(request, slug)


def _show(request: HttpRequest, slug: str) -> HttpResponse:
    context = {
        "page": pages.page(slug),
        "is_cover": slug == pages.COVER,
        "others": [other for other in pages.unlisted() if pages.is_shown(other.slug)] if slug == pages.COVER else [],
        "own": [page for page in pages.own_pages(request.user) if page.slug != slug],
    }
    return render(request, "reporting/guide/page.html", context)


@require_safe
@cache_control(private=True, max_age=3600)
def guide_picture(request: HttpRequest, name: str) -> HttpResponse:
    path = pages.PICTURES / f"{name}.png"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")
