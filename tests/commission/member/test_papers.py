"""The documents of a case: their list for everybody who reads it, their files for who decides, where names may show."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.documents import actions as papers
from applications.documents.actions import Piece
from applications.models import DocumentRequirement
from commission import actions
from harmonie.documents.models import MediaType
from harmonie.documents.uploads import Brought
from harmonie.registry.models import AccessEntry
from tests.commission.builders import a_commission, a_meeting, an_open_meeting, convened, listed

QUOTE = "Devis de la boutique"


def brought(room, item, label=QUOTE, requirement=None):
    piece = Piece(label, requirement)
    files = [Brought("devis.pdf", MediaType.PDF, 1, b"%PDF-1.7")]
    told = {"application": item.application, "by": room.worker, "now": timezone.now()}
    return papers.deposit(piece=piece, files=files, **told)[0]


def address(item, key):
    return reverse("commission:paper", args=[item.pk, key])


@pytest.fixture
def named(db):
    """A commission under a scheme whose sheets say who is asking, and its case with one document."""
    room = a_commission(is_anonymised=False)
    item = listed(room, a_meeting(room))
    found = brought(room, item)
    convened(room, item.meeting)
    item.refresh_from_db()
    return room, item, found


def test_a_member_opens_a_file_and_it_is_written_down(named, sign_in):
    room, item, found = named
    browser = sign_in(room.members[0])
    page = browser.get(reverse("commission:case", args=[item.pk])).content.decode()
    assert QUOTE in page
    assert address(item, found.key) in page
    response = browser.get(address(item, found.key))
    assert (response.status_code, response.content) == (200, b"%PDF-1.7")
    assert AccessEntry.objects.filter(user=room.members[0], subject="pièce justificative").count() == 1
    assert browser.post(address(item, found.key)).status_code == 405
    assert browser.get(address(item, uuid4())).status_code == 404


def test_only_who_decides_this_case_opens_it(named, sign_in):
    room, item, found = named
    other = an_open_meeting(room, {"description": "Lit"}).items.get()
    assert sign_in(room.members[0]).get(address(other, found.key)).status_code == 404
    assert sign_in(room.secretary).get(address(item, found.key)).status_code == 404
    actions.declare_recusal(item=item, member=room.members[0], reason="Voisine", now=timezone.now())
    assert sign_in(room.members[0]).get(address(item, found.key)).status_code == 404
    assert sign_in(room.members[1]).get(address(item, found.key)).status_code == 200
    actions.remove_from_agenda(item=item, by=room.secretary, now=timezone.now())
    assert sign_in(room.members[1]).get(address(item, found.key)).status_code == 404


def test_an_anonymised_sheet_names_the_document_and_opens_nothing(room, sign_in):
    item = an_open_meeting(room).items.get()
    asked = DocumentRequirement.objects.create(label="Attestation de loyer")
    listed_one, other = brought(room, item, requirement=asked), brought(room, item, "Fiche de paie de Nadia Benali")
    browser = sign_in(room.members[0])
    page = browser.get(reverse("commission:case", args=[item.pk])).content.decode()
    assert "Attestation de loyer" in page
    assert "Autre pièce" in page
    assert "Nadia" not in page.split("<main", 1)[1]
    for one in (listed_one, other):
        assert str(one.key) not in page
        assert browser.get(address(item, one.key)).status_code == 404
