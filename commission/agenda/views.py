"""Preparing a meeting: the list, the plan, the agenda, the convocation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.models import LoanApplication
from harmonie.accounts.access import person, requires
from harmonie.accounts.models import User
from harmonie.orders import Order, as_moment
from harmonie.paging import AFTER, page_of
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import carried_out
from ..convocation import panel as convocation
from ..desk import panel as desk
from ..minutes import panel as minutes
from ..models import AgendaItem, Meeting
from ..planning import panel as planning
from ..planning.forms import LateForm
from ..queries import meetings_for, ready_cases
from ..urgent import panel as urgent
from ..urgent.delegation import delegation_of
from . import actions as agenda
from . import panel as page
from .forms import AddCasesForm, PlaceForm, RapporteurForm
from .queries import possible_rapporteurs

PAGE = 20
LATEST_FIRST = Order("starts_at", parse=as_moment)


@requires("commission.view_meeting")
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings a person may open, latest first, a page at a time."""
    if AFTER in request.GET and LATEST_FIRST.read(request.GET[AFTER]) is None:
        raise Http404
    rows, here = page_of(meetings_for(request.user), request, order=LATEST_FIRST, size=PAGE), request.path
    context = {
        "meetings": rows.rows,
        "following": rows.following and f"{here}{rows.following}",
        "previous": rows.previous and f"{here}{rows.previous}",
        "may_plan": request.user.has_perm("commission.plan_meeting"),
        "decides_alone": delegation_of(person(request), timezone.localdate()) is not None,
    }
    return render(request, "commission/meetings.html", context)


@requires("commission.view_meeting")
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda, its members and its papers; until the meeting opens, what can be put on it."""
    found = get_object_or_404(
        Meeting.objects.visible_to(request.user).select_related("presided_by", "rules", "follows"), pk=pk
    )
    context = {
        "meeting": found,
        **page.panel(person(request), found),
        **planning.panel(person(request), found),
        **convocation.panel(person(request), found),
        **urgent.panel(found, person(request)),
        **desk.panel(found, person(request), timezone.now()),
        **minutes.panel(found, person(request)),
    }
    return render(request, "commission/meeting.html", context)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def add_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts the ticked cases on the agenda; asks why first when the cut-off has passed."""
    found = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    form = AddCasesForm(request.POST, cases=ready_cases(person(request)))
    if not form.is_valid():
        messages.error(request, form.trouble)
        return redirect("commission:meeting", pk)
    return _added(request, found, list(form.cleaned_data["application"]))


def _added(request: HttpRequest, found: Meeting, cases: list[LoanApplication]) -> HttpResponse:
    form = LateForm(request.POST)
    reason = form.cleaned_data["late_reason"] if form.is_valid() else ""
    act = {"meeting": found, "applications": cases, "by": request.user, "now": timezone.now()}
    try:
        agenda.add_cases(**act, late_reason=reason)
    except actions.PastCutOff as refusal:
        asked = form if request.POST.get("late_reason") else LateForm()
        context = {"meeting": found, "applications": cases, "form": asked, "why": str(refusal)}
        return render(request, "commission/agenda/late.html", context, status=422)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        many = len(cases) > 1
        messages.success(request, f"{len(cases)}\u00a0dossier{'s sont inscrits' if many else ' est inscrit'}.")
    return redirect("commission:meeting", found.pk)


def _item(user: User, pk: int) -> AgendaItem:
    return get_object_or_404(AgendaItem.objects.visible_to(user).select_related("meeting"), pk=pk)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def move_up(request: HttpRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, up=True)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def move_down(request: HttpRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, up=False)


def _moved(request: HttpRequest, pk: int, *, up: bool) -> HttpResponse:
    item = _item(request.user, pk)
    carried_out(request, actions.move_item, item=item, up=up)
    return _back_to(item)


def _back_to(item: AgendaItem) -> HttpResponse:
    return redirect(f"{reverse('commission:meeting', args=[item.meeting_id])}#point-{item.pk}")


@requires("commission.plan_meeting")
@require_POST
@posts_once
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives an item the number that was typed."""
    item, form = _item(request.user, pk), PlaceForm(request.POST)
    if form.is_valid():
        carried_out(request, actions.place_item, item=item, place=form.cleaned_data["place"])
    else:
        messages.error(request, "Écrivez le numéro que doit prendre ce point, par exemple 1 pour le premier.")
    return _back_to(item)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def rapporteur(request: HttpRequest, pk: int) -> HttpResponse:
    """Names who presents a case."""
    item = _item(request.user, pk)
    form = RapporteurForm(request.POST, people=possible_rapporteurs())
    if not form.is_valid():
        messages.error(request, "Cette personne ne peut pas être rapporteur\u00a0: choisissez quelqu’un de la liste.")
    else:
        carried_out(request, agenda.choose_rapporteur, item=item, rapporteur=form.cleaned_data["rapporteur"])
    return _back_to(item)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(request.user, pk)
    if carried_out(request, actions.remove_from_agenda, item=item):
        messages.success(
            request, "Le dossier est retiré de l’ordre du jour\u00a0; il reste prêt pour une autre séance."
        )
    return redirect("commission:meeting", item.meeting_id)
