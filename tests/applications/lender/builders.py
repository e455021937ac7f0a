"""Requests on their way to an external lender, and what people bring with them."""

import io
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pikepdf
from django.utils import timezone
from PIL import Image

from applications import actions
from applications.documents.enums import Status
from applications.models import DocumentRequirement, LenderLoan, LoanApplication, SupportingDocument
from harmonie.accounts.models import User
from harmonie.documents.models import MediaType, StoredFile
from harmonie.schemes.enums import InterestTiming, Lending
from harmonie.schemes.models import Scheme
from tests.applications.builders import a_ready_application
from tests.builders import a_scheme, a_user, terms

LIMITS = {"amount_min": Decimal(300), "amount_max": Decimal(3000), "months_min": 6, "months_max": 36}
WITHOUT = "Pièces déjà remises au prêteur"


def a_lent_scheme(timing: InterestTiming = InterestTiming.HALF_AT_END, **facts: Any) -> Scheme:
    """The département's scheme at 4 %, which asks for no document of its own yet."""
    DocumentRequirement.objects.update(is_active=False)
    scheme = a_scheme(name="Micro-crédit départemental", lending=Lending.EXTERNAL, lender_name="Crédit Municipal")
    return terms(scheme, **LIMITS, annual_rate=Decimal(4), interest_timing=timing, **facts).scheme


def a_file_ready(worker: User | None = None, scheme: Scheme | None = None, **facts: Any) -> LoanApplication:
    return a_ready_application(worker, scheme=scheme or a_lent_scheme(), **facts)


def sent(worker: User | None = None, now: datetime | None = None, **facts: Any) -> LoanApplication:
    worker, now = worker or a_user(), now or timezone.now()
    application = a_file_ready(worker, now=now, **facts)
    actions.send_to_lender(application=application, missing_why=WITHOUT, by=worker, now=now)
    return LoanApplication.objects.get(pk=application.pk)


def granted(worker: User | None = None, now: datetime | None = None, **facts: Any) -> LenderLoan:
    worker, now = worker or a_user(), now or timezone.now()
    application = sent(worker, now, **facts)
    actions.record_lender_answer(application=application, granted=True, reason=None, note="", by=worker, now=now)
    return LenderLoan.objects.get(application=application)


def disbursed(worker: User | None = None, now: datetime | None = None, **facts: Any) -> LenderLoan:
    worker, now = worker or a_user(), now or timezone.now()
    loan = granted(worker, now, **facts)
    actions.record_lender_disbursement(application=loan.application, by=worker, now=now)
    return LenderLoan.objects.select_related("application").get(pk=loan.pk)


def wants(scheme: Scheme, label: str, **facts: Any) -> DocumentRequirement:
    return DocumentRequirement.objects.create(scheme=scheme, label=label, **facts)


def brings(
    application: LoanApplication,
    requirement: DocumentRequirement | None,
    content: bytes,
    media_type: MediaType = MediaType.PDF,
    *,
    status: Status = Status.RECEIVED,
    label: str = "",
) -> SupportingDocument:
    """A document as the upload would have kept it, even one that it would not have."""
    now, by = timezone.now(), a_user()
    file = StoredFile.objects.create(
        name="piece",
        media_type=media_type,
        size=len(content),
        content=content,
        sha256=sha256(content).hexdigest(),
        stored_at=now,
        stored_by=by,
    )
    reviewed = {} if status == Status.RECEIVED else {"reviewed_at": now, "reviewed_by": by}
    return SupportingDocument.objects.create(
        application=application,
        requirement=requirement,
        label=label or (requirement.label if requirement else "Autre pièce"),
        status=status,
        reason="Illisible" if status == Status.REFUSED else "",
        file=file,
        is_from_partner=False,
        added_at=now,
        added_by=by,
        **reviewed,
    )


def a_pdf(pages: int = 1) -> bytes:
    made, kept = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    made.save(kept)
    return kept.getvalue()


def a_picture(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (120, 80)) -> bytes:
    kept = io.BytesIO()
    Image.new(mode, size).save(kept, kind)
    return kept.getvalue()
