"""Who is in the room: at which hour, for whom they speak, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commission import actions
from commission.desk import room as told
from commission.models import Meeting, Passage, Proxy, Seat, StandingRules
from harmonie.dates import clock
from harmonie.refusals import Refusal, WrongState

from ..builders import a_meeting, an_open_meeting, convened, listed, put, say, seat_of


def note(room, seat, presence, *, at=None):
    actions.record_presence(seat=seat, presence=presence, at=at, by=room.secretary, now=timezone.now())


def test_everybody_expected_arrives_in_one_click(room, post):
    meeting = a_meeting(room)
    listed(room, meeting)
    meeting = convened(room, meeting)
    note(room, seat_of(meeting, room.members[0]), "excused")
    address = reverse("commission:all_present", args=[meeting.pk])
    for user in (room.worker, room.members[1]):
        assert post(user, address).status_code == 404
    for _ in range(2):
        post(room.secretary, address, point="1")
    assert sorted(meeting.seats.values_list("presence", flat=True)) == ["excused"] + ["present"] * 4
    assert Passage.objects.count() == 5, "what is noted is not noted twice"


def test_an_hour_is_corrected_and_both_stay_readable(room, meeting, sign_in, post):
    seat = seat_of(meeting, room.members[0])
    arrived = seat.arrived_at
    address = reverse("commission:hour", args=[meeting.pk])
    earlier = timezone.localtime() - timedelta(minutes=7)
    fields = {"heure-seat": seat.pk, "heure-presence": "present", "heure-at": f"{earlier:%H:%M}"}
    if earlier.date() != timezone.localdate():
        pytest.skip("an hour of yesterday evening")
    assert post(room.secretary, address, **fields, point="1").status_code == 302
    seat.refresh_from_db()
    assert seat.arrived_at < arrived
    lines = told.moved(told.passages_of(meeting))
    assert f"au lieu de {clock(arrived)}" in lines[0].what
    assert (
        "Arrivées et départs notés"
        in sign_in(room.chair).get(reverse("commission:desk", args=[meeting.pk])).content.decode()
    )


@pytest.mark.parametrize("typed", ["", "26 h", "midi", "\x00", "🕛", "9" * 300])
def test_an_hour_that_is_none_is_explained_and_kept(room, meeting, post, typed):
    seat = seat_of(meeting, room.members[0])
    fields = {"heure-seat": seat.pk, "heure-presence": "left", "heure-at": typed}
    response = post(room.secretary, reverse("commission:hour", args=[meeting.pk]), **fields)
    assert response.status_code == 422
    assert seat_of(meeting, room.members[0]).presence == "present"


def test_hours_fit_what_was_noted_and_voted(room, meeting, item):
    now = timezone.now()
    seat = seat_of(meeting, room.members[0])
    with pytest.raises(Refusal, match="pas encore passée"):
        note(room, seat, "left", at=now + timedelta(hours=1))
    with pytest.raises(Refusal, match="en séance depuis"):
        note(room, seat, "left", at=now - timedelta(hours=1))
    say(put(room, item), room.members[0], "for")
    between = seat.arrived_at + timedelta(microseconds=1)
    with pytest.raises(Refusal, match="a voté à"):
        note(room, seat, "left", at=between)
    with pytest.raises(Refusal, match="a voté à"):
        note(room, seat, "present", at=timezone.now())
    note(room, seat, "left")
    with pytest.raises(Refusal, match="son retour"):
        note(room, seat, "present", at=between)
    note(room, seat, "present")
    seat.refresh_from_db()
    assert seat.arrived_at < now, "coming back does not move the first arrival"
    assert list(seat.passages.values_list("presence", flat=True)) == ["present", "left", "present"]


def test_a_proxy_is_refused_with_its_reason(room):
    meeting = an_open_meeting(room, absent=2)
    giver, other = seat_of(meeting, room.members[-1]), seat_of(meeting, room.members[-2])
    holder, second = seat_of(meeting, room.chair), seat_of(meeting, room.members[0])
    told_by = {"by": room.secretary, "now": timezone.now()}
    proxy = actions.give_proxy(giver=giver, holder=holder, **told_by)
    with pytest.raises(Refusal, match="en détient déjà un, de Membre Numéro 3"):
        actions.give_proxy(giver=other, holder=holder, **told_by)
    with pytest.raises(Refusal, match="révoquez-le d’abord"):
        actions.give_proxy(giver=giver, holder=second, **told_by)
    for _ in range(2):
        actions.revoke_proxy(proxy=proxy, **told_by)
    Seat.objects.create(meeting=meeting, user=room.worker, capacity="member", precedence=99, stands_in_for=giver)
    with pytest.raises(Refusal, match="deux voix"):
        actions.give_proxy(giver=giver, holder=second, **told_by)


@pytest.mark.parametrize(
    ("changed", "sentence"), [("rules", "n’admet pas de pouvoir"), ("written", "consultation écrite")]
)
def test_no_proxy_where_there_can_be_none(room, changed, sentence):
    meeting = a_meeting(room)
    listed(room, meeting)
    if changed == "rules":
        StandingRules.objects.update(allows_proxies=False)
    else:
        Meeting.objects.update(mode="written", vote_until=meeting.starts_at + timedelta(days=2))
    meeting = convened(room, meeting)
    giver, holder = meeting.seats.all()[:2]
    with pytest.raises(Refusal, match=sentence):
        actions.give_proxy(giver=giver, holder=holder, by=room.secretary, now=timezone.now())
    assert not Proxy.objects.exists()


def test_nothing_is_noted_after_the_meeting(room, meeting, item):
    actions.postpone_item(item=item, why="Plus tard", by=room.chair, now=timezone.now())
    actions.close_meeting(meeting=meeting, by=room.chair, now=timezone.now())
    with pytest.raises(WrongState):
        note(room, seat_of(meeting, room.chair), "left")


def test_members_announce_themselves_from_afar(room, post, sign_in):
    meeting = a_meeting(room)
    listed(room, meeting)
    Meeting.objects.update(mode="remote", link="https://visio.example/harmonie")
    meeting = convened(room, meeting)
    member, address = room.members[0], reverse("commission:announce", args=[meeting.pk])
    page = reverse("commission:meeting", args=[meeting.pk])
    early = sign_in(member).get(page).content.decode()
    assert "https://visio.example/harmonie" in early
    assert "annoncez-vous ici à partir de" in early
    post(member, address, presence="present")
    assert seat_of(meeting, member).presence == "expected", "an hour too early"
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() + timedelta(minutes=5))
    assert "Je suis présent" in sign_in(member).get(page).content.decode()
    for _ in range(2):
        post(member, address, presence="present")
    assert seat_of(meeting, member).presence == "present"
    assert Passage.objects.get().noted_by == member
    assert "Je quitte la séance" in sign_in(member).get(page).content.decode()
    post(member, address, presence="excused")
    assert seat_of(meeting, member).presence == "present"
    post(member, address, presence="left")
    assert seat_of(meeting, member).presence == "left"
    for user in (room.worker, room.secretary):
        assert post(user, address, presence="present").status_code == 404
    assert sign_in(member).get(address).status_code == 405


def test_nobody_announces_themselves_in_the_room(room, meeting, post):
    seat = seat_of(meeting, room.members[0])
    note(room, seat, "left")
    post(room.members[0], reverse("commission:announce", args=[meeting.pk]), presence="present")
    seat.refresh_from_db()
    assert seat.presence == "left"
