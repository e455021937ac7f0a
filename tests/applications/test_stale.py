"""Two people in one dossier: the slower one is told who changed what, and keeps what was typed."""

import pytest
from django.utils import timezone

from applications import actions
from tests.applications.browsing import post, rows
from tests.applications.builders import NADIA, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
TYPED = {**NADIA, "birth_date": "14/05/1991", "first_name": "Nadège"}


def test_the_slower_one_is_told_who_changed_what(sign_in):
    worker, other = a_user(), a_user(first_name="Inès")
    application = in_review(worker)
    seen = application.revision
    actions.save_household(application=application, members=[], expected_revision=seen, by=other, now=timezone.now())
    response = post(sign_in(worker), f"/demandes/{application.reference}/personne/", revision=seen, **TYPED)
    page = response.content.decode()
    assert response.status_code == 409
    assert "a changé entre-temps" in page
    assert f"{other} a enregistré" in page
    assert "foyer" in page
    assert 'value="Nadège"' in page
    again = post(sign_in(worker), f"/demandes/{application.reference}/personne/", revision=seen + 1, **TYPED)
    assert again.status_code == 302
    application.applicant.refresh_from_db()
    assert application.applicant.first_name == "Nadège"


@pytest.mark.parametrize("revision", ["", "abc", "-1", "99999999999999"])
def test_a_page_without_a_good_revision_saves_nothing(sign_in, revision: str):
    worker = a_user()
    application = in_review(worker)
    before, url = application.revision, f"/demandes/{application.reference}/foyer/"
    response = post(sign_in(worker), url, revision=revision, **rows("personnes"))
    assert response.status_code == 409
    application.refresh_from_db()
    assert application.revision == before


def test_a_stale_assessment_keeps_its_text(sign_in):
    worker = a_user()
    application = in_review(worker)
    url = f"/demandes/{application.reference}/evaluation/"
    response = post(sign_in(worker), url, revision=0, assessment="Un long texte patient.")
    assert response.status_code == 409
    assert "Un long texte patient." in response.content.decode()
    application.refresh_from_db()
    assert application.assessment == ""
