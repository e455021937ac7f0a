"""Several documents bound into one PDF: a front, then what people brought, every page numbered, with bookmarks.

The only import of pikepdf's page work and of img2pdf in the house. Tolerant: a file that cannot be read becomes a page
that says so, and the others are still there.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import img2pdf
import pikepdf
from PIL import Image

from .models import MediaType
from .pdf import render_pdf

A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
MARGIN = (img2pdf.mm_to_pt(12), img2pdf.mm_to_pt(12))
LAYOUT = img2pdf.get_layout_fun(pagesize=A4, border=MARGIN, fit=img2pdf.FitMode.into, auto_orient=True)
JPEG_QUALITY = 88
UNREADABLE, STAMPS = "pdf/unreadable.html", "pdf/page_numbers.html"
# What a page may carry that acts on its own, or belongs to the document it was taken from.
ACTIVE = ("/AA", "/B", "/StructParents", "/PresSteps", "/Metadata", "/PieceInfo")


class Attachment(NamedTuple):
    """A file to bind, and what it is called."""

    title: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Bound:
    """An attachment as pages. `is_readable` is False when a page says so in its stead."""

    title: str
    pdf: pikepdf.Pdf
    is_readable: bool

    @property
    def count(self) -> int:
        return len(self.pdf.pages)


def as_pages(attachment: Attachment) -> Bound:
    """The attachment as PDF pages, whatever it is."""
    try:
        pdf = _opened(attachment)
        if not len(pdf.pages):
            raise ValueError("no page")
        return Bound(attachment.title, pdf, True)
    except Exception:  # libraries for three formats, each with its own errors: none of them may cost the whole file
        page = render_pdf(UNREADABLE, {"title": attachment.title})
        return Bound(attachment.title, pikepdf.open(io.BytesIO(page)), False)


def starts(front_pages: int, parts: Sequence[Bound]) -> list[int]:
    """The number of the first page of each part, the front's first page being 1."""
    numbers, following = [], front_pages + 1
    for part in parts:
        numbers.append(following)
        following += part.count
    return numbers


def bind(render_front: Callable[[list[int]], bytes], parts: Sequence[Bound], reference: str) -> bytes:
    """One PDF. `render_front(first_pages)` renders the front, which may name the first page of each part.

    It is called twice: how long the front is, is only known once it is rendered.
    """
    front = pikepdf.open(io.BytesIO(render_front([0] * len(parts))))
    pages = len(front.pages)
    pdf = pikepdf.open(io.BytesIO(render_front(starts(pages, parts))))
    for part in parts:
        pdf.pages.extend(part.pdf.pages)
    first_pages = starts(len(pdf.pages) - sum(part.count for part in parts), parts)
    _number(pdf, parts, reference)
    _bookmark(pdf, parts, first_pages)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        # Pages that somebody brought are not tagged: the whole does not claim to be accessible.
        about.pop("pdfuaid:part", None)
    kept = io.BytesIO()
    pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return kept.getvalue()


def gathered(documents: Sequence[Attachment], *, both_sides: bool) -> bytes:
    """Our own PDFs one after the other, as they were issued, with a bookmark each.

    With `both_sides`, a blank page completes each odd one: a letter never begins on the back of somebody else's.
    """
    pdf, first_pages = pikepdf.new(), []
    for document in documents:
        first_pages.append(len(pdf.pages))
        pdf.pages.extend(as_pages(document).pdf.pages)
        if both_sides and len(pdf.pages) % 2:
            pdf.add_blank_page(page_size=A4)
    with pdf.open_outline() as outline:
        for document, page in zip(documents, first_pages, strict=True):
            outline.root.append(pikepdf.OutlineItem(document.title, page))
    kept = io.BytesIO()
    pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return kept.getvalue()


def _opened(attachment: Attachment) -> pikepdf.Pdf:
    if attachment.media_type == MediaType.PDF:
        return _tamed(pikepdf.open(io.BytesIO(attachment.content)))
    return pikepdf.open(io.BytesIO(_image(attachment.content)))


def _tamed(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """What was typed into its form fields becomes part of the page; links and actions are left behind."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")
    for page in pdf.pages:
        for name in ("/Annots", *ACTIVE):
            if name in page.obj:
                del page.obj[name]
    return pdf


def _image(content: bytes) -> bytes:
    """A picture on an A4 page. What img2pdf refuses (transparency, odd profiles) is first drawn on white."""
    try:
        return img2pdf.convert(content, layout_fun=LAYOUT, rotation=img2pdf.Rotation.ifvalid)
    except Exception:
        return img2pdf.convert(_on_white(content), layout_fun=LAYOUT, rotation=img2pdf.Rotation.ifvalid)


def _on_white(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as brought:
        drawn = brought.convert("RGBA")
        picture = Image.new("RGB", drawn.size, "white")
        picture.paste(drawn, mask=drawn.getchannel("A"))
    flat = io.BytesIO()
    picture.save(flat, "JPEG", quality=JPEG_QUALITY)
    return flat.getvalue()


def _number(bound: pikepdf.Pdf, parts: Sequence[Bound], reference: str) -> None:
    """« page 3 / 12 » on every page, and whose document it is on those that somebody brought."""
    total = len(bound.pages)
    titles = [part.title for part in parts for _ in range(part.count)]
    titles = [""] * (total - len(titles)) + titles
    stamps = [{"number": number, "title": title} for number, title in enumerate(titles, start=1)]
    drawn = render_pdf(STAMPS, {"stamps": stamps, "total": total, "reference": reference})
    with pikepdf.open(io.BytesIO(drawn)) as sheets:
        for page, sheet in zip(bound.pages, sheets.pages, strict=True):
            page.add_overlay(sheet, pikepdf.Rectangle(*map(float, page.cropbox)))


def _bookmark(bound: pikepdf.Pdf, parts: Sequence[Bound], first_pages: Sequence[int]) -> None:
    """The front keeps its headings; each part gets a line of its own."""
    with bound.open_outline() as outline:
        for part, number in zip(parts, first_pages, strict=True):
            outline.root.append(pikepdf.OutlineItem(part.title, number - 1))
