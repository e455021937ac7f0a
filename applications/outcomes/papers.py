"""The two letters of a request, found by their references."""

from harmonie.documents.models import IssuedDocument

from ..models import LoanApplication


def receipt_reference(application: LoanApplication) -> str:
    return f"AR-{application.reference}"


def closing_letter_reference(application: LoanApplication) -> str:
    return f"LC-{application.reference}"


def acknowledgement_of(application: LoanApplication) -> IssuedDocument | None:
    """The acknowledgement of receipt, without its bytes; None while it is not issued."""
    return _found(receipt_reference(application))


def closing_letter_of(application: LoanApplication) -> IssuedDocument | None:
    """The letter that told how the request ended, without its bytes; None while it is not issued."""
    return _found(closing_letter_reference(application))


def of_request(application: LoanApplication) -> dict[str, IssuedDocument]:
    """Both, by reference, in one query."""
    references = [receipt_reference(application), closing_letter_reference(application)]
    found = IssuedDocument.objects.filter(reference__in=references).defer("content").select_related("issued_by")
    return {document.reference: document for document in found}


def _found(reference: str) -> IssuedDocument | None:
    return IssuedDocument.objects.defer("content").select_related("issued_by").filter(reference=reference).first()
