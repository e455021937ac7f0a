"""Papers that people bring, drawn here: a page with its name on it, and nobody's."""

import io
from datetime import datetime
from functools import cache
from hashlib import sha256

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from applications.documents.enums import Status
from applications.models import DocumentRequirement, LoanApplication, SupportingDocument
from harmonie.accounts.models import User
from harmonie.documents.models import MediaType, StoredFile

A4_SMALL = (620, 877)  # pixels
INK, PAPER = "#1b2a2c", "#ffffff"


@cache
def specimen(label: str) -> bytes:
    """One page as a JPEG."""
    face = finders.find("fonts/SourceSansPro-Regular.ttf")
    page = Image.new("RGB", A4_SMALL, PAPER)
    pen = ImageDraw.Draw(page)
    pen.text((60, 80), label, fill=INK, font=ImageFont.truetype(face, 26))
    pen.text((60, 130), "Spécimen de la démonstration", fill=INK, font=ImageFont.truetype(face, 18))
    for line in range(220, 760, 36):
        pen.line((60, line, 560 - (line * 7) % 160, line), fill="#c9c1b3", width=6)
    kept = io.BytesIO()
    page.save(kept, "JPEG", quality=70)
    return kept.getvalue()


def bring(application: LoanApplication, wanted: list[DocumentRequirement], by: User, now: datetime) -> None:
    """Each document wanted is received, then accepted."""
    for requirement in wanted:
        content = specimen(requirement.label)
        file = StoredFile.objects.create(
            name="specimen.jpg",
            media_type=MediaType.JPEG,
            size=len(content),
            content=content,
            sha256=sha256(content).hexdigest(),
            stored_at=now,
            stored_by=by,
        )
        SupportingDocument.objects.create(
            application=application,
            requirement=requirement,
            label=requirement.label,
            status=Status.ACCEPTED,
            file=file,
            is_from_partner=False,
            added_at=now,
            added_by=by,
            reviewed_at=now,
            reviewed_by=by,
        )
