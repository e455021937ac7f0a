"""The texts of letters: which applies, their versions, the editor and its specimen."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.chips import Chip
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..models import LetterText
from ..responses import fresh_pdf_response
from . import actions
from .forms import LetterTextForm
from .kinds import BLOCKS, KIND_OF_SLUG, LETTERS, LetterKind, names_of
from .markdown import prose
from .queries import first_text, text_in_force
from .specimens import specimen_pdf

SETS = "accounts.manage_settings"
TO_COME = Chip("À venir", "calendar", "wait")
IN_FORCE, PAST = Chip("En vigueur", "check", "done"), Chip("Remplacé", "clock")


class Line(NamedTuple):
    """One letter in the list: the version that applies, and one that will."""

    kind: LetterKind
    slug: str
    current: LetterText
    to_come: LetterText | None


class Shown(NamedTuple):
    """One paragraph of a version: where it stands in the letter, and what it says."""

    label: str
    html: str


def _kind(slug: str) -> LetterKind:
    if slug not in KIND_OF_SLUG:
        raise Http404
    return KIND_OF_SLUG[slug]


@requires(SETS)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter whose paragraphs may be written here."""
    today, versions = timezone.localdate(), list(LetterText.objects.select_related("written_by"))
    lines = []
    for kind, letter in LETTERS.items():
        own = [text for text in versions if text.kind == kind]
        begun = [text for text in own if text.valid_from <= today]
        current = max(begun, key=lambda text: (text.valid_from, text.version), default=first_text(kind))
        coming = min((text for text in own if text.valid_from > today), key=lambda text: text.valid_from, default=None)
        lines.append(Line(kind, letter.slug, current, coming))
    return render(request, "documents/texts/letters.html", {"lines": lines})


@requires(SETS)
@require_safe
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """The text in force, or the version `?version=` names; every version below."""
    kind, today = _kind(slug), timezone.localdate()
    versions = [*LetterText.objects.filter(kind=kind).select_related("written_by"), first_text(kind)]
    current = text_in_force(kind, today)
    asked = request.GET.get("version", "")
    shown = next((text for text in versions if str(text.version) == asked), None)
    if shown is None:
        shown = next(text for text in versions if text.version == current.version)
    context = {
        "kind": kind,
        "slug": slug,
        "text": shown,
        "blocks": _shown(kind, shown),
        "versions": [(text, _standing(text, current)) for text in versions],
        "may_remove": shown.version > 0 and shown.valid_from > today,
    }
    return render(request, "documents/texts/letter.html", context)


def _shown(kind: LetterKind, text: LetterText) -> list[Shown]:
    names = {name.name: name.written for name in names_of(kind)}
    labels = {block: LetterTextForm.base_fields[block].label for block in BLOCKS}
    return [Shown(str(labels[block]), prose(getattr(text, block), names)) for block in BLOCKS]


def _standing(text: LetterText, current: LetterText) -> Chip:
    if text.version == current.version:
        return IN_FORCE
    return TO_COME if text.version and text.valid_from > timezone.localdate() else PAST


@requires(SETS)
@require_safe
def specimen(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    kind = _kind(slug)
    text = get_object_or_404(LetterText, kind=kind, version=version) if version else first_text(kind)
    return _specimen(request, text)


def _specimen(request: HttpRequest, text: LetterText) -> HttpResponse:
    return fresh_pdf_response(specimen_pdf(text, person(request), timezone.localdate()), "specimen")


@requires(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Starts from the text in force, so that only what changes is typed; « voir » keeps nothing."""
    kind, now = _kind(slug), timezone.now()
    today = timezone.localdate(now)
    current = text_in_force(kind, today)
    initial = {block: getattr(current, block) for block in BLOCKS}
    form, status = LetterTextForm(request.POST or None, kind=kind, today=today, initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if "voir" in request.POST:
                return _specimen(request, LetterText(kind=kind, version=0, **form.paragraphs))
            day = form.cleaned_data["valid_from"]
            try:
                actions.add_text(kind=kind, paragraphs=form.paragraphs, valid_from=day, by=person(request), now=now)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, f"Texte enregistré\u00a0: il vaut à partir du {plain_day(day)}.")
                return redirect("letter_text", slug)
    context = {"form": form, "kind": kind, "slug": slug, "names": names_of(kind), "needs": LETTERS[kind].needs}
    return render(request, "documents/texts/write.html", context, status=status)


@requires(SETS)
@require_POST
@posts_once
def remove(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    text = get_object_or_404(LetterText, kind=_kind(slug), version=version)
    try:
        actions.remove_text(text=text, by=person(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Ce texte est retiré\u00a0: le précédent continue.")
    return redirect("letter_text", slug)
