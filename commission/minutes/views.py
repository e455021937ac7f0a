"""The minutes: read by those who may open the meeting, written and signed by those who held it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from harmonie.accounts.access import person, requires
from harmonie.documents.responses import fresh_pdf_response, pdf_response
from harmonie.free_text import warn_of_numbers
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry import kept
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..clicks import carried_out
from ..models import Meeting, Minutes
from . import actions
from .draft import Draft, draft
from .forms import MinutesForm
from .paper import reference_of, rendered
from .records import records_of
from .rules import has_minutes, may_sign, may_write, revision_of

READ = "commission.view_meeting"
FORM = require_http_methods(["GET", "HEAD", "POST"])


def _found(request: HttpRequest, pk: int) -> tuple[Meeting, Minutes | None]:
    """The meeting and its minutes: everybody's who may open the meeting once signed, before that the writers'."""
    meetings = Meeting.objects.visible_to(person(request)).select_related("presided_by")
    meeting = get_object_or_404(meetings, pk=pk)
    signed = Minutes.objects.select_related("signed_by", "document").defer("document__content")
    found = signed.filter(meeting=meeting).first()
    is_signed = found is not None and found.signed_at is not None
    if not has_minutes(meeting) or not (is_signed or may_write(person(request), meeting)):
        raise Http404
    return meeting, found


@requires(READ)
@FORM
@posts_once
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What the records say, and between its lines the free texts."""
    meeting, found = _found(request, pk)
    user = person(request)
    log_opening(user=user, subject="procès-verbal", reference=reference_of(meeting))
    text = draft(records_of(meeting, user))
    if found and found.signed_at:
        if request.method == "POST":
            messages.error(request, "Le procès-verbal est signé\u00a0: il ne change plus.")
            return redirect("commission:minutes", pk)
        return render(request, "commission/minutes/signed.html", _page(meeting, found, text))
    return _written(request, meeting, found, text)


def _written(request: HttpRequest, meeting: Meeting, found: Minutes | None, text: Draft) -> HttpResponse:
    """The page with its form. A post that is refused is answered 422, or 409 when somebody was faster."""
    user, current = person(request), actions.current_revision(found) if found else revision_of("", "", {})
    form = MinutesForm(request.POST or None, points=text.points, minutes=found)
    form, status = kept.resumed(request, form), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _keep(request, meeting, form)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                if isinstance(refusal, Stale):
                    form.show_what_was_saved()
                status = 409 if isinstance(refusal, WrongState | Stale) else 422
            else:
                warn_of_numbers(request, form)
                if "sign" in request.POST and may_sign(user, meeting):
                    return redirect("commission:sign_minutes", meeting.pk)
                messages.success(request, "Le texte du procès-verbal est enregistré.")
                return redirect("commission:minutes", meeting.pk)
    page = {
        **_page(meeting, found, text),
        "form": form,
        "rows": [(point, form[f"remark_{point.pk}"] if point.pk else None) for point in text.points],
        "revision": kept.revision(request, current),
        "may_sign": may_sign(user, meeting),
    }
    return render(request, "commission/minutes/write.html", page, status=status)


def _keep(request: HttpRequest, meeting: Meeting, form: MinutesForm) -> None:
    actions.write_minutes(
        meeting=meeting,
        opening=form.cleaned_data["opening"],
        closing=form.cleaned_data["closing"],
        remarks=form.remarks,
        expected_revision=_revision(request),
        by=person(request),
        now=timezone.now(),
    )


def _revision(request: HttpRequest) -> int:
    """What the page was shown with; something else than a figure was never shown by us, and matches nothing."""
    said = request.POST.get("revision", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1


def _page(meeting: Meeting, found: Minutes | None, text: Draft) -> dict[str, Any]:
    return {"meeting": meeting, "minutes": found, "text": text}


@requires(READ)
@FORM
@posts_once
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Once more before the signature: the paper to read, then the one button."""
    meeting, found = _found(request, pk)
    if not may_sign(person(request), meeting):
        raise Http404
    if request.method == "POST":
        told = {"meeting": meeting, "expected_revision": _revision(request)}
        if carried_out(request, actions.sign_minutes, **told):
            messages.success(request, "Le procès-verbal est signé\u00a0: il ne changera plus.")
        return redirect("commission:minutes", pk)
    if found and found.signed_at:
        return redirect("commission:minutes", pk)
    revision = actions.current_revision(found) if found else revision_of("", "", {})
    text = draft(records_of(meeting, person(request)))
    page = {**_page(meeting, found, text), "revision": revision}
    return render(request, "commission/minutes/sign.html", page)


@requires(READ)
@require_safe
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed bytes; an extract for who stepped aside from a case; before the signature, a draft for the writers."""
    meeting, found = _found(request, pk)
    user, signed_by = person(request), found.signed_by if found else None
    log_opening(user=user, subject="procès-verbal", reference=reference_of(meeting))
    if found and found.document and not records_of(meeting, user).is_partial:
        return pdf_response(found.document)
    content = rendered(meeting, signatory=signed_by, now=timezone.now(), reader=user)
    return fresh_pdf_response(content, f"{'extrait' if signed_by else 'projet'}-{reference_of(meeting)}")
