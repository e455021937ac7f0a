"""Supporting documents on the desk today: asked for, brought, refused, replaced, seen.

The papers are drawn here, with a name and « spécimen » on each: nothing real, and nothing binary kept in the sources.
"""

from datetime import date, timedelta
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from applications.documents import actions as documents
from applications.documents.actions import Asked, Piece
from applications.documents.enums import AskedOf, Status
from applications.models import DocumentRequirement, LoanApplication, SupportingDocument
from harmonie.documents.models import MediaType
from harmonie.documents.uploads import Brought

from ..story import Story, at

PAPER = (620, 440)  # pixels: small on purpose


def _drawn(title: str, *lines: str) -> Image.Image:
    sheet = Image.new("L", PAPER, 250)
    pen = ImageDraw.Draw(sheet)
    pen.text((40, 36), title, 20, ImageFont.load_default(26))
    for place, line in enumerate((*lines, "SPÉCIMEN, document inventé")):
        pen.text((40, 100 + 40 * place), line, 60, ImageFont.load_default(18))
    pen.rectangle((20, 20, PAPER[0] - 20, PAPER[1] - 20), outline=120)
    return sheet


def a_photo(name: str, title: str, *lines: str, blur: bool = False) -> Brought:
    """A picture taken with a phone; `blur`: one that nobody can read."""
    drawn = _drawn(title, *lines)
    if blur:
        drawn = drawn.resize((62, 44)).resize(PAPER)
    target = BytesIO()
    drawn.save(target, "JPEG", quality=60)
    return Brought(f"{name}.jpg", MediaType.JPEG, 1, target.getvalue())


def a_scan(name: str, title: str, *lines: str) -> Brought:
    """One page of PDF."""
    target = BytesIO()
    moment = at(date(2026, 1, 5)).timetuple()  # else the file tells when the demonstration was loaded
    _drawn(title, *lines).save(target, "PDF", creationDate=moment, modDate=moment)
    return Brought(f"{name}.pdf", MediaType.PDF, 1, target.getvalue())


def _wanted(label: str) -> DocumentRequirement:
    return DocumentRequirement.objects.get(label=label)


def _piece(label: str) -> Piece:
    return Piece(label, _wanted(label))


def partner_awaited(story: Story, application: LoanApplication, day: date) -> None:
    """The partner brought a quote, and a picture that nobody can read: one document is still expected."""
    worker, partner = story.people.worker, application.referred_by
    quote, payslips = "Devis ou facture pro forma", "Trois derniers bulletins de salaire"
    asked = [Asked(label, AskedOf.PARTNER, _wanted(label)) for label in (quote, payslips)]
    documents.ask(application=application, asked=asked, answer_by=day + timedelta(days=15), by=worker, now=at(day))
    application.refresh_from_db()
    items = {item.label: item for item in application.document_requests.get().items.all()}
    for label, file, hour in (
        (quote, a_scan("devis garage", "Garage des Tilleuls", "Devis n°\u00a0118", "Embrayage\u00a0: 480\u202f€"), 10),
        (payslips, a_photo("IMG_2041", "Bulletin de salaire", "Net\u00a0: 1\u202f050\u202f€", blur=True), 11),
    ):
        piece = Piece(label, _wanted(label), items[label])
        documents.deposit(
            application=application, piece=piece, files=[file], by=partner, now=at(day + timedelta(days=2), hour)
        )
    blurred = SupportingDocument.objects.get(application=application, label=payslips)
    documents.examine(
        document=blurred,
        verdict=Status.REFUSED,
        reason="La photo est floue\u00a0: le montant net ne se lit pas.",
        expected=Status.RECEIVED,
        by=worker,
        now=at(day + timedelta(days=3)),
    )


def person_brought_all(story: Story, application: LoanApplication, day: date) -> None:
    """What was asked of the person has come: somebody may go on."""
    worker = story.people.worker
    asked = [
        Asked("Devis ou facture pro forma", AskedOf.PERSON, _wanted("Devis ou facture pro forma")),
        Asked("Attestation de la mutuelle", AskedOf.PERSON),
    ]
    documents.ask(application=application, asked=asked, answer_by=day + timedelta(days=15), by=worker, now=at(day))
    application.refresh_from_db()
    for item in application.document_requests.get().items.all():
        scan = a_scan(item.label.split()[0].lower(), item.label, "Cabinet dentaire du Pont", "650\u202f€")
        documents.deposit(
            application=application,
            piece=Piece(item.label, item.requirement, item),
            files=[scan],
            by=worker,
            now=at(day + timedelta(days=4)),
        )


def in_order(story: Story, application: LoanApplication, day: date) -> None:
    """A file under review: one document seen without a copy, one accepted, one to examine."""
    worker = story.people.worker
    told = {"by": worker, "now": at(day, 14)}
    documents.mark_seen(application=application, requirement=_wanted("Pièce d’identité"), **told)
    pay = [a_photo(f"bulletin {month}", f"Bulletin de salaire, {month}") for month in ("août", "septembre", "octobre")]
    kept = documents.deposit(
        application=application, piece=_piece("Trois derniers bulletins de salaire"), files=pay, **told
    )
    for document in kept:
        documents.examine(document=document, verdict=Status.ACCEPTED, reason="", expected=Status.RECEIVED, **told)
    bank = a_scan("rib", "Relevé d’identité bancaire", "FR76 0000 0000 0000 0000 0000 000")
    documents.deposit(application=application, piece=_piece("RIB de la personne"), files=[bank], **told)
