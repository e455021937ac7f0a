"""Issuing: from rendered bytes to a row that no one can change."""

import hashlib
from datetime import datetime

from harmonie.accounts.models import User

from .models import DocumentKind, IssuedDocument, StoredFile
from .pdf import Paper, template_version
from .uploads import Brought


def freeze(
    *,
    kind: DocumentKind,
    reference: str,
    title: str,
    content: bytes,
    template_name: str,
    by: User,
    now: datetime,
) -> IssuedDocument:
    """Keeps a rendered PDF for good, with its SHA-256 and its template's version.

    What `render_pdf()` made says itself which version of the free paragraphs it prints.
    """
    return IssuedDocument.objects.create(
        kind=kind,
        reference=reference,
        title=title,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        template_name=template_name,
        template_version=_version(content, template_name),
        issued_at=now,
        issued_by=by,
    )


def _version(content: bytes, template_name: str) -> str:
    edition = content.edition if isinstance(content, Paper) else ""
    return template_version(template_name) + (f"+{edition}" if edition else "")


def store(*, brought: Brought, by: User, now: datetime) -> StoredFile:
    """Keeps a file that `uploads.read()` accepted, with its SHA-256."""
    return StoredFile.objects.create(
        name=brought.name,
        media_type=brought.media_type,
        size=len(brought.content),
        pages=brought.pages,
        content=brought.content,
        sha256=hashlib.sha256(brought.content).hexdigest(),
        stored_at=now,
        stored_by=by,
    )
