"""What the table of addresses (tests/access) does not play: another commission, a plan, a recusal."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commission.actions import declare_recusal
from commission.letters.actions import issue_letter
from commission.models import Proxy
from harmonie.accounts.roles import Role
from tests.builders import a_user

from .builders import a_commission, a_meeting, an_open_meeting, close, put, say, seat_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """A meeting with a decision: what its pages are called by."""
    room = a_commission()
    meeting = an_open_meeting(room, {}, {"description": "Lit"}, absent=1)
    first, second = meeting.items.all()
    giver = seat_of(meeting, room.members[-1])
    Proxy.objects.create(giver=giver, holder=seat_of(meeting, room.members[0]), given_at=meeting.opened_at)
    decided = a_decision_without(room, second, giver)
    return {"case": first.pk, "meeting": meeting.pk, "decisions": meeting.pk, "decision": decided.number}


def a_decision_without(room, item, giver):
    motion = put(room, item)
    for user in room.everybody:
        if user != giver.user:
            say(motion, user, "for")
    return close(room, motion)


def test_a_member_of_another_commission_sees_nothing(scene, sign_in):
    other = sign_in(a_user(Role.COMMISSION_MEMBER))
    for name, argument in scene.items():
        assert other.get(reverse(f"commission:{name}", args=[argument])).status_code == 404, name


def test_a_planned_meeting_is_nobodys_but_its_makers(sign_in):
    room = a_commission()
    address = reverse("commission:meeting", args=[a_meeting(room).pk])
    assert sign_in(room.members[0]).get(address).status_code == 404
    assert sign_in(room.secretary).get(address).status_code == 200


def test_a_recused_member_finds_nothing_of_the_case(sign_in):
    room = a_commission()
    meeting = an_open_meeting(room)
    item = meeting.items.get()
    declare_recusal(item=item, member=room.chair, reason="Bailleur", now=timezone.now())
    motion = put(room, item)
    for user in room.members:
        say(motion, user, "for")
    decision = close(room, motion)
    issue_letter(decision=decision, by=room.secretary, now=timezone.now())
    chair = sign_in(room.chair)
    for name, argument in (("case", item.pk), ("decision", decision.number), ("letter", decision.number)):
        assert chair.get(reverse(f"commission:{name}", args=[argument])).status_code == 404, name
    desk = chair.get(reverse("commission:desk", args=[meeting.pk])).content.decode()
    assert "Point 1, en déport" in desk
    for secret in ("Réfrigérateur", "620", item.application.reference, decision.number):
        assert secret not in desk, secret
