"""Handing over somebody's work, their leaving and their coming back; and the buttons of their page."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from harmonie.accounts.access import person as signed_in
from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.accounts.people import actions
from harmonie.accounts.people import inviting_actions as inviting
from harmonie.accounts.people.queries import everybody
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.words import of

from .forms import HandOverForm, LeaveForm
from .handing_over_actions import HandedOver, hand_over_work, leave_with_work
from .pages import summary_of
from .work import Work, who_may_take_over, work_of

MANAGES = "accounts.manage_settings"
FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
type Act = Callable[[User, HttpRequest], str]


@requires(MANAGES)
@FORM_OR_POST
@posts_once
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    found, work, colleagues = _subject(pk)
    form = HandOverForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    if form.is_valid():
        try:
            to = form.cleaned_data["to"]
            _say(request, to, hand_over_work(work=work, of=found, to=to, **_told(request)))
            return redirect("person", pk)
        except Refusal as refusal:
            form.add_error("to", str(refusal))
    return _page(request, "hand_over", found, work, form)


@requires(MANAGES)
@FORM_OR_POST
@posts_once
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    found, work, colleagues = _subject(pk)
    data = request.POST if request.method == "POST" else None
    form = LeaveForm(data, colleagues=colleagues, has_work=work.is_something)
    if form.is_valid():
        try:
            return _left(request, found, work, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _page(request, "leave", found, work, form)


def _subject(pk: int) -> tuple[User, Work, Any]:
    found = get_object_or_404(everybody(), pk=pk)
    return found, work_of(found, timezone.localdate()), who_may_take_over(found)


def _page(request: HttpRequest, name: str, found: User, work: Work, form: HandOverForm) -> HttpResponse:
    context = {"person": found, "work": work, "counts": summary_of(work), "form": form, "is_me": found == request.user}
    status = 422 if form.is_bound else 200
    return render(request, f"reporting/settings/people/{name}.html", context, status=status)


def _left(request: HttpRequest, found: User, work: Work, form: LeaveForm) -> HttpResponse:
    to, why = form.cleaned_data.get("to"), form.cleaned_data["why"]
    result = leave_with_work(work=work, of=found, to=to, why=why, **_told(request))
    messages.success(request, f"Le compte {of(found)} est fermé, et ses connexions sont coupées.")
    if to and result:
        _say(request, to, result)
    if work.is_something and not to:
        messages.warning(request, "Son travail reste à son nom\u00a0: confiez-le à quelqu’un depuis cette page.")
    for sentence in _unfinished(found, work):
        messages.warning(request, sentence)
    return redirect("person", found.pk)


def _unfinished(found: User, work: Work) -> Iterator[str]:
    """What a departure leaves open that nobody can be given here."""
    if work.mandates:
        yield f"{found} garde un mandat à la commission\u00a0: indiquez-en la fin."
    partner = found.partner
    if found.leads_partner and partner and not partner.users.filter(is_active=True, leads_partner=True).exists():
        yield f"Plus personne ne répond des comptes de {partner}\u00a0: choisissez quelqu’un sur la page du partenaire."


def _say(request: HttpRequest, to: User, result: HandedOver) -> None:
    if result.given:
        messages.success(request, f"{to} a repris son travail\u00a0: {_things(result.given)}.")
    if result.left:
        names = ", ".join(result.left)
        messages.warning(request, f"{to} ne peut pas reprendre\u00a0: {names}. Confiez-les à quelqu’un d’autre.")


def _things(count: int) -> str:
    return f"{count} chose{'s' if count > 1 else ''}"


def _button(act: Act) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view that only posts about one person: says what it did, or why not."""

    @requires(MANAGES)
    @require_POST
    @posts_once
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        found = get_object_or_404(everybody(), pk=pk)
        try:
            messages.success(request, act(found, request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("person", pk) if User.objects.filter(pk=pk).exists() else redirect("people")

    view.__name__ = act.__name__
    view.__doc__ = act.__doc__
    return view


def _told(request: HttpRequest) -> dict[str, Any]:
    return {"by": signed_in(request), "now": timezone.now()}


@_button
def come_back(found: User, request: HttpRequest) -> str:
    actions.come_back(user=found, site=request.build_absolute_uri("/"), **_told(request))
    return f"Le compte {of(found)} est rouvert. Un lien pour choisir un mot de passe est parti à {found.email}."


@_button
def invite_again(found: User, request: HttpRequest) -> str:
    inviting.invite_again(user=found, site=request.build_absolute_uri("/"), **_told(request))
    return f"Un nouveau lien est parti à {found.email}. Le précédent ne sert plus."


@_button
def take_back_invitation(found: User, request: HttpRequest) -> str:
    inviting.take_back_invitation(user=found, **_told(request))
    return f"L’invitation {of(found)} est annulée\u00a0: son lien ne sert plus."


@_button
def forget_second_step(found: User, request: HttpRequest) -> str:
    actions.forget_second_step(user=found, **_told(request))
    return f"{found} se connecte avec son seul mot de passe, le temps de remettre sa double vérification."
