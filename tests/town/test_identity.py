"""The CCAS's own page: what is written is on every page, paper and mail to come."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from harmonie.accounts.roles import Role
from harmonie.documents.remedies import remedies
from harmonie.town.models import TownIdentity
from harmonie.town.queries import remembered, town
from tests.builders import a_user
from tests.loans.builders import once

pytestmark = pytest.mark.django_db
PAGE = "town_identity"


@pytest.fixture
def admin(client):
    client.force_login(a_user(Role.ADMINISTRATOR))
    return client


def typed(**changed):
    ours = {"hours": "", "website": "", "siret": "", "privacy": "", **settings.TOWN}
    return ours | {"ccas": "CCAS de Valmont", "name": "Valmont"} | changed | once()


def a_picture(width=400, height=200, kind="PNG"):
    target = BytesIO()
    Image.new("RGB", (width, height), "#0e5459").save(target, kind)
    return SimpleUploadedFile("Notre logo.png", target.getvalue(), "image/png")


def test_what_is_written_is_said_everywhere_and_remembered(admin):
    assert town().ccas == settings.TOWN["ccas"]
    assert "CCAS de Rivemont" in admin.get(reverse(PAGE)).text
    saved = admin.post(
        reverse(PAGE), typed(siret="732 829 320 00074", privacy="dpo@valmont.example", court="tribunal de Lille")
    )
    assert saved.status_code == 302
    assert "CCAS de Valmont" in admin.get(reverse(PAGE)).text
    legal = admin.get(reverse("legal")).text
    assert "dpo@valmont.example" in legal
    assert "732 829 320" in legal.replace("\u202f", " ")
    assert "saisir le tribunal de Lille" in " ".join(remedies())
    assert TownIdentity.pgh_event_model.objects.filter(ccas="CCAS de Valmont").exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("court", "", "Complétez"),
        ("postcode", "1234", "cinq chiffres"),
        ("phone", "appelez-nous", "numéro de téléphone"),
        ("email", "ccas", "adresse électronique"),
        ("website", "javascript:alert(1)", "adresse complète"),
        ("siret", "12345678901234", "SIRET"),
        ("siret", "٧" * 14, "SIRET"),
        ("ccas", "x" * 300, "Raccourcissez"),
        ("name", "a\x00b", "name"),
    ],
)
def test_what_cannot_be_used_is_answered_beside_it(admin, field, value, sentence):
    page = admin.post(reverse(PAGE), typed(**{field: value}))
    assert page.status_code == 422
    assert sentence in page.text
    assert not TownIdentity.objects.exists()


def test_a_logo_is_made_small_and_stands_on_pages_for_all(admin, client):
    kept = admin.post(reverse("keep_town_logo"), {"logo": a_picture(1600, 800)} | once())
    assert kept.status_code == 302
    address = reverse("town_logo", args=[town().logo])
    assert address in client.get(reverse("legal")).text
    picture = client.get(address)
    assert picture["Content-Type"] == "image/png"
    assert "immutable" in picture["Cache-Control"]
    assert Image.open(BytesIO(picture.content)).size == (600, 300)
    assert client.get(reverse("town_logo", args=["0" * 64])).status_code == 404
    assert admin.post(reverse("remove_town_logo"), once()).status_code == 302
    assert client.get(address).status_code == 404
    again = admin.post(reverse("remove_town_logo"), once(), follow=True)
    assert "Il n’y a pas de logo" in again.text


def test_what_is_no_logo_is_refused(admin):
    for wrong, sentence in (
        (SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"), "ni un PDF ni une photo"),
        (a_picture(30, 30), "trop petite"),
        (a_picture(1000, 50), "trop allongée"),
        (None, "Choisissez l’image"),
    ):
        page = admin.post(reverse("keep_town_logo"), ({"logo": wrong} if wrong else {}) | once())
        assert page.status_code == 422
        assert sentence in page.text
    assert not TownIdentity.objects.exists()


def test_one_question_a_request(django_assert_num_queries):
    with django_assert_num_queries(1), remembered():
        assert town() is town()
