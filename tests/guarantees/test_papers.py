"""What people bring: kept as it came, judged by somebody, refused with a reason; what was asked for stays said."""

from datetime import date
from hashlib import sha256

import pytest
from django.utils import timezone

from applications.models import DocumentRequest, DocumentRequirement, RequestedDocument, SupportingDocument
from harmonie.documents.models import StoredFile
from tests.intake_rows import a_stored_file
from tests.story import NOW, House, a_document, a_draft

from .attack import refused, sql

TABLE = "applications_supportingdocument"


def a_paper(house: House, **facts) -> SupportingDocument:
    given = {"label": "Devis", "is_from_partner": False, "added_at": NOW, "added_by": house.worker}
    file = a_stored_file(house.worker, NOW)
    return SupportingDocument.objects.create(**{**given, "application": a_draft(house), "file": file, **facts})


def a_request(house: House) -> DocumentRequest:
    return DocumentRequest.objects.create(
        application=a_draft(house), number=1, answer_by=date(2026, 7, 1), asked_at=NOW, asked_by=house.worker
    )


@pytest.mark.parametrize(
    "change", ["content = 'other'", "sha256 = repeat('0', 64)", "name = 'x'", "media_type = 'image/png'"]
)
def test_a_kept_file_is_frozen(house: House, change: str):
    file = a_stored_file(house.worker, NOW)
    with refused("storedfile_frozen", file):
        sql(f"UPDATE documents_storedfile SET {change} WHERE id = %s", file.pk)


def test_the_digest_is_that_of_the_bytes(house: House):
    file = StoredFile.objects.get(pk=a_stored_file(house.worker, NOW).pk)
    file.pk, file.content = None, b"%PDF-1.7 forged"
    with refused("storedfile_sha256_matches"):
        StoredFile.objects.bulk_create([file])
    file.sha256 = sha256(file.content).hexdigest()
    StoredFile.objects.bulk_create([file])


def test_what_was_only_seen_keeps_no_file_and_what_is_kept_has_one(house: House):
    paper = a_paper(house)
    with refused("supportingdocument_seen_keeps_no_file", paper):
        sql(
            f"UPDATE {TABLE} SET status = 'seen', reviewed_at = now(), reviewed_by_id = %s WHERE id = %s",
            house.worker.pk,
            paper.pk,
        )
    with refused("supportingdocument_seen_keeps_no_file", paper):
        sql(f"UPDATE {TABLE} SET file_id = NULL WHERE id = %s", paper.pk)


def test_a_refusal_says_why(house: House):
    paper = a_paper(house)
    with refused("supportingdocument_refused_says_why", paper):
        sql(
            f"UPDATE {TABLE} SET status = 'refused', reviewed_at = now(), reviewed_by_id = %s WHERE id = %s",
            house.worker.pk,
            paper.pk,
        )


@pytest.mark.parametrize("change", ["status = 'accepted'", "reviewed_at = now()"])
def test_a_judgement_has_its_author(house: House, change: str):
    paper = a_paper(house)
    with refused("supportingdocument_reviewed_by_somebody", paper):
        sql(f"UPDATE {TABLE} SET {change} WHERE id = %s", paper.pk)


def test_a_document_has_a_name(house: House):
    with refused("supportingdocument_named"):
        a_paper(house, label="")


def test_a_document_does_not_replace_itself(house: House):
    paper = a_paper(house)
    with refused("supportingdocument_replaced_by_another", paper):
        sql(f"UPDATE {TABLE} SET replaced_by_id = id WHERE id = %s", paper.pk)


@pytest.mark.parametrize(
    "change",
    ["label = 'Autre'", "is_from_partner = true", "added_at = now()", "application_id = application_id + 1"],
)
def test_a_document_stays_where_and_as_it_was_added(house: House, change: str):
    paper = a_paper(house)
    with refused("supportingdocument_stays", paper):
        sql(f"UPDATE {TABLE} SET {change} WHERE id = %s", paper.pk)


def test_a_document_to_ask_for_has_a_name(house: House):
    with refused("documentrequirement_named"):
        DocumentRequirement.objects.create(label="")


def test_a_document_to_ask_for_ends_after_it_begins(house: House):
    with refused("documentrequirement_dates_in_order"):
        DocumentRequirement.objects.create(label="A", valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 31))


@pytest.mark.parametrize("change", ["answer_by = '2030-01-01'", "asked_at = now()", "number = 2"])
def test_a_request_says_what_was_asked(house: House, change: str):
    asked = a_request(house)
    with refused("documentrequest_stays", asked):
        sql(f"UPDATE applications_documentrequest SET {change} WHERE id = %s", asked.pk)


def test_a_request_has_one_letter_and_keeps_it(house: House):
    asked = a_request(house)
    first, second = a_document(house), a_document(house, "Lettre-2")
    move = "UPDATE applications_documentrequest SET letter_id = %s WHERE id = %s"
    sql(move, first.pk, asked.pk)
    for letter in (second.pk, None):
        with refused("documentrequest_letter_once", asked):
            sql(move, letter, asked.pk)


def test_requests_are_numbered_once(house: House):
    asked = a_request(house)
    twin = DocumentRequest(
        application=asked.application, number=1, answer_by=date(2026, 7, 1), asked_at=timezone.now(),
        asked_by=house.worker,
    )  # fmt: skip
    with refused("documentrequest_numbered_once"):
        DocumentRequest.objects.bulk_create([twin])


def test_what_is_asked_for_has_a_name(house: House):
    with refused("requesteddocument_named"):
        RequestedDocument.objects.create(request=a_request(house), label="", asked_of="person")
