"""Serving an issued document or a kept file. Call it only with one found through the reader's own scope."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .models import IssuedDocument, StoredFile

# A kept file was cleaned, and still does nothing in a browser but be saved: it is somebody else's.
SANDBOX = "sandbox; default-src 'none'"


def pdf_response(document: IssuedDocument) -> HttpResponse:
    """The frozen bytes, shown in the browser, kept by nobody on the way."""
    return fresh_pdf_response(bytes(document.content), document.reference)


def fresh_pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF made for this reader now, kept by nobody; `name` is ASCII."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def file_response(file: StoredFile) -> HttpResponse:
    """The kept bytes, to be saved: never run, never guessed at, kept by nobody on the way."""
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
