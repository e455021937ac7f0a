"""The complete file as one PDF: everything in it, in order, whatever people brought."""

import io
import re

import pikepdf
import pypdf
import pytest
from django.utils import timezone

from applications.documents.enums import Status
from applications.lender import actions, making_actions, tasks
from applications.models import LenderFile, LoanApplication
from harmonie.documents.models import DocumentKind, MediaType
from harmonie.refusals import WrongState
from tests.applications.builders import a_ready_application
from tests.builders import a_user

from .builders import a_file_ready, a_lent_scheme, a_pdf, a_picture, brings, wants

pytestmark = pytest.mark.django_db


def made(application: LoanApplication) -> LenderFile:
    file = actions.ask_lender_file(application=application, by=a_user(), now=timezone.now())
    return making_actions.make_lender_file(file=file, now=timezone.now())


def reader(file: LenderFile) -> pypdf.PdfReader:
    content = bytes(file.document.content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
    return pypdf.PdfReader(io.BytesIO(content))


def words(page: pypdf.PageObject) -> str:
    return " ".join(page.extract_text().split())


@pytest.fixture
def full():
    """Three documents wanted: one of two pages, a picture, one that nobody brought; and one more that came anyway."""
    scheme = a_lent_scheme()
    application = a_file_ready(scheme=scheme)
    identity, wages = wants(scheme, "Pièce d’identité", position=1), wants(scheme, "Bulletins de salaire", position=2)
    wants(scheme, "Relevé de compte", position=3, is_required=False)
    brings(application, wages, a_pdf(2), status=Status.ACCEPTED)
    brings(application, identity, a_picture(), MediaType.JPEG)
    brings(application, wages, a_pdf(), status=Status.REFUSED)
    brings(application, None, a_picture("PNG", "RGBA"), MediaType.PNG, label="Devis du garage")
    return application


def test_the_documents_stand_in_the_order_of_the_list_with_their_pages(full):
    found = reader(made(full))
    front = len(found.pages) - 4
    cover = words(found.pages[0])
    assert f"Pièce d’identité jointe {front + 1}" in cover
    assert f"Bulletins de salaire jointe {front + 2}" in cover
    assert f"Devis du garage jointe {front + 4}" in cover
    assert "Relevé de compte facultative –" in cover


def test_every_page_is_numbered_and_named(full):
    found = reader(made(full))
    total = len(found.pages)
    assert [f"page {number} / {total}" in words(page) for number, page in enumerate(found.pages, 1)] == [True] * total
    assert "Devis du garage" in words(found.pages[-1])


def test_bookmarks_lead_to_the_documents(full):
    found = reader(made(full))
    marks = {
        mark.title: found.get_destination_page_number(mark) for mark in found.outline if not isinstance(mark, list)
    }
    assert marks["Bulletins de salaire"] == len(found.pages) - 3
    assert any("Demande de prêt" in title for title in marks)


def test_the_facts_are_those_of_the_dossier(full):
    text = " ".join(words(page) for page in reader(made(full)).pages)
    for said in (
        "Nadia Benali",
        "620",
        "Le budget est tenu.",
        "Réfrigérateur et lave-linge",
        "Crédit Municipal",
        "4 %",
    ):
        assert said in text.replace("\u202f", " ").replace("\u00a0", " "), said


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 broken", MediaType.PDF),
        (b"", MediaType.PDF),
        (b"not a picture", MediaType.JPEG),
        (a_picture()[:60], MediaType.JPEG),
        (a_picture("PNG")[:40], MediaType.PNG),
    ],
)
def test_a_file_that_cannot_be_read_is_a_page_that_says_so(content: bytes, media_type: MediaType):
    application = a_file_ready()
    brings(application, None, content, media_type, label="Relevé abîmé")
    brings(application, None, a_pdf(), label="Devis")
    found = reader(made(application))
    assert "Ce fichier n’a pas pu être lu" in words(found.pages[-2])
    assert "Devis" in words(found.pages[-1])


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("JPEG", "CMYK"), ("JPEG", "L")]
)
def test_any_picture_becomes_a_page(kind: str, mode: str):
    application = a_file_ready()
    brings(application, None, a_picture(kind, mode), MediaType[kind])
    assert "n’a pas pu" not in words(reader(made(application)).pages[-1])


def test_what_a_document_would_do_by_itself_is_left_behind():
    pdf, kept = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([link]))
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(2)")
    pdf.save(kept)
    application = a_file_ready()
    brings(application, None, kept.getvalue())
    with pikepdf.open(io.BytesIO(bytes(made(application).document.content))) as whole:
        assert "/OpenAction" not in whole.Root
        assert not {"/AA", "/Annots"} & set(whole.pages[-1].obj.keys())


def test_the_file_is_frozen_and_made_once(full):
    file = made(full)
    assert (file.document.kind, file.document.reference) == (DocumentKind.LENDER_FILE, f"DP-{full.reference}-1")
    assert made(full).document == file.document
    tasks.make_lender_file.func(file.pk)
    assert full.lender_files.count() == 1


def test_a_changed_dossier_is_another_file(full):
    first = made(full)
    brings(full, None, a_pdf(), label="Un papier de plus")
    second = made(full)
    assert (second.number, second.document.reference) == (2, f"DP-{full.reference}-2")
    first.refresh_from_db()
    assert not re.search("Un papier de plus", " ".join(words(page) for page in reader(first).pages))


def test_what_goes_wrong_is_told_and_may_be_tried_again(full, monkeypatch):
    def fails(*_: object) -> bytes:
        raise MemoryError

    file = actions.ask_lender_file(application=full, by=a_user(), now=timezone.now())
    with monkeypatch.context() as broken:
        broken.setattr(making_actions, "build", fails)
        tasks.make_lender_file.func(file.pk)
    file.refresh_from_db()
    assert "Essayez de nouveau" in file.trouble
    assert actions.ask_lender_file(application=full, by=a_user(), now=timezone.now()).is_being_made
    tasks.make_lender_file.func(file.pk)
    file.refresh_from_db()
    assert (file.trouble, file.number, file.document_id is None) == ("", 1, False)


def test_asking_twice_while_it_is_made_is_one_file(full):
    now = timezone.now()
    asked = {actions.ask_lender_file(application=full, by=a_user(), now=now).pk for _ in range(2)}
    assert len(asked) == 1


def test_what_the_ccas_lends_itself_has_no_such_file():
    with pytest.raises(WrongState):
        actions.ask_lender_file(application=a_ready_application(), by=a_user(), now=timezone.now())
