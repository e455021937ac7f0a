"""The last step of a referral: reread, consent, hand over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.words import of

from .. import actions
from ..dossier.facts import facts
from ..enums import State
from ..models import LoanApplication
from ..queries import project_of, terms_on
from ..rules import small_instalment_warning
from ..scope import scoped
from .forms import ConsentForm
from .missing import lacks
from .steps import steps


@requires("applications.refer_loanapplication")
@require_http_methods(["GET", "POST"])
@posts_once
def submit(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    form, refusal = ConsentForm(request.POST or None), ""
    if application.state != State.DRAFT:
        # Before anything is shown: what the CCAS adds from here on is not for the one who referred.
        messages.info(request, "Cette demande est déjà transmise\u00a0: voyez ci-dessous où elle en est.")
        return redirect("applications:detail", application.reference)
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit(
                application=application,
                consented=True,
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"La demande {of(application.applicant)} est transmise au CCAS.")
            return redirect("applications:detail", application.reference)
        except Refusal as error:
            refusal = str(error)
    missing = lacks(application, request.user)
    context = {
        **facts(application),
        "form": form,
        "forms": [form],
        "steps": steps(application, "submit", missing),
        "missing": missing,
        "warning": _caution(application),
        "refusal": refusal,
    }
    return render(
        request,
        "applications/submit.html",
        context,
        status=409 if refusal else 422 if form.is_bound else 200,
    )


def _caution(application: LoanApplication) -> str:
    saved = project_of(application)
    if saved is None:
        return ""
    try:
        terms = terms_on(application.scheme, timezone.localdate())
    except Refusal:
        return ""  # said among what is missing
    return small_instalment_warning(terms, saved.amount, saved.months)
