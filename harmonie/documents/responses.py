"""Serving an issued document. Call it only with a document found through the reader's own scope."""

from django.http import HttpResponse

from .models import IssuedDocument


def pdf_response(document: IssuedDocument) -> HttpResponse:
    """The frozen bytes, shown in the browser, kept by nobody on the way."""
    response = HttpResponse(bytes(document.content), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{document.reference}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
