"""A social-security number in free text is warned of, never refused."""

import pytest
from django import forms
from django.contrib.messages import get_messages

from harmonie.forms import HouseForm
from harmonie.free_text import NUMBER, REMINDER, FreeTextField
from tests.applications.browsing import post
from tests.applications.builders import NADIA, a_draft, a_partners_user, in_review

TYPED = {**NADIA, "birth_date": "14/05/1991"}


class NoteForm(HouseForm, forms.Form):
    note = FreeTextField(label="Note", rows=3, help_text="En deux mots.")
    label = FreeTextField(label="Précision", reminder=False)


def test_the_page_knows_what_to_warn_of_and_reminds_of_the_reader():
    drawn = str(NoteForm()["note"])
    assert "<textarea" in drawn
    assert "data-warn-pattern" in drawn
    assert "retirez-le" in drawn
    assert NoteForm.base_fields["note"].help_text == f"En deux mots. {REMINDER}"
    assert REMINDER not in NoteForm.base_fields["label"].help_text


def test_a_browser_reads_the_pattern_as_python_does():
    assert "(?P" not in NUMBER
    assert "(?i" not in NUMBER


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["NIR 2 91 05 60 123 456", "contrat EDF 2910560123456"])
def test_it_is_saved_and_said(sign_in, text: str):
    draft = a_draft(a_partners_user())
    url = f"/demandes/{draft.reference}/personne/"
    response = post(sign_in(draft.referred_by), url, revision=1, **TYPED, situation=text)
    assert response.status_code == 302
    draft.applicant.refresh_from_db()
    assert draft.applicant.situation == text
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert any("Situation professionnelle" in one and "sécurité sociale" in one for one in said)


@pytest.mark.django_db
def test_an_assessment_too(sign_in):
    application = in_review()
    url = f"/demandes/{application.reference}/evaluation/"
    typed = {"assessment": "Son numéro est le 291056012345678.", "revision": application.revision}
    response = post(sign_in(application.worker), url, **typed)
    assert response.status_code == 302
    assert any("sécurité sociale" in str(message) for message in get_messages(response.wsgi_request))
