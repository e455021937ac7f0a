"""Composing an agenda: several cases at once, each in its place, with somebody who presents it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import actions as intake
from commission import actions
from commission.agenda.actions import choose_rapporteur
from commission.agenda.queries import funding_of
from commission.convocation.queries import change_since
from commission.models import AgendaItem
from commission.queries import agenda_of
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from tests.builders import a_user

from ..builders import a_meeting, a_ready_case, allot, convened, listed

IN_TEN_DAYS = timedelta(days=10)


@pytest.fixture
def planned(room):
    return a_meeting(room, starts_at=timezone.now() + IN_TEN_DAYS)


def order(meeting) -> list[AgendaItem]:
    return list(meeting.items.exclude(state="postponed").order_by("position"))


def test_several_cases_are_put_on_at_once_or_none(room, planned, post):
    cases = [a_ready_case(room, description=name) for name in ("Lit", "Vélo", "Four")]
    address = reverse("commission:add_case", args=[planned.pk])
    post(room.secretary, address, application=[cases[0].reference, "2099-9999"])
    assert not order(planned), "one of them is not ready: none is put on"
    response = post(room.secretary, address, application=[case.reference for case in cases[:2]])
    assert response.status_code == 302
    assert [item.position for item in order(planned)] == [1, 2]
    page = post(room.secretary, address)
    assert page.status_code == 302
    assert len(order(planned)) == 2, "nothing was ticked"


def test_each_place_can_be_given(room, planned, post):
    first, second, third = (listed(room, planned, description=name) for name in ("Lit", "Vélo", "Four"))
    address = reverse("commission:place", args=[third.pk])
    response = post(room.secretary, address, place="1")
    assert response["Location"].endswith(f"#point-{third.pk}")
    assert order(planned) == [third, first, second]
    post(room.secretary, address, place="999")
    assert order(planned) == [first, second, third], "beyond the end is the end"
    for odd in ("", "-1", "0", "x", "9" * 400, "²", "\x00", "١"):
        assert post(room.secretary, address, place=odd).status_code == 302
    assert {item.position for item in order(planned)} == {1, 2, 3}


def test_what_is_taken_off_leaves_no_gap(room, planned, post, sign_in):
    first, second, third = (listed(room, planned, description=name) for name in ("Lit", "Vélo", "Four"))
    post(room.secretary, reverse("commission:remove", args=[first.pk]))
    assert [(item.pk, item.position) for item in order(planned)] == [(second.pk, 1), (third.pk, 2)]
    fourth = listed(room, planned, description="Table")
    assert fourth.position == 3, "before what was taken off"
    page = sign_in(room.secretary).get(reverse("commission:meeting", args=[planned.pk]))
    assert [line.pk for line in page.context["taken_off"]] == [first.pk]
    assert "dossier retiré" in page.content.decode()
    with pytest.raises(WrongState, match="retiré"):
        actions.place_item(item=first, place=1, by=room.secretary, now=timezone.now())


def test_a_rapporteur_is_a_social_worker_who_may_know_the_case(room, planned, post):
    item = listed(room, planned)
    assert item.rapporteur == room.worker
    colleague, address = a_user(Role.SOCIAL_WORKER), reverse("commission:rapporteur", args=[item.pk])

    def chosen():
        return AgendaItem.objects.get(pk=item.pk).rapporteur

    post(room.secretary, address, rapporteur=colleague.pk)
    assert chosen() == colleague
    for odd in (room.members[0].pk, "x", "9" * 400, "\x00"):
        assert post(room.secretary, address, rapporteur=odd).status_code == 302
        assert chosen() == colleague
    post(room.secretary, address, rapporteur="")
    assert chosen() is None
    intake.exclude_reader(application=item.application, user=colleague, now=timezone.now())
    for person, said in ((colleague, "en déport"), (room.chair, "travailleur social")):
        with pytest.raises(Refusal, match=said):
            choose_rapporteur(item=item, rapporteur=person, by=room.secretary, now=timezone.now())
    actions.remove_from_agenda(item=item, by=room.secretary, now=timezone.now())
    with pytest.raises(WrongState):
        choose_rapporteur(item=item, rapporteur=None, by=room.secretary, now=timezone.now())


def test_the_money_is_counted_in_the_order_of_the_agenda(room, planned):
    allot(room, 1000)
    items = [listed(room, planned, amount=amount) for amount in (600, 400, 100)]
    (line,), beyond = funding_of(planned, agenda_of(planned, room.secretary))
    assert (line.asked, line.available, line.after, line.missing) == (1100, 1000, -100, 100)
    assert beyond == {items[2].pk}


def test_the_page_says_what_is_missing_and_what_the_money_is(room, planned, sign_in):
    item = listed(room, planned, amount=600)
    choose_rapporteur(item=item, rapporteur=None, by=room.secretary, now=timezone.now())
    allot(room, 500)
    page = sign_in(room.secretary).get(reverse("commission:meeting", args=[planned.pk])).content.decode()
    for sentence in (
        "Personne ne présente le point 1",
        "il manque 100,00\u202f€ pour tout accorder",
        "5\u00a0membres siègent",
        "il manquerait 100,00\u202f€",
    ):
        assert sentence in page, sentence
    member = sign_in(room.members[0]).get(reverse("commission:meeting", args=[convened(room, planned).pk]))
    assert "Avant de convoquer" not in member.content.decode()
    assert not member.context["money"]


@pytest.mark.parametrize("name", ["place", "rapporteur"])
def test_only_planners_change_it(room, planned, sign_in, post, name):
    item = listed(room, planned)
    address = reverse(f"commission:{name}", args=[item.pk])
    for stranger in (room.worker, room.members[0]):
        assert post(stranger, address, place="1").status_code == 404
    assert sign_in(room.secretary).get(address).status_code == 405
    assert post(room.secretary, reverse(f"commission:{name}", args=[item.pk + 99])).status_code == 404


@pytest.mark.parametrize(
    ("sent", "now", "change"),
    [
        ([1, 2, 3], [1, 2, 3], (0, 0, False)),
        ([1, 2], [1, 2, 3], (1, 0, False)),
        ([1, 2, 3], [1, 3], (0, 1, False)),
        ([1, 2, 3], [3, 1], (0, 1, True)),
        ([], [4], (1, 0, False)),
    ],
)
def test_what_changed_since_it_was_sent(sent, now, change):
    assert change_since(sent, now) == change
    assert bool(change_since(sent, now)) == (sent != now)
