"""The access log: who opened what, for those who answer for it."""

import pytest

from harmonie.accounts.roles import Role
from harmonie.registry.actions import log_opening
from tests.builders import a_user

pytestmark = pytest.mark.django_db
ALLOWED = (Role.AUDITOR, Role.ADMINISTRATOR)


def test_it_tells_who_opened_what(sign_in):
    reader = a_user(Role.AUDITOR)
    log_opening(user=a_user(last_name="Vasseur"), subject="dossier", reference="2026-0001")
    page = sign_in(reader).get("/journal/").content.decode()
    assert "2026-0001" in page
    assert "Vasseur" in page


def test_it_can_be_asked_about_one_file_or_one_person(sign_in):
    reader, one, other = a_user(Role.AUDITOR), a_user(), a_user()
    log_opening(user=one, subject="dossier", reference="2026-0001")
    log_opening(user=other, subject="prêt", reference="P2026-0002")
    browser = sign_in(reader)
    page = browser.get("/journal/?reference=p2026-0002").content.decode()
    assert "P2026-0002</td>" in page
    assert "2026-0001</td>" not in page
    page = browser.get(f"/journal/?personne={one.pk}").content.decode()
    assert "2026-0001</td>" in page
    assert "P2026-0002</td>" not in page


def test_a_person_who_does_not_exist_is_answered_in_a_sentence(sign_in):
    answer = sign_in(a_user(Role.AUDITOR)).get("/journal/?personne=999999")
    assert answer.status_code == 422
    assert "Choisissez une des réponses" in answer.content.decode()


def test_it_pages_by_key(sign_in):
    reader, visitor = a_user(Role.AUDITOR), a_user()
    for number in range(52):
        log_opening(user=visitor, subject="dossier", reference=f"2026-{number:04d}")
    browser = sign_in(reader)
    first = browser.get("/journal/").content.decode()
    assert "2026-0051" in first
    assert "2026-0001" not in first
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = browser.get(f"/journal/{following}").content.decode()
    assert "2026-0001" in second
    assert "2026-0051" not in second


@pytest.mark.parametrize("role", [role for role in Role if role not in ALLOWED])
def test_others_do_not_find_it(sign_in, role):
    assert sign_in(a_user(role)).get("/journal/").status_code == 404


def test_it_is_only_read(sign_in):
    assert sign_in(a_user(Role.AUDITOR)).post("/journal/").status_code == 405
