"""Issuing the register: a frozen PDF of one year, as it stood. The only writer of extracts."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind
from harmonie.documents.pdf import render_pdf
from harmonie.refusals import Refusal
from harmonie.registry.numbering import year_reference

from ..enums import RegisterForm
from ..models import Decision, RegisterExtract
from .entries import decisions_of, lines, series_of, steps_aside

TEMPLATE = "pdf/register.html"
PREFIX = {RegisterForm.NOMINATIVE: "RN", RegisterForm.COMMUNICABLE: "RC"}


def check_reader(*, form: RegisterForm, year: int, by: User) -> None:
    """Refuses to print names for somebody who stepped aside from a case of the year."""
    if form == RegisterForm.NOMINATIVE and steps_aside(by, year):
        raise Refusal(
            "Vous êtes en déport d’un dossier de cette année\u00a0: demandez le registre nominatif au secrétariat. "
            "Le registre communicable, sans noms, vous reste ouvert."
        )


def issue_extract(*, form: RegisterForm, year: int, by: User, now: datetime) -> RegisterExtract:
    """The register of `year` as a PDF, rendered before any lock and frozen.

    The last one again while nothing was decided since; `Refusal` for who may not print it, or an empty year.
    """
    check_reader(form=form, year=year, by=by)
    if (last := standing_extract(form, year)) is not None:
        return last
    found = list(decisions_of(year))
    if not found:
        raise Refusal(f"Aucune décision n’a été prise en {year}.")
    content = render_pdf(
        TEMPLATE,
        {
            "form": form,
            "year": year,
            "is_nominative": form == RegisterForm.NOMINATIVE,
            "lines": list(lines(found, form)),
            "series": series_of(year),
            "issued_at": now,
        },
    )
    return _freeze(content, form, year, len(found), by, now)


def standing_extract(form: RegisterForm, year: int) -> RegisterExtract | None:
    """The last extract, while no decision came since: it would say the same."""
    last = RegisterExtract.objects.filter(form=form, year=year).select_related("document").order_by("-pk").first()
    if last is None or Decision.objects.decided_here().filter(decided_at__gte=last.document.issued_at).exists():
        return None
    return last


@transaction.atomic
def _freeze(content: bytes, form: RegisterForm, year: int, count: int, by: User, now: datetime) -> RegisterExtract:
    document = freeze(
        kind=DocumentKind.REGISTER,
        reference=year_reference(PREFIX[form], timezone.localdate(now).year),
        title=f"Registre des décisions {year}, {RegisterForm(form).label}",
        content=content,
        template_name=TEMPLATE,
        by=by,
        now=now,
    )
    return RegisterExtract.objects.create(form=form, year=year, decisions=count, document=document)
