"""The list of people, one person's page, and the forms about them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from harmonie.accounts.access import person as signed_in
from harmonie.accounts.access import requires
from harmonie.accounts.models import Partner, User
from harmonie.accounts.people import actions
from harmonie.accounts.people import inviting_actions as inviting
from harmonie.accounts.people.queries import everybody, invited
from harmonie.accounts.roles import Role
from harmonie.orders import Order
from harmonie.paging import Page, key, page_of
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.words import of

from .filters import INVITED, PeopleFilter
from .forms import InviteForm, NamesForm, RolesForm
from .pages import page_of_person, rows
from .work import mandates_of

MANAGES = "accounts.manage_settings"
FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SITS = {Role.COMMISSION_MEMBER, Role.CHAIR}


def _last_name(text: str) -> str:
    if "\0" in text:
        raise ValueError(text)
    return text


BY_NAME = Order("last_name", ascending=True, parse=_last_name)


@requires(MANAGES)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    form = PeopleFilter(request.GET)
    page = page_of(form.found(), request, order=BY_NAME) if form.is_valid() else Page([], "", "")
    context = {
        "form": form,
        "page": page,
        "rows": rows(page.rows),
        "waiting": invited().count(),
        "invited": INVITED,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "reporting/settings/people/list.html", context, status=200 if form.is_valid() else 422)


@requires(MANAGES)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(everybody(), pk=pk)
    context = page_of_person(found, signed_in(request), timezone.localdate())
    return render(request, "reporting/settings/people/person.html", context)


@requires(MANAGES)
@FORM_OR_POST
@posts_once
def invite_person(request: HttpRequest) -> HttpResponse:
    """`?partenaire=` invites somebody of that partner."""
    partner = Partner.objects.filter(pk=key(request.GET.get("partenaire")), is_active=True).first()
    start = {"partner": partner, "roles": [Role.PARTNER]} if partner else {}
    form = InviteForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            return _invited(request, form)
        except Refusal as refusal:
            form.add_error("email", str(refusal))
    context = {"form": form, "partner": partner}
    return render(request, "reporting/settings/people/invite.html", context, status=422 if form.is_bound else 200)


def _invited(request: HttpRequest, form: InviteForm) -> HttpResponse:
    typed = form.cleaned_data
    user = inviting.invite_person(
        email=typed["email"],
        first_name=typed["first_name"],
        last_name=typed["last_name"],
        office=typed["office"],
        roles=form.chosen,
        partner=typed["partner"],
        site=request.build_absolute_uri("/"),
        by=signed_in(request),
        now=timezone.now(),
    )
    messages.success(request, f"L’invitation {of(user)} est partie à {user.email}. Son lien vaut trois jours.")
    return redirect("person", user.pk)


@requires(MANAGES)
@FORM_OR_POST
@posts_once
def edit_person(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(everybody(), pk=pk)
    start = {name: getattr(found, name) for name in NamesForm.base_fields}
    form = NamesForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            actions.change_person(user=found, by=signed_in(request), now=timezone.now(), **form.cleaned_data)
            messages.success(request, "C’est enregistré.")
            return redirect("person", pk)
        except Refusal as refusal:
            form.add_error("email", str(refusal))
    context = {"person": found, "form": form}
    return render(request, "reporting/settings/people/edit.html", context, status=422 if form.is_bound else 200)


@requires(MANAGES)
@FORM_OR_POST
@posts_once
def change_roles(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(everybody(), pk=pk)
    held = [group.name for group in found.groups.all()]
    start = {"roles": held, "partner": found.partner}
    form = RolesForm(request.POST if request.method == "POST" else None, initial=start, kept=found.partner_id)
    mandates = list(mandates_of(found, timezone.localdate()))
    if form.is_valid():
        try:
            return _changed(request, found, form, has_mandate=bool(mandates))
        except Refusal as refusal:
            form.add_error("roles", str(refusal))
    context: dict[str, Any] = {"person": found, "form": form, "mandates": mandates, "is_me": found == request.user}
    return render(request, "reporting/settings/people/roles.html", context, status=422 if form.is_bound else 200)


def _changed(request: HttpRequest, found: User, form: RolesForm, *, has_mandate: bool) -> HttpResponse:
    actions.change_roles(
        user=found, roles=form.chosen, partner=form.cleaned_data["partner"], by=signed_in(request), now=timezone.now()
    )
    messages.success(request, f"Les rôles de {found} valent dès maintenant.")
    if has_mandate and not SITS & set(form.chosen):
        messages.warning(
            request,
            f"{found} garde un mandat à la commission, mais n’a plus de rôle pour y voter\u00a0: "
            "indiquez la fin de ce mandat, ou rendez le rôle.",
        )
    return redirect("person", found.pk)
