"""Who signs which paper, from which day on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from harmonie.accounts.roles import Role
from harmonie.documents.models import DocumentKind
from harmonie.town.models import Signatory
from harmonie.town.signing import signing
from tests.builders import a_user
from tests.loans.builders import once

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def admin(client):
    client.user = a_user(Role.ADMINISTRATOR)
    client.force_login(client.user)
    return client


def typed(**changed):
    facts = {"paper": "reminder", "name": "Claire Morel", "office": "vice-présidente", "delegation": "Arrêté 12"}
    return facts | {"valid_from": TODAY.isoformat()} | changed | once()


def who(admin, day, paper=DocumentKind.REMINDER):
    return signing(paper, on=day, author=admin.user)


def test_a_paper_takes_the_signatory_of_its_day(admin):
    page, tomorrow = reverse("name_signatory"), TODAY + timedelta(days=1)
    assert who(admin, TODAY).name == admin.user.get_full_name()
    assert admin.post(page, typed()).status_code == 302
    nobody = {"name": "", "office": "", "delegation": "", "valid_from": tomorrow.isoformat()}
    assert admin.post(page, typed(**nobody)).status_code == 302
    assert who(admin, TODAY - timedelta(days=1)).name == admin.user.get_full_name()
    assert who(admin, TODAY) == who(admin, TODAY).__class__("Claire Morel", "vice-présidente", "Arrêté 12")
    assert who(admin, tomorrow).name == admin.user.get_full_name()
    assert who(admin, TODAY, DocumentKind.SETTLEMENT).name == admin.user.get_full_name()
    assert signing(DocumentKind.CONVOCATION, on=TODAY, author=None).name == "La présidence"
    listed = admin.get(reverse("signatories")).text
    assert "Claire Morel" in listed
    coming, begun = Signatory.objects.all()
    assert admin.post(reverse("remove_signatory", args=[coming.pk]), once()).status_code == 302
    refused = admin.post(reverse("remove_signatory", args=[begun.pk]), once(), follow=True)
    assert "a déjà pu signer" in refused.text
    assert who(admin, tomorrow).name == "Claire Morel"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"office": ""}, "Indiquez la qualité"),
        ({"name": ""}, "Indiquez le nom"),
        ({"valid_from": "2020-01-01"}, "aujourd’hui ou plus tard"),
        ({"valid_from": "9999-12-31"}, "plus de cinq ans"),
        ({"valid_from": "0001-01-01"}, "aujourd’hui ou plus tard"),
        ({"paper": "slip"}, "Choisissez"),
        ({"name": "x" * 300}, "Raccourcissez"),
        ({"name": "a\x00"}, "name"),
    ],
)
def test_what_cannot_be_used_is_answered_beside_it(admin, changed, sentence):
    page = admin.post(reverse("name_signatory"), typed(**changed))
    assert page.status_code == 422
    assert sentence in page.text
    assert not Signatory.objects.exists()
