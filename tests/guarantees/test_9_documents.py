"""Guarantee 9: an issued document's bytes never change."""

import pytest

from harmonie.documents.models import IssuedDocument
from tests.story import House, a_document

from .attack import refused, sql


@pytest.mark.parametrize(
    "change", ["content = 'other'", "sha256 = repeat('0', 64)", "reference = 'Lettre-2'", "template_version = 'x'"]
)
def test_an_issued_document_is_frozen(house: House, change: str) -> None:
    document = a_document(house)
    with refused("issueddocument_frozen", document):
        sql(f"UPDATE documents_issueddocument SET {change} WHERE id = %s", document.pk)


def test_an_issued_document_is_kept(house: House) -> None:
    document = a_document(house)
    with refused("issueddocument_frozen", document):
        sql("DELETE FROM documents_issueddocument WHERE id = %s", document.pk)


def test_the_digest_is_that_of_the_bytes(house: House) -> None:
    document = a_document(house)
    forged = IssuedDocument.objects.get(pk=document.pk)
    forged.pk, forged.reference, forged.content = None, "Lettre-2", b"%PDF-1.7 forged"
    with refused("issueddocument_sha256_matches", document):
        IssuedDocument.objects.bulk_create([forged])
