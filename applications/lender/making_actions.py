"""Making the file for the lender. Apart from `actions.py`, which asks the task queue for it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.documents import actions as documents
from harmonie.documents.models import DocumentKind

from ..models import LenderFile, LoanApplication
from .checklist import fingerprint
from .file import TEMPLATE, build

TROUBLE = "La préparation n’a pas abouti. Essayez de nouveau\u202f; si cela persiste, prévenez l’administrateur."


def make_lender_file(*, file: LenderFile, now: datetime) -> LenderFile:
    """Renders the file and freezes it, once; the dossier is not locked while it is rendered."""
    if file.document_id:
        return file
    application = LoanApplication.objects.with_facts().get(pk=file.application_id)
    seen = fingerprint(application)
    content = build(application, timezone.localdate(now))
    with transaction.atomic():
        locked = LenderFile.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=file.pk)
        if locked.document_id:
            return locked
        locked.document = documents.freeze(
            kind=DocumentKind.LENDER_FILE,
            reference=f"DP-{application.reference}-{locked.number}",
            title=f"Dossier pour {application.scheme.lender_name}, {application.applicant}",
            content=content,
            template_name=TEMPLATE,
            by=locked.asked_by,
            now=now,
        )
        locked.fingerprint, locked.trouble = seen, ""
        locked.save(update_fields=["document", "fingerprint", "trouble"])
    return locked


@transaction.atomic
def note_file_trouble(*, file: LenderFile, now: datetime) -> None:
    """The file could not be made: its page says so, instead of waiting for ever."""
    locked = LenderFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if not locked.document_id:
        locked.trouble = TROUBLE
        locked.save(update_fields=["trouble"])
