"""The public page: which loan could help. Nothing is stored, nobody signs in."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.enums import Purpose
from harmonie.components import Step
from harmonie.money import euros, short_euros

from .forms import SimulatorForm
from .simulation import answers, paces, to_bring, whom_to_see

PATH = [
    Step("Vous en parlez", "current", "au CCAS ou à une association partenaire"),
    Step("Nous préparons", "", "le dossier avec vous, en un ou deux rendez-vous"),
    Step("La commission décide", "", "au cas par cas, et vous écrit"),
    Step("Vous signez", "", "et l’achat est réglé au commerçant"),
    Step("Vous remboursez", "", "chaque mois\u202f; en cas de souci, on en parle"),
]


@login_not_required
@require_safe
def simulator(request: HttpRequest) -> HttpResponse:
    is_asked = any(name in request.GET for name in SimulatorForm.base_fields)
    form = SimulatorForm(request.GET) if is_asked else SimulatorForm(initial={"grands": 1, "ados": 0, "petits": 0})
    context: dict[str, Any] = {"form": form, "path": PATH, "answer": None}
    if is_asked and form.is_valid():
        context |= _answered(form.cleaned_data)
    return render(request, "public/simulator.html", context, status=422 if form.errors else 200)


def _answered(told: dict[str, Any]) -> dict[str, Any]:
    today = timezone.localdate()
    found = answers(
        amount=told["montant"],
        months=told["mois"],
        adults=told["grands"],
        children=told["petits"],
        earned=told["revenus"],
        today=today,
        teenagers=told["ados"] or 0,
        purpose=told["objet"],
        town=told["commune"],
    )
    if not found:
        return {"answer": None, "is_answered": True}
    best, *others = found
    return {
        "answer": best,
        "others": others,
        "is_answered": True,
        "paces": paces(best.terms, told["montant"], today) if best.fits and best.instalments else [],
        "final": best.instalments[-1] if best.instalments else None,
        "asked_months": told["mois"],
        "amount": told["montant"],
        "said": _said(told),
        "pieces": to_bring(
            best.scheme,
            purpose=told["objet"],
            earns=told["revenus"] > 0,
            has_children=bool(told["ados"] or told["petits"]),
        ),
        "partners": whom_to_see(told["commune"]),
    }


def _said(told: dict[str, Any]) -> str:
    """What the person answered, in one line: on paper the questions are gone."""
    teenagers = told["ados"] or 0
    parts = [
        f"{short_euros(told['montant'])} sur {told['mois']} mois",
        Purpose(told["objet"]).label if told["objet"] else "",
        _count(told["grands"], "adulte"),
        f"{_count(teenagers, 'enfant')} de 14 ans et plus" if teenagers else "",
        f"{_count(told['petits'], 'enfant')} de moins de 14 ans" if told["petits"] else "",
        f"{euros(told['revenus'])} de revenus du travail",
        told["commune"],
    ]
    return ", ".join(part for part in parts if part)


def _count(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 else ''}"
