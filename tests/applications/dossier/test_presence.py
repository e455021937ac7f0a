"""A colleague has the same dossier open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications import actions
from applications.dossier.actions import note_reading
from applications.dossier.presence import watch
from applications.models import Reader
from harmonie.accounts.roles import Role
from tests.applications.builders import a_filled_draft, a_partners_user, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()
OPEN = "a ce dossier ouvert en ce moment"


def names(application, user, now) -> list[str]:
    return [reader.user.first_name for reader in watch(application, user, application.revision, now).colleagues]


def test_two_workers_see_each_other_and_never_themselves(sign_in):
    claire, karim, application = a_user(), a_user(first_name="Karim"), in_review()
    page = f"/demandes/{application.reference}/"
    assert OPEN not in sign_in(claire).get(page).content.decode()
    shown = sign_in(karim).get(page).content.decode()
    assert f"{claire}</span> {OPEN}" in shown
    assert f"{karim}</span> {OPEN}" not in shown


@pytest.mark.parametrize("part", ["personne", "foyer", "budget", "projet", "evaluation", "clore"])
def test_every_page_that_edits_says_so(sign_in, part: str):
    application = in_review()
    note_reading(application=application, by=a_user(first_name="Karim"), now=timezone.now())
    assert OPEN in sign_in(a_user()).get(f"/demandes/{application.reference}/{part}/").content.decode()


def test_gone_a_minute_after_the_last_heartbeat():
    claire, karim, application = a_user(), a_user(first_name="Karim"), in_review()
    note_reading(application=application, by=karim, now=NOW)
    assert names(application, claire, NOW + timedelta(seconds=59)) == ["Karim"]
    assert names(application, claire, NOW + timedelta(seconds=60)) == []


def test_since_when_starts_anew_after_an_absence():
    karim, application = a_user(first_name="Karim"), in_review()
    for seconds in (0, 20, 40):
        note_reading(application=application, by=karim, now=NOW + timedelta(seconds=seconds))
    assert Reader.objects.get().opened_at == NOW
    note_reading(application=application, by=karim, now=NOW + timedelta(seconds=200))
    assert Reader.objects.get().opened_at == NOW + timedelta(seconds=200)


def test_the_heartbeat_answers_only_what_is_new(sign_in):
    claire, karim, application = a_user(), a_user(first_name="Karim"), in_review()
    url, client = f"/demandes/{application.reference}/lecture/", sign_in(claire)
    seen = {"revision": application.revision, "shown": "0"}
    assert client.post(url, seen).status_code == 204
    note_reading(application=application, by=karim, now=timezone.now())
    answer = client.post(url, seen)
    assert answer.status_code == 200
    assert OPEN in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert client.post(url, {**seen, "shown": answer.context["watch"].key}).status_code == 204


def test_the_heartbeat_tells_what_a_colleague_saved(sign_in):
    claire, karim, application = a_user(), a_user(first_name="Karim"), in_review()
    seen = application.revision
    edit = {"expected_revision": seen, "by": karim, "now": timezone.now()}
    actions.save_household(application=application, members=[], **edit)
    url = f"/demandes/{application.reference}/lecture/"
    page = sign_in(claire).post(url, {"revision": seen, "shown": "0"}).content.decode()
    assert f"{karim} a enregistré «\u202ffoyer\u202f»" in page
    assert "tel qu’il est maintenant" in page


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 400, "²"])
def test_a_heartbeat_without_a_good_revision_is_harmless(sign_in, revision: str):
    url = f"/demandes/{in_review().reference}/lecture/"
    assert sign_in(a_user()).post(url, {"revision": revision, "shown": "0"}).status_code == 204


def test_partners_are_neither_noted_nor_told(sign_in):
    partner = a_partners_user()
    application, client = in_review(by=partner), sign_in(partner)
    note_reading(application=application, by=a_user(first_name="Karim"), now=timezone.now())
    assert "Karim" not in client.get(f"/demandes/{application.reference}/").content.decode()
    assert client.post(f"/demandes/{application.reference}/lecture/").status_code == 404
    client.get(f"/demandes/{a_filled_draft(partner).reference}/budget/")
    assert not Reader.objects.filter(user=partner).exists()


def test_strangers_and_other_methods(sign_in):
    url = f"/demandes/{in_review().reference}/lecture/"
    assert sign_in(a_user(Role.FINANCE)).post(url).status_code == 404
    assert sign_in(a_user()).get(url).status_code == 405


def test_who_stepped_aside_is_not_named():
    claire, karim, application = a_user(), a_user(first_name="Karim"), in_review()
    note_reading(application=application, by=karim, now=NOW)
    actions.exclude_reader(application=application, user=karim, now=NOW)
    assert names(application, claire, NOW) == []
