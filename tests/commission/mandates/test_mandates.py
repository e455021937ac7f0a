"""Who sits on the commission: given, ended, tied; never two presidents, never two mandates at once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commission.models import Mandate
from harmonie.accounts.roles import Role
from tests.builders import a_partner, a_user

from ..builders import a_meeting, listed

PAGE, NEW = "/commission/membres/", "/commission/membres/nouveau/"


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def said(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def newcomer(room):
    return a_user(Role.COMMISSION_MEMBER, first_name="Zoé", last_name="Nouvelle")


@pytest.fixture
def typed(newcomer) -> dict[str, str]:
    return {"user": newcomer.pk, "capacity": "member", "starts_on": said(in_days(1))}


def test_a_mandate_with_its_ties(room, post, sign_in, typed, newcomer):
    partner = a_partner(name="Le Relais")
    ties = {
        "linked_partners": partner.pk,
        "linked_names": " Garage  Petit \n\nGarage Petit\nSCI Les Tilleuls",
        "age_rank": 2,
    }
    for _ in range(2):
        post(room.secretary, NEW, **typed, **ties, ends_on=said(in_days(400)))
    mandate = newcomer.mandates.get()
    assert mandate.linked_names == "Garage Petit\nSCI Les Tilleuls"
    assert list(mandate.linked_partners.all()) == [partner]
    page = sign_in(room.secretary).get(PAGE).content.decode()
    for text in ("À venir", "Zoé Nouvelle", "Le Relais", "SCI Les Tilleuls", "Retirer"):
        assert text in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"capacity": "president"}, "Hélène Dubreuil préside déjà"),
        ({"starts_on": "31/02/2027"}, "Écrivez une date qui existe"),
        ({"starts_on": "01/01/1800"}, "Vérifiez l’année"),
        ({"ends_on": "01/01/2021"}, "finit avant de commencer"),
        ({"user": "999999"}, "Choisissez une des réponses"),
        ({"user": "\0"}, "nul"),
        ({"linked_partners": "999999"}, "Choisissez parmi les partenaires"),
        ({"linked_names": "a" * 300}, "Un nom par ligne"),
        ({"linked_names": "\n".join(str(n) for n in range(60))}, "50 noms au plus"),
        ({"age_rank": "0"}, "indiquez au moins 1"),
        ({"age_rank": "9" * 400}, "indiquez au plus"),
    ],
)
def test_what_cannot_be_is_explained_and_kept(room, post, typed, newcomer, change, sentence):
    response = post(room.secretary, NEW, **({"linked_names": "Garage Petit"} | typed | change))
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert "Garage Petit" in page or "linked_names" in change
    assert not newcomer.mandates.exists()


def test_two_mandates_of_one_person_do_not_overlap(room, post):
    member = room.members[0]
    new = {"user": member.pk, "capacity": "member", "starts_on": said(in_days(30))}
    assert "a déjà un mandat" in post(room.secretary, NEW, **new).content.decode()
    end = reverse("commission:end_mandate", args=[member.mandates.get().pk])
    post(room.secretary, end, ends_on=said(in_days(29)))
    assert post(room.secretary, NEW, **new).status_code == 302
    extended = post(room.secretary, end, ends_on=said(in_days(40)))
    assert extended.status_code == 422
    assert member.mandates.get(starts_on=date(2020, 1, 1)).ends_on == in_days(29)


def test_a_presidency_follows_another(room, post, typed, newcomer):
    end = reverse("commission:end_mandate", args=[room.chair.mandates.get().pk])
    post(room.secretary, end, ends_on=said(in_days(29)))
    president = typed | {"capacity": "president"}
    assert post(room.secretary, NEW, **(president | {"starts_on": said(in_days(29))})).status_code == 422
    assert post(room.secretary, NEW, **(president | {"starts_on": said(in_days(30))})).status_code == 302
    assert newcomer.mandates.get().capacity == "president"


def test_a_substitute_sits_for_a_member(room, post, typed, newcomer, sign_in):
    titular = room.members[0].mandates.get()
    assert (
        "la présidence ne se supplée pas"
        in post(
            room.secretary, NEW, **(typed | {"capacity": "vice_president", "substitute_for": titular.pk})
        ).content.decode()
    )
    assert post(room.secretary, NEW, **typed, substitute_for=titular.pk).status_code == 302
    substitute = newcomer.mandates.get()
    assert post(room.secretary, NEW, **typed, substitute_for=substitute.pk).status_code == 422
    Mandate.objects.filter(pk=substitute.pk).update(starts_on=date(2020, 1, 1))
    assert "supplée Membre Numéro 0" in sign_in(room.secretary).get(PAGE).content.decode()
    assert not a_meeting(room).seats.filter(user=newcomer).exists()


def test_a_mandate_never_ends_before_its_last_meeting(room, meeting, post):
    address = reverse("commission:end_mandate", args=[room.members[0].mandates.get().pk])
    assert "a siégé le" in post(room.secretary, address, ends_on=said(in_days(-1))).content.decode()
    assert "commence le" in post(room.secretary, address, ends_on="01/01/2019").content.decode()
    assert post(room.secretary, address, ends_on=said(in_days(1))).status_code == 302


def test_new_ties_set_the_member_aside_where_a_case_is_listed(room, post, sign_in):
    item = listed(room, a_meeting(room))
    address = reverse("commission:mandate_ties", args=[room.members[0].mandates.get().pk])
    assert item.application.partner.name in sign_in(room.secretary).get(address).content.decode()
    for _ in range(2):
        response = post(room.secretary, address, linked_partners=item.application.partner_id)
        assert response.status_code == 302
    assert [recusal.user for recusal in item.recusals.all()] == [room.members[0]]


def test_a_mandate_is_removed_before_it_begins_only(room, post, typed, newcomer):
    post(room.secretary, NEW, **typed)
    post(room.secretary, reverse("commission:remove_mandate", args=[room.members[0].mandates.get().pk]))
    post(room.secretary, reverse("commission:remove_mandate", args=[newcomer.mandates.get().pk]))
    assert not newcomer.mandates.exists()
    assert room.members[0].mandates.exists()


def test_who_may(room, post, typed, sign_in):
    for user in (room.members[0], room.worker, a_user(Role.FINANCE)):
        assert sign_in(user).get(PAGE).status_code == 404
        assert post(user, NEW, **typed).status_code == 404
    assert sign_in(a_user(Role.ADMINISTRATOR)).get(PAGE).status_code == 200
    address = reverse("commission:remove_mandate", args=[room.members[0].mandates.get().pk])
    assert sign_in(room.secretary).get(address).status_code == 405
    assert sign_in(room.secretary).get(reverse("commission:mandate_ties", args=[999999])).status_code == 404


def test_as_many_queries_for_three_as_for_one(room, sign_in):
    browser, counts = sign_in(room.secretary), []
    for people in (0, 2):
        for _ in range(people):
            mandate = Mandate.objects.create(user=a_user(Role.COMMISSION_MEMBER), starts_on=date(2020, 1, 1))
            mandate.linked_partners.add(a_partner())
        with CaptureQueriesContext(connection) as queries:
            browser.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
