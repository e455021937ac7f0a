"""Where requests are lost, what other terms would have changed, and the dossiers behind each figure."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import person, requires
from harmonie.paging import page_of
from harmonie.schemes.models import Scheme, SchemeTerms

from ..bilan.forms import PeriodForm, initial
from ..bilan.question import Question
from ..bilan.words import narrowed_to, span
from .cases import Behind, address, may_read_cases, requests_behind
from .forms import NAMES, WhatIfForm
from .pages import Links, asked_words, panel, parts, step_chart, step_lines
from .records import groups
from .what_if import Asked, around, what_if

REPORT = "accounts.view_report"
COUNTED = 1000
MANY = 40_000  # requests: beyond, « et si » would keep the person waiting; a shorter period answers at once


@requires(REPORT)
@require_safe
def losses_page(request: HttpRequest) -> HttpResponse:
    """The funnel of a period, and « et si »: both in the address, so that a page can be sent to somebody."""
    today = timezone.localdate()
    form = PeriodForm(request.GET, today=today)
    if not form.is_valid():
        return render(request, "reporting/losses/page.html", {"form": form}, status=422)
    question = form.period()
    scheme = question.scheme or _first_scheme()
    terms = _terms(scheme, question)
    imagined = WhatIfForm(request.GET) if _is_asked(request) else WhatIfForm(initial=_voted(terms))
    is_right = not imagined.is_bound or imagined.is_valid()
    context: dict[str, Any] = {
        "form": PeriodForm(initial=initial(question), today=today),
        "question": question,
        "span": span(question),
        "narrowed": narrowed_to(question),
        "words": asked_words(question),
        "query": address(asked_words(question)),
        "panel": panel(question, user=person(request)),
        "what_if_form": imagined,
        "imagined_words": {name: request.GET[name] for name in NAMES if request.GET.get(name)},
        "scheme": scheme,
        "terms": terms,
    }
    if context["panel"]["losses"].received > MANY:
        context["most"] = MANY
    elif scheme and terms and is_right:
        context |= _imagined(request, question, scheme, terms, imagined)
    return render(request, "reporting/losses/page.html", context, status=200 if is_right else 422)


def _imagined(
    request: HttpRequest, question: Question, scheme: Scheme, terms: SchemeTerms, form: WhatIfForm
) -> dict[str, Any]:
    asked = form.asked() if form.is_bound else Asked()
    ceilings = around(terms.income_ceiling, asked.ceiling)
    found = what_if(groups(question, scheme), asked, ceilings)
    links = Links(question, person(request), **{name: request.GET.get(name, "") for name in NAMES})
    lines = step_lines(found, terms.income_ceiling, asked.ceiling)
    return {
        "asked": asked,
        "found": found,
        "parts": parts(found, links),
        "urls": {
            "gained": links(found.effect.gained, imagined="gained"),
            "elsewhere": links(found.effect.elsewhere, imagined="elsewhere"),
            "dropped": links(found.effect.dropped, imagined="dropped"),
            "already": links(found.already, imagined="already"),
        },
        "steps": lines,
        "chart": step_chart(lines),
    }


@requires(REPORT)
@require_safe
def losses_cases(request: HttpRequest) -> HttpResponse:
    """The dossiers behind one figure, for who may open them; whoever stepped aside from one does not see it."""
    if not may_read_cases(person(request)):
        raise Http404
    form, imagined = PeriodForm(request.GET, today=timezone.localdate()), WhatIfForm(request.GET)
    if not (form.is_valid() and imagined.is_valid()):
        return render(request, "reporting/losses/cases.html", {"form": form, "what_if_form": imagined}, status=422)
    question = form.period()
    scheme = question.scheme or _first_scheme()
    found = requests_behind(Behind.read(request.GET), question, person(request), scheme, imagined.asked())
    page = page_of(found, request)
    context = {
        "form": form,
        "question": question,
        "span": span(question),
        "query": address(asked_words(question)),
        "page": page,
        "said": _counted(len(page.rows) if not (page.previous or page.following) else _count(found)),
    }
    return render(request, "reporting/losses/cases.html", context)


def _count(found: Any) -> int:
    return found.order_by().values("pk")[: COUNTED + 1].count()


def _counted(count: int) -> str:
    if count > COUNTED:
        return "Plus de 1\u202f000 dossiers"
    return f"{count} dossier{'s' if count > 1 else ''}"


def _is_asked(request: HttpRequest) -> bool:
    return any(request.GET.get(name, "").strip() for name in NAMES)


def _first_scheme() -> Scheme | None:
    """« Et si » needs the terms of one scheme: the first that is open, unless one was chosen."""
    return Scheme.objects.order_by("-is_active", "id").first()


def _terms(scheme: Scheme | None, question: Question) -> SchemeTerms | None:
    """Those in force at the end of the period, or the last before; the first ones of a scheme that came later."""
    if scheme is None:
        return None
    dated = SchemeTerms.objects.filter(scheme=scheme)
    before = dated.filter(valid_from__lte=question.day).order_by("-valid_from").first()
    return before or dated.order_by("valid_from").first()


def _voted(terms: SchemeTerms | None) -> dict[str, Decimal | int]:
    if terms is None:
        return {}
    return {"plafond": terms.income_ceiling, "montant": terms.amount_max, "mois": terms.months_max}
