"""What a draft still lacks, and at which step to say it."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal
from harmonie.registry.models import KeptInput

from ..models import ExpenseLine, IncomeLine, LoanApplication
from ..queries import project_of, terms_on
from ..rules import amount_refusal, months_refusal

WRITTEN = {
    "person": "La personne",
    "household": "Le foyer",
    "budget": "Les ressources",
    "project": "Le projet",
}


class Lack(NamedTuple):
    """Something to say before the request goes, or at least to look at again; `blocks` when it cannot go without."""

    step: str
    say: str
    url: str
    blocks: bool = False


def lacks(application: LoanApplication, user: User) -> list[Lack]:
    """In the order of the steps. Looks up three things, however long the household's lists are."""
    found = [
        *_person(application),
        *_household(application),
        *_budget(application),
        *_project(application),
        *_begun(application, user),
    ]
    order = list(WRITTEN)
    return sorted(
        (Lack(step, say, address(application, step), blocks) for step, say, blocks in found),
        key=lambda lack: order.index(lack.step),
    )


def address(application: LoanApplication, step: str) -> str:
    return reverse(f"applications:{step}", args=[application.reference])


def _person(application: LoanApplication) -> list[tuple[str, str, bool]]:
    applicant = application.applicant
    if applicant.phone or applicant.email:
        return []
    return [
        ("person", "Indiquez un téléphone ou une adresse électronique, pour que le CCAS joigne la personne.", False)
    ]


def _household(application: LoanApplication) -> list[tuple[str, str, bool]]:
    unsaid = [
        word
        for word, said in (("la situation familiale", application.family_status), ("le logement", application.housing))
        if not said
    ]
    return [("household", f"Indiquez {' et '.join(unsaid)}.", False)] if unsaid else []


def _budget(application: LoanApplication) -> list[tuple[str, str, bool]]:
    lines = LoanApplication.objects.filter(pk=application.pk).values_list(
        Exists(IncomeLine.objects.filter(application=OuterRef("pk"))),
        Exists(ExpenseLine.objects.filter(application=OuterRef("pk"))),
    )
    unsaid = [word for word, said in zip(("ressource", "charge"), lines.get(), strict=True) if not said]
    return [
        ("budget", f"Aucune {word} n’est indiquée\u00a0: vérifiez que c’est bien le cas.", False) for word in unsaid
    ]


def _project(application: LoanApplication) -> list[tuple[str, str, bool]]:
    project = project_of(application)
    if project is None:
        return [("project", "Dites à quoi servira le prêt, combien et sur quelle durée.", True)]
    try:
        terms = terms_on(application.scheme, timezone.localdate())
    except Refusal as refusal:
        return [("project", str(refusal), True)]
    why = amount_refusal(terms, project.amount) or months_refusal(terms, project.months)
    return [("project", why, True)] if why else []


def _begun(application: LoanApplication, user: User) -> list[tuple[str, str, bool]]:
    """What this person typed at a step and left there."""
    steps = {address(application, step): step for step in WRITTEN}
    kept = KeptInput.objects.filter(user=user, path__in=steps).values_list("path", flat=True)
    left = "votre saisie est gardée, mais pas enregistrée."
    return [(steps[path], f"«\u202f{WRITTEN[steps[path]]}\u202f»\u00a0: {left}", False) for path in kept]
