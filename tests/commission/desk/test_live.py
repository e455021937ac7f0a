"""The desk that refreshes itself: nothing when nothing changed, and never more than the page itself would show."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commission import actions
from commission.desk.participation import participation
from commission.queries import agenda_of, seats_in
from harmonie.accounts.roles import Role
from tests.builders import a_user

from ..builders import an_open_meeting, put, say


def ask(browser, meeting, version="", point=""):
    address = reverse("commission:desk_live", args=[meeting.pk])
    return browser.get(address, {"vu": version, "point": point})


def version_in(response):
    return response.content.decode().split('data-version="')[1].split('"')[0]


def test_it_answers_only_when_something_changed(room, meeting, item, sign_in):
    browser = sign_in(room.chair)
    page = browser.get(reverse("commission:desk", args=[meeting.pk]))
    version = version_in(page)
    assert ask(browser, meeting, version).status_code == 204
    motion = put(room, item)
    changed = ask(browser, meeting, version)
    text = changed.content.decode()
    assert changed.status_code == 200
    for part in ("above", "lead", "actions", "now", "agenda", "case", "room", "voters", "quorum", "seats"):
        assert f'data-live="{part}"' in text
    assert "le vote est ouvert" in text
    version = version_in(changed)
    say(motion, room.members[0], "for")
    voted = ask(browser, meeting, version)
    assert voted.status_code == 200
    say(motion, room.members[0], "against")
    assert ask(browser, meeting, version_in(voted)).status_code == 204, "a voice that changes is nobody else's business"
    seat = meeting.seats.get(user=room.members[1])
    actions.record_presence(seat=seat, presence="left", by=room.secretary, now=timezone.now())
    assert "a quitté la séance" in ask(browser, meeting, version_in(voted)).content.decode()


def test_a_recused_chair_learns_nothing_of_the_case(room, meeting, item, sign_in):
    actions.declare_recusal(item=item, member=room.chair, reason="Parente", now=timezone.now())
    browser = sign_in(room.chair)
    page = browser.get(reverse("commission:desk", args=[meeting.pk]))
    version, text = version_in(page), page.content.decode()
    assert "Point 1, en déport" in text
    assert f"{room.members[0]} conduit ce point" in text
    assert item.application.reference not in text
    motion = put(room, item)
    say(motion, room.members[1], "for")
    assert ask(browser, meeting, version).status_code == 204


def test_who_has_answered_is_counted_by_point(room):
    meeting = an_open_meeting(room, {}, {"description": "Lit"})
    first, second = meeting.items.order_by("position")
    motion = put(room, first)
    put(room, second)
    say(motion, room.members[0], "against")
    told = participation(agenda_of(meeting, room.chair), seats_in(meeting))
    said = {one.name: (one.given, one.asked, one.is_done) for one in told}
    assert said[str(room.members[0])] == (1, 2, False)
    assert said[str(room.chair)] == (0, 2, False)


def test_it_costs_the_same_for_one_and_for_three(room, sign_in):
    browser, costs = sign_in(room.chair), []
    for cases in (1, 3):
        meeting = an_open_meeting(room, *[{"description": f"Lit {n}"} for n in range(cases)])
        motion = put(room, meeting.items.order_by("position")[0])
        for user in room.members[:cases]:
            say(motion, user, "for")
        version = version_in(browser.get(reverse("commission:desk", args=[meeting.pk])))
        with CaptureQueriesContext(connection) as unchanged:
            assert ask(browser, meeting, version).status_code == 204
        with CaptureQueriesContext(connection) as changed:
            assert ask(browser, meeting).status_code == 200
        costs.append((len(unchanged), len(changed)))
    assert costs[0] == costs[1]
    assert costs[0][0] < 10


def test_it_is_nobody_elses(room, meeting, sign_in):
    for user in (room.members[0], room.worker, a_user(Role.SECRETARY), a_user(Role.COMMISSION_MEMBER)):
        expected = 200 if user.has_perm("commission.plan_meeting") else 404
        assert ask(sign_in(user), meeting).status_code == expected
    address = reverse("commission:desk_live", args=[meeting.pk])
    assert sign_in(room.chair).post(address).status_code == 405
