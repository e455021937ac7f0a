"""What people bring is what it parses as: cleaned, bounded, or refused in a sentence that names it."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from harmonie.documents.models import MediaType
from harmonie.documents.uploads import Brought, clean_name, read, shown_name
from harmonie.refusals import Refusal
from tests.applications.documents import files


def brought(content: bytes, name: str = "piece.pdf") -> Brought:
    return read(files.upload(content, name))


def refusal(content: bytes, name: str = "piece.pdf") -> str:
    with pytest.raises(Refusal) as caught:
        brought(content, name)
    return str(caught.value)


def opened(kept: Brought) -> Image.Image:
    return Image.open(BytesIO(kept.content))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (files.a_pdf(3), (MediaType.PDF, 3, "piece.pdf")),
        (files.a_picture(), (MediaType.JPEG, 1, "piece.jpg")),
        (files.a_picture(kind="PNG", mode="RGBA"), (MediaType.PNG, 1, "piece.png")),
        (files.a_heic(), (MediaType.JPEG, 1, "piece.jpg")),
    ],
    ids=["pdf", "jpeg", "png", "heic"],
)
def test_the_content_says_what_a_file_is_and_the_name_follows(content: bytes, found: tuple[MediaType, int, str]):
    kept = brought(content, "piece.exe")
    assert (kept.media_type, kept.pages, kept.name) == found


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ce fichier est vide"),
        (b"MZ\x90\x00" + bytes(500), "c’est un programme"),
        (b"\x7fELF" + bytes(500), "c’est un programme"),
        (b"PK\x03\x04" + bytes(500), "Enregistrez-le en PDF"),
        (b"GIF89a" + bytes(500), "image GIF"),
        (b"<html><script>alert(1)</script>", "ni un PDF ni une photo"),
        (b"%PDF-1.7\n" + bytes(500), "abîmé"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "abîmée"),
        (files.a_picture()[:200], "abîmée"),
        (files.a_heic()[:300], "HEIC ne s’ouvre pas"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(400), "HEIC ne s’ouvre pas"),
        (files.a_pdf(61), "plus de 60"),
        (files.a_pdf(0), "abîmé"),
        (files.a_pdf(encryption=pikepdf.Encryption(user="secret", owner="autre")), "mot de passe"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(content: bytes, sentence: str):
    said = refusal(content, "relevé.pdf")
    assert said.startswith("«\u202frelevé.pdf\u202f»\u00a0: ")
    assert sentence in said


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(settings):
    settings.HARMONIE_UPLOAD_MB = 1
    assert "1\u00a0Mo au plus" in refusal(files.a_pdf() + bytes(2 * 1024**2))


@pytest.mark.parametrize(
    "bomb",
    [
        lambda: files.a_pdf_with_stream(files.a_bomb(), pikepdf.Name.FlateDecode),
        lambda: files.a_pdf_with_stream(b"x" * 100, pikepdf.Array([pikepdf.Name.FlateDecode] * 2)),
        lambda: files.a_pdf_with_stream(b"x" * 500_000, pikepdf.Name.LZWDecode),
    ],
    ids=["flate", "packed twice", "lzw"],
)
def test_a_pdf_bomb_is_not_opened(bomb):
    content = bomb()
    assert len(content) < 1024**2
    assert "volume anormal" in refusal(content)


def test_an_object_stream_that_unfolds_without_end_ends_the_child_not_us():
    packed = files.a_bomb(600)
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    body = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n3 0 obj\n" + stream + packed
    assert refusal(body + b"\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF")


def test_a_picture_bomb_is_not_decoded():
    assert "trop de points" in refusal(files.a_picture_bomb())


def test_a_picture_keeps_neither_place_nor_text():
    exif = Image.Exif()
    exif[0x010F] = "Téléphone"
    exif.get_ifd(0x8825)[1] = "N"
    content = files.a_picture(exif=exif, comment=b"secret", xmp=b"<x>secret</x>")
    kept = brought(content)
    assert b"secret" in content
    assert b"secret" not in kept.content
    assert not opened(kept).getexif()


def test_a_picture_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the phone on its side
    assert opened(brought(files.a_picture((40, 30), exif=exif))).size == (30, 40)


def test_a_large_picture_is_kept_as_large_as_paper_needs():
    assert opened(brought(files.a_picture((6000, 200)))).size == (3000, 100)


def test_a_transparent_picture_is_laid_on_white():
    target = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(target, "PNG")
    assert opened(brought(target.getvalue())).getpixel((0, 0)) == (255, 255, 255)


def test_a_pdf_that_opens_without_its_password_is_kept_without_it():
    locked = files.a_pdf(encryption=pikepdf.Encryption(user="", owner="imprimeur"))
    with pikepdf.open(BytesIO(brought(locked).content)) as kept:
        assert not kept.is_encrypted


def test_a_pdf_keeps_its_pages_and_nothing_that_acts():
    pdf = pikepdf.open(BytesIO(files.a_pdf(2)))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://exemple.fr"))
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    pdf.Root.OpenAction = pdf.make_indirect(script)
    pdf.Root.AA = pikepdf.Dictionary(WC=script)
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["x", script])))
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("<xdp/>"), Fields=pikepdf.Array([]))
    pdf.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=act) for act in (launch, link)]
    )
    pdf.attachments["virus.exe"] = b"MZ"
    target = BytesIO()
    pdf.save(target)
    with pikepdf.open(BytesIO(brought(target.getvalue()).content)) as kept:
        whole = b"".join(repr(found).encode() for found in kept.objects)
        assert len(kept.pages) == 2
        assert not kept.attachments
        for gone in (b"app.alert", b"cmd.exe", b"XFA", b"OpenAction"):
            assert gone not in whole
        assert b"https://exemple.fr" in whole


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Bureau\\devis.docx", "devis.pdf"),
        ("\u202egnp.exe", "gnp.pdf"),
        ("facture 😀.jpg", "facture.pdf"),
        ("فاتورة.pdf", "فاتورة.pdf"),
        ("\x00\x01", "piece.pdf"),
        ("", "piece.pdf"),
        (None, "piece.pdf"),
        ("....", "piece.pdf"),
    ],
)
def test_a_name_is_cleaned(name: str | None, kept: str):
    assert clean_name(name, MediaType.PDF) == kept
    assert len(shown_name(name)) <= 61
