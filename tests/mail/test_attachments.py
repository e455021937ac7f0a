"""What leaves with a message: an issued PDF, as its bytes are, and an entry for the calendar."""

import hashlib

import pytest
from django.core import mail as outbox

from harmonie.accounts.roles import Role
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind
from harmonie.mail.sending import deliver
from tests.builders import a_user

from .builders import NOW, a_mail

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n\xe2\xe3\xcf\xd3"
ENTRY = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Séance\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def document():
    return freeze(
        kind=DocumentKind.CONVOCATION,
        reference="CV-1-1",
        title="Convocation",
        content=PDF,
        template_name="pdf/receipt.html",
        by=a_user(),
        now=NOW,
    )


def test_both_leave_with_the_message(document):
    mail = a_mail(calendar=ENTRY, document=document)
    deliver(mail=mail, now=NOW)
    parts = {part.get_filename(): part for part in outbox.outbox[0].message().walk() if part.get_filename()}
    assert set(parts) == {"CV-1-1.pdf", "seance.ics"}
    sent = parts["CV-1-1.pdf"].get_payload(decode=True)
    assert hashlib.sha256(sent).hexdigest() == document.sha256
    entry = parts["seance.ics"]
    assert (entry.get_content_type(), entry.get_param("method")) == ("text/calendar", "REQUEST")
    assert entry.get_param("charset") == "utf-8"
    assert entry.get_payload(decode=True) == ENTRY.encode(), "with its line ends, and its accents"


def test_the_pages_say_that_something_is_attached(document, sign_in, settings):
    settings.DEMONSTRATION = True
    a_mail(subject="Sans rien")
    mail = a_mail(calendar=ENTRY, document=document)
    browser = sign_in(a_user(Role.ADMINISTRATOR))
    page = browser.get("/courriels/?etat=attente").content.decode()
    assert page.count("avec un PDF et une entrée d’agenda") == 1
    assert "avec un PDF et une entrée d’agenda" in browser.get(f"/courrier/{mail.pk}/").content.decode()
