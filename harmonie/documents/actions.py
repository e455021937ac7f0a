"""Issuing: from rendered bytes to a row that no one can change."""

import hashlib
from datetime import datetime

from harmonie.accounts.models import User

from .models import DocumentKind, IssuedDocument
from .pdf import template_version


def freeze(
    *, kind: DocumentKind, reference: str, title: str, content: bytes, template_name: str, by: User, now: datetime
) -> IssuedDocument:
    """Keeps a rendered PDF for good, with its SHA-256 and its template's version."""
    return IssuedDocument.objects.create(
        kind=kind,
        reference=reference,
        title=title,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        template_name=template_name,
        template_version=template_version(template_name),
        issued_at=now,
        issued_by=by,
    )
