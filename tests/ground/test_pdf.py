"""Paper: tagged, in our own fonts, and deaf to everything outside our static files."""

import io

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from harmonie.documents import pdf

PAGE = (
    '<!doctype html><html lang="fr"><head><title>Essai</title></head>'
    "<body><h1>Prêt</h1><p>1\u202f313,83\u202f€</p>{}</body></html>"
)


@pytest.fixture
def printed(monkeypatch):
    """Prints a page that holds `extra`."""

    def render(extra: str = "") -> bytes:
        monkeypatch.setattr(pdf, "render_to_string", lambda name, context: PAGE.format(extra))
        return pdf.render_pdf("any.html", {})

    return render


def test_a_document_is_tagged_and_says_so(printed):
    with pikepdf.open(io.BytesIO(printed())) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot
        assert document.Root.Lang == "fr"
        assert document.open_metadata()["pdfuaid:part"] == "1"
        assert document.docinfo["/Title"] == "Essai"


def test_a_document_embeds_our_fonts_and_no_other(printed):
    with pikepdf.open(io.BytesIO(printed())) as document:
        names = {str(font.BaseFont) for font in document.pages[0].Resources.Font.values()}
    assert names
    assert all("Source-Sans" in name or "Source-Serif" in name for name in names), names


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://example.com/a.png",
        "https://example.com/a.png",
        "../../manage.py",
        "no-such.png",
    ],
)
def test_nothing_outside_our_static_files_is_read(printed, address):
    with pytest.raises(FatalURLFetchingError):
        printed(f'<img src="{address}" alt="">')


def test_our_own_static_files_are_read(printed):
    assert printed('<link rel="stylesheet" href="paper.css">').startswith(b"%PDF-")
