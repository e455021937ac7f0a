"""« Les comptes de ma structure », and what the CCAS sets about a partner."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.words import of

from ..access import leads_partner, person, requires
from ..models import Partner, User
from . import actions
from .forms import InvitationForm, LeadersForm
from .queries import colleagues, invitations

type Act = Callable[[User, dict[str, Any]], str]


@leads_partner
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    partner = person(request).partner
    context = {
        "partner": partner,
        "people": colleagues(partner),
        "invitations": invitations(partner),
    }
    return render(request, "account/team/accounts.html", context)


@leads_partner
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def invite(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _invited(request, form)
            except Refusal as refusal:
                form.add_error("email", str(refusal))
    return render(request, "account/team/invite.html", {"form": form}, status=status)


def _invited(request: HttpRequest, form: InvitationForm) -> HttpResponse:
    actions.invite(
        partner=cast(Partner, person(request).partner),
        email=form.cleaned_data["email"],
        first_name=form.cleaned_data["first_name"],
        last_name=form.cleaned_data["last_name"],
        site=request.build_absolute_uri("/"),
        by=person(request),
        now=timezone.now(),
    )
    messages.success(request, "L’invitation est partie. La personne sera dans la liste quand elle l’aura acceptée.")
    return redirect("team")


def _button(act: Act) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view that only posts about one account of the same partner: says what it did or why not."""

    @leads_partner
    @require_POST
    @posts_once
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        colleague = get_object_or_404(colleagues(person(request).partner), pk=pk)
        try:
            messages.success(request, act(colleague, {"by": person(request), "now": timezone.now()}))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        # Whoever closed their own account, or passed the task on, has no list to come back to.
        return redirect("team" if User.objects.filter(pk=person(request).pk, leads_partner=True).exists() else "home")

    view.__name__ = act.__name__
    view.__doc__ = act.__doc__
    return view


@_button
def close(colleague: User, told: dict[str, Any]) -> str:
    actions.close_account(user=colleague, **told)
    return f"Le compte {of(colleague)} est fermé."


@_button
def reopen(colleague: User, told: dict[str, Any]) -> str:
    actions.reopen_account(user=colleague, **told)
    return f"Le compte {of(colleague)} est de nouveau ouvert."


@_button
def hand_over(colleague: User, told: dict[str, Any]) -> str:
    actions.hand_over(to=colleague, **told)
    return f"{colleague} est maintenant responsable des comptes de votre structure."


@leads_partner
@require_POST
@posts_once
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(invitations(person(request).partner), pk=pk)
    try:
        actions.cancel_invitation(invitation=invitation, by=person(request), now=timezone.now())
        messages.success(request, f"L’invitation de {invitation.email} est annulée\u00a0: son lien ne sert plus.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("team")


@requires("accounts.manage_settings")
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Who answers for a partner's accounts: the administration's page."""
    row = get_object_or_404(Partner, pk=pk)
    form = LeadersForm(request.POST if request.method == "POST" else None, partner=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_leaders(partner=row, by=person(request), now=timezone.now(), **form.cleaned_data)
            messages.success(request, f"Les responsables des comptes {of(row)} sont enregistrés.")
            return redirect("partner", row.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"partner": row, "form": form, "people": colleagues(row).filter(is_active=True).exists()}
    return render(request, "account/team/partner.html", context, status=422 if form.is_bound else 200)
