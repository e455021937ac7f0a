"""What became of the mail, for the administration; and in the demonstration, where nothing leaves, a mailbox."""

import re

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.components import Tab
from harmonie.paging import page_of
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from . import actions
from .mailbox import KINDS, boxes, counts, kept_for
from .models import OutgoingMail

MANAGE = "accounts.manage_settings"


@requires(MANAGE)
@require_safe
def outgoing(request: HttpRequest) -> HttpResponse:
    """Waiting, not delivered, or sent: the ones that somebody must look at come first."""
    asked = request.GET.get("etat", "")
    chosen = asked if asked in KINDS else "abandonnes"
    found = counts()
    tabs = [Tab(kind.label, f"?etat={key}", key == chosen, found[key]) for key, kind in KINDS.items()]
    page = page_of(OutgoingMail.objects.filter(KINDS[chosen].where).defer("text", "html"), request)
    context = {"tabs": tabs, "kind": KINDS[chosen], "page": page, "may_retry": chosen == "abandonnes"}
    return render(request, "mail/outgoing.html", context)


@requires(MANAGE)
@require_POST
@posts_once
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Tries again what was given up."""
    mail = get_object_or_404(OutgoingMail, pk=pk)
    try:
        actions.retry(mail=mail)
        messages.success(request, f"Un nouvel essai part vers {mail.recipient}.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("outgoing_mail")


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The messages that this person would have received; the administration reads every box."""
    _only_in_the_demonstration()
    page = page_of(kept_for(request.user).defer("text", "html"), request)
    return render(request, "mail/mailbox.html", {"page": page, "boxes": boxes(request.user)})


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: its page in a frame that may do nothing, its text, and where its link leads."""
    _only_in_the_demonstration()
    mail = get_object_or_404(kept_for(request.user), pk=pk)
    leads = re.search(rf"{re.escape(settings.HARMONIE_URL)}(/\S*)", mail.text)
    context = {"mail": mail, "link": leads.group(1) if leads else ""}
    return render(request, "mail/message.html", context)


def _only_in_the_demonstration() -> None:
    if not settings.DEMONSTRATION:
        raise Http404
