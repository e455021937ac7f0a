"""The history of a dossier: who did what and why, of every kind, at a constant cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import actions
from applications.correspondence.actions import write_message, write_note
from applications.documents.enums import Status
from applications.dossier.chronicle import AT_ONCE, chronicle
from applications.models import LoanApplication, SupportingDocument
from harmonie.registry.authorship import recorded
from tests.applications.builders import a_partners_user, in_review
from tests.builders import a_user
from tests.intake_rows import a_stored_file

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def a_document(application: LoanApplication, by, content: bytes = b"%PDF-1.7") -> SupportingDocument:
    with recorded(by=by, now=NOW):
        return SupportingDocument.objects.create(
            application=application,
            label="Quittance",
            file=a_stored_file(by, NOW, content),
            is_from_partner=False,
            added_at=NOW,
            added_by=by,
        )


def said(application: LoanApplication, kind: str = "") -> list[tuple[str, str]]:
    found = chronicle(application, kind)
    return [(event.what.replace("\u00a0", " "), event.why) for event in [*found.recent, *found.older]]


def test_a_document_that_came_and_was_refused_says_why():
    worker = a_user()
    application = in_review(worker)
    document = a_document(application, worker)
    with recorded(by=worker, now=NOW + timedelta(minutes=5)):
        document.status, document.reason = Status.REFUSED, "Illisible"
        document.reviewed_at, document.reviewed_by = NOW, worker
        document.save()
    assert said(application, "documents") == [
        ("Pièce refusée : Quittance", f"{worker}\u00a0: «\u202fIllisible\u202f»"),
        ("Pièce reçue : Quittance", str(worker)),
    ]


def test_messages_name_their_side_and_keep_their_words_to_themselves():
    partner, worker = a_partners_user(), a_user()
    application = in_review(worker, by=partner)
    write_message(application=application, text="Bonjour", by=worker, now=NOW)
    write_message(application=application, text="Merci", by=partner, now=NOW + timedelta(minutes=1))
    house = partner.partner
    assert [what for what, _ in said(application, "messages")] == [
        f"Message reçu de {house}",
        f"Message envoyé à {house}",
    ]


def test_a_mail_is_told_in_the_line_of_what_it_announced_and_in_a_list_of_its_own():
    partner, worker = a_partners_user(), a_user()
    application = in_review(worker, by=partner)
    write_message(application=application, text="Bonjour", by=worker, now=NOW)
    [(_, why)] = [line for line in said(application) if line[0].startswith("Message envoyé")]
    assert f"courriel à {partner.email}, en attente d’envoi" in why
    assert (f"Courriel à {partner.email}", "en attente d’envoi") in said(application, "mail")


def test_edits_and_notes():
    worker, application = a_user(), in_review()
    edit = {"expected_revision": application.revision, "by": worker, "now": NOW}
    actions.save_household(application=application, members=[], **edit)
    write_note(application=application, text="Un secret", by=worker, now=NOW)
    assert said(application, "edits") == [("Modification : foyer", str(worker))]
    assert not any("secret" in what + why for what, why in said(application)), "notes have a place of their own"


def test_a_change_of_worker_says_who_decided_it():
    worker, application = a_user(), in_review()
    with recorded(by=worker, now=NOW, why="Dossier confié à Karim Benali"):
        LoanApplication.objects.filter(pk=application.pk).update(worker=a_user())
    assert ("Dossier confié à Karim Benali", str(worker)) in said(application, "steps")


@pytest.mark.parametrize("kind", ["", "rien", "steps\0", "<b>", "messages"])
def test_any_filter_answers(sign_in, kind: str):
    response = sign_in(a_user()).get(f"/demandes/{in_review().reference}/", {"historique": kind})
    assert response.status_code == 200


def test_what_is_long_folds(sign_in):
    worker, application = a_user(), in_review()
    for minute in range(AT_ONCE + 3):
        write_message(application=application, text="Bonjour", by=worker, now=NOW + timedelta(minutes=minute))
    found = chronicle(application)
    assert len(found.recent) == AT_ONCE
    assert found.recent[0].on > found.older[0].on
    assert "Tout afficher" in sign_in(worker).get(f"/demandes/{application.reference}/").content.decode()


def test_the_number_of_queries_does_not_grow():
    worker, application = a_user(), in_review()
    counts = []
    for turn, lines in enumerate((1, 3)):
        for line in range(lines):
            write_message(application=application, text="Bonjour", by=a_user(), now=NOW)
            a_document(application, worker, b"%d-%d" % (turn, line))
        fresh = LoanApplication.objects.with_facts().get(pk=application.pk)
        with CaptureQueriesContext(connection) as queries:
            chronicle(fresh)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_tabs_keep_the_list_one_came_from(sign_in):
    response = sign_in(a_user()).get(
        f"/demandes/{in_review().reference}/", {"liste": "etat=ready", "historique": "steps"}
    )
    assert all("liste=etat%3Dready" in tab.url for tab in response.context["chronicle"].tabs)
