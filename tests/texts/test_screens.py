"""The texts of letters on the screen: written, shown as a specimen, dated, taken by the letters of their day."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from harmonie.accounts.roles import Role
from harmonie.documents.models import LetterText
from harmonie.documents.texts import specimens
from harmonie.documents.texts.kinds import LETTERS, LetterKind
from harmonie.documents.texts.queries import first_text, text_in_force, wording
from harmonie.town.queries import town
from tests.builders import a_user
from tests.loans.builders import once

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WRITE = ("write_letter_text", "refus")


@pytest.fixture
def admin(client):
    client.user = a_user(Role.ADMINISTRATOR)
    client.force_login(client.user)
    return client


def typed(**changed):
    facts = {"valid_from": TODAY.isoformat(), "opening": "", "advice": "Passez, {personne}.", "closing": ""}
    return facts | changed | once()


def address(name, *things):
    return reverse(name, args=things)


def test_a_version_is_written_read_and_taken_from_its_day_on(admin):
    page, tomorrow = address(*WRITE), TODAY + timedelta(days=1)
    assert "D’autres aides existent" in admin.get(page).text
    told = typed()
    assert admin.post(page, told).status_code == 302
    admin.post(page, told)  # said twice
    assert admin.post(page, typed(advice="Demain.", valid_from=tomorrow.isoformat())).status_code == 302
    assert [text.version for text in LetterText.objects.all()] == [2, 1]
    said = {day: text_in_force(LetterKind.REFUSED, day).advice for day in (TODAY, tomorrow)}
    assert said == {TODAY: "Passez, {personne}.", tomorrow: "Demain."}
    assert text_in_force(LetterKind.REFUSED, TODAY - timedelta(days=1)).version == 0
    values = specimens.invented(admin.user, TODAY)
    letter = wording(LetterKind.REFUSED, values, on=TODAY)
    assert (letter.advice, letter.edition) == ("<p>Passez, Camille Exemple.</p>", "refused-1")
    with pytest.raises(ValueError, match="personne"):
        wording(LetterKind.REFUSED, {}, on=TODAY)
    assert "version 1" in admin.get(reverse("letter_texts")).text
    shown = admin.get(address("letter_text", "refus") + "?version=0").text
    assert "D’autres aides existent" in shown
    assert "À venir" in shown
    assert admin.get(address("letter_text", "inconnue")).status_code == 404
    refused = admin.post(address("remove_letter_text", "refus", 1), once(), follow=True)
    assert "est entré en vigueur" in refused.text
    assert admin.post(address("remove_letter_text", "refus", 2), once()).status_code == 302
    assert LetterText.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"advice": "Bonjour {prenom}"}, "{contact}"),
        ({"opening": "x" * 3001}, "Raccourcissez"),
        ({"valid_from": ""}, "Complétez"),
        ({"valid_from": "2020-01-01"}, "aujourd’hui ou plus tard"),
        ({"valid_from": "9999-12-31"}, "plus de cinq ans"),
        ({"closing": "a\x00b"}, "closing"),
    ],
)
def test_what_cannot_be_used_is_answered_beside_it(admin, changed, sentence):
    page = admin.post(address(*WRITE), typed(**changed))
    assert page.status_code == 422
    assert sentence in page.text
    assert not LetterText.objects.exists()


def test_a_specimen_is_a_pdf_and_keeps_nothing(admin):
    shown = admin.post(address(*WRITE), typed(advice="😀 \u202eabc <b>{personne}</b>") | {"voir": "1"})
    assert shown["Content-Type"] == "application/pdf"
    assert shown.content.startswith(b"%PDF")
    assert not LetterText.objects.exists()


def test_every_letter_has_its_specimen(admin):
    """As HTML: the PDFs take too long for all of them."""
    for kind in LETTERS:
        context = specimens._common(first_text(kind), admin.user, TODAY) | specimens._facts(kind, TODAY)
        page = render_to_string(f"pdf/{specimens.PAPERS[kind]}.html", {"town": town(), **context})
        assert "SPÉCIMEN" in page
        assert "{" not in page.split("<main")[1], kind
