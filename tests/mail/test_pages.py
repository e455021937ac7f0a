"""The administration's page of mails, and the demonstration's mailbox."""

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from tests.applications.browsing import post
from tests.builders import a_partner, a_user

from .builders import NOW, a_mail

pytestmark = pytest.mark.django_db
LIST = "/courriels/"


def given_up(**facts: str) -> OutgoingMail:
    mail = a_mail(**facts)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        attempts=6, tried_at=NOW, abandoned_at=NOW, trouble="SMTPRecipientsRefused"
    )
    return mail


@pytest.fixture
def admin(sign_in) -> Client:
    return sign_in(a_user(Role.ADMINISTRATOR))


@pytest.fixture
def demonstration(settings: object) -> None:
    settings.DEMONSTRATION = True


def test_what_was_not_delivered_comes_first(admin: Client) -> None:
    given_up()
    a_mail(recipient="autre@escale.example")
    page = admin.get(LIST).content.decode()
    assert "SMTPRecipientsRefused" in page
    assert "samuel@escale.example" in page
    assert "autre@escale.example" not in page
    assert "autre@escale.example" in admin.get(LIST + "?etat=attente").content.decode()
    assert "Aucun courriel n’est encore parti" in admin.get(LIST + "?etat=envoyes").content.decode()
    assert admin.get(LIST + "?etat=lune&apres=x").status_code == 200


def test_trying_again(admin: Client) -> None:
    mail = given_up()
    assert post(admin, f"{LIST}{mail.pk}/reessayer/").status_code == 302
    assert OutgoingMail.objects.get(pk=mail.pk).abandoned_at is None
    again = admin.post(f"{LIST}{mail.pk}/reessayer/", {"once": "11111111-1111-1111-1111-111111111111"}, follow=True)
    assert "n’est pas abandonné" in again.content.decode()
    assert post(admin, f"{LIST}999999/reessayer/").status_code == 404
    assert admin.get(f"{LIST}{mail.pk}/reessayer/").status_code == 405


def test_as_many_queries_for_three_as_for_one(admin: Client) -> None:
    counted = []
    for more in (1, 2):
        for _ in range(more):
            given_up()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin.get(LIST)
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.SECRETARY, Role.FINANCE])
def test_the_page_is_the_administrations(sign_in, role: Role) -> None:
    client, mail = sign_in(a_user(role)), given_up()
    assert client.get(LIST).status_code == 404
    assert post(client, f"{LIST}{mail.pk}/reessayer/").status_code == 404


def test_there_is_no_mailbox_but_in_the_demonstration(admin: Client) -> None:
    mail = a_mail()
    assert admin.get("/courrier/").status_code == 404
    assert admin.get(f"/courrier/{mail.pk}/").status_code == 404
    assert "Boîte de démonstration" not in admin.get("/").content.decode()


def test_everybody_reads_their_own_box(demonstration: None, sign_in) -> None:
    partner, rival, worker = a_user(partner=a_partner()), a_user(partner=a_partner()), a_user()
    theirs = a_mail(recipient=partner.email, subject="Pour vous")
    house = a_mail(recipient=django_settings.TOWN["email"], subject="Pour le CCAS")
    assert "Pour vous" in sign_in(partner).get("/courrier/").content.decode()
    assert "Pour vous" not in sign_in(rival).get("/courrier/").content.decode()
    assert sign_in(rival).get(f"/courrier/{theirs.pk}/").status_code == 404
    assert sign_in(partner).get(f"/courrier/{house.pk}/").status_code == 404
    assert sign_in(worker).get(f"/courrier/{house.pk}/").status_code == 200


def test_a_message_is_shown_in_a_frame_that_may_do_nothing(
    demonstration: None, admin: Client, settings: object
) -> None:
    settings.HARMONIE_URL = "https://ici.example"
    link = "https://ici.example/demandes/2026-0001/"
    mail = a_mail(context={"reference": "2026-0001", "sentence": "<script>alert(1)</script>", "link": link})
    page = admin.get(f"/courrier/{mail.pk}/").content.decode()
    assert 'sandbox srcdoc="&lt;!doctype html&gt;' in page
    assert "<script>alert" not in page
    assert 'href="/demandes/2026-0001/"' in page
    assert "Boîte de démonstration" in admin.get("/").content.decode()


def test_strangers_are_led_to_the_door(demonstration: None, client: Client) -> None:
    assert client.get("/courrier/").status_code == 302
