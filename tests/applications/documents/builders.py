"""Documents to test with, through the actions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from applications.documents import actions
from applications.documents.actions import Asked, Piece
from applications.documents.enums import AskedOf
from applications.models import DocumentRequest, DocumentRequirement, LoanApplication, SupportingDocument
from harmonie.accounts.models import User
from harmonie.documents.models import MediaType
from harmonie.documents.uploads import Brought
from tests.builders import a_user


def a_requirement(label: str = "Bulletin de salaire", **facts: Any) -> DocumentRequirement:
    return DocumentRequirement.objects.create(label=label, **facts)


def only(*labels: str, **facts: Any) -> list[DocumentRequirement]:
    """The setting asks for these and nothing else."""
    DocumentRequirement.objects.update(is_active=False)
    return [a_requirement(label, **facts) for label in labels]


def a_file(name: str = "piece.pdf", content: bytes = b"%PDF-1.7 kept") -> Brought:
    return Brought(name, MediaType.PDF, 1, content)


def a_deposit(
    application: LoanApplication, *, by: User | None = None, piece: Piece | None = None, **facts: Any
) -> SupportingDocument:
    return actions.deposit(
        application=application,
        piece=piece or Piece("Attestation"),
        files=[a_file()],
        by=by or a_user(),
        now=timezone.now(),
        **facts,
    )[0]


def asked_of_partner(
    application: LoanApplication, *labels: str, by: User | None = None, asked_of: AskedOf = AskedOf.PARTNER
) -> DocumentRequest:
    now = timezone.now()
    asked = [Asked(label, asked_of) for label in labels or ("Devis",)]
    made = actions.ask(
        application=application,
        asked=asked,
        answer_by=(now + timedelta(days=15)).date(),
        by=by or a_user(),
        now=now,
    )
    application.refresh_from_db()
    return made
