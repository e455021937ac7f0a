"""Every address of the room, for every role: 404 for those it is not for, 405 for the wrong method."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commission.actions import declare_recusal
from commission.letters.actions import issue_letter
from commission.models import Proxy
from commission.urls import urlpatterns
from harmonie.accounts.roles import Role
from tests.builders import a_partner, a_user

from .builders import a_commission, a_meeting, an_open_meeting, close, put, say, seat_of

pytestmark = pytest.mark.django_db

OUTSIDERS = [Role.PARTNER, Role.FINANCE, Role.ADMINISTRATOR, Role.AUDITOR]
# Address → (method, what its argument is, roles that may open it).
MEMBER, CHAIR, SECRETARY, WORKER = "member", "chair", "secretary", "worker"
ADDRESSES = {
    "queue": ("get", None, {MEMBER, CHAIR}),
    "case": ("get", "item", {MEMBER, CHAIR, SECRETARY, WORKER}),
    "vote": ("post", "item", {MEMBER, CHAIR}),
    "recuse": ("post", "item", {MEMBER, CHAIR}),
    "meetings": ("get", None, {MEMBER, CHAIR, SECRETARY, WORKER}),
    "plan": ("get", None, {CHAIR, SECRETARY}),
    "meeting": ("get", "meeting", {MEMBER, CHAIR, SECRETARY, WORKER}),
    "add_case": ("post", "meeting", {CHAIR, SECRETARY}),
    "convene": ("post", "meeting", {CHAIR, SECRETARY}),
    "move_up": ("post", "item", {CHAIR, SECRETARY}),
    "move_down": ("post", "item", {CHAIR, SECRETARY}),
    "remove": ("post", "item", {CHAIR, SECRETARY}),
    "place": ("post", "item", {CHAIR, SECRETARY}),
    "rapporteur": ("post", "item", {CHAIR, SECRETARY}),
    "convocation": ("get", "convocation", {MEMBER, CHAIR, SECRETARY, WORKER}),
    "calendar": ("get", "meeting", {MEMBER, CHAIR, SECRETARY, WORKER}),
    "send_changed_agenda": ("post", "meeting", {CHAIR, SECRETARY}),
    "send_to_missing": ("post", "meeting", {CHAIR, SECRETARY}),
    "case_sheets": ("get", "meeting", {MEMBER, CHAIR, SECRETARY, WORKER}),
    "attendance_sheet": ("get", "meeting", {CHAIR, SECRETARY}),
    "issue_attendance_sheet": ("post", "meeting", {CHAIR, SECRETARY}),
    "desk": ("get", "meeting", {CHAIR, SECRETARY}),
    "desk_live": ("get", "meeting", {CHAIR, SECRETARY}),
    "all_present": ("post", "meeting", {CHAIR, SECRETARY}),
    "hour": ("post", "meeting", {CHAIR, SECRETARY}),
    "announce": ("post", "meeting", {MEMBER, CHAIR}),
    "take_the_chair": ("post", "seat", {CHAIR, SECRETARY}),
    "postpone_remaining": ("post", "meeting", {CHAIR}),
    "open": ("post", "meeting", {CHAIR}),
    "close": ("post", "meeting", {CHAIR}),
    "presence": ("post", "seat", {CHAIR, SECRETARY}),
    "give_proxy": ("post", "meeting", {CHAIR, SECRETARY}),
    "revoke_proxy": ("post", "proxy", {CHAIR, SECRETARY}),
    "put_motion": ("post", "item", {CHAIR}),
    "postpone": ("post", "item", {CHAIR, SECRETARY}),
    "amend_motion": ("get", "motion", {CHAIR}),
    "show_of_hands": ("get", "motion", {CHAIR, SECRETARY}),
    "put_all": ("post", "meeting", {CHAIR}),
    "demand_secret": ("post", "item", {MEMBER, CHAIR}),
    "close_motion": ("post", "motion", {CHAIR}),
    "drop_motion": ("post", "motion", {CHAIR}),
    "decisions": ("get", "meeting", {MEMBER, CHAIR, SECRETARY, WORKER}),
    "decision": ("get", "decision", {MEMBER, CHAIR, SECRETARY, WORKER}),
    "letter": ("get", "decision", {CHAIR, SECRETARY, WORKER}),
    "issue_letter": ("post", "decision", {CHAIR, SECRETARY}),
    "preview_letter": ("get", "decision", {CHAIR, SECRETARY}),
    "send_letter": ("get", "decision", {CHAIR, SECRETARY}),
    "letters": ("get", "meeting", {CHAIR, SECRETARY, WORKER}),
    "letters_progress": ("get", "meeting", {CHAIR, SECRETARY, WORKER}),
    "prepare_letters": ("post", "meeting", {CHAIR, SECRETARY}),
    "preview_letters": ("get", "meeting", {CHAIR, SECRETARY}),
    "release_letters": ("post", "meeting", {CHAIR, SECRETARY}),
    "print_letters": ("get", "meeting", {CHAIR, SECRETARY, WORKER}),
    "send_letters": ("get", "meeting", {CHAIR, SECRETARY}),
    "minutes": ("get", "meeting", {CHAIR, SECRETARY}),
    "minutes_pdf": ("get", "meeting", {CHAIR, SECRETARY}),
    "sign_minutes": ("get", "meeting", {CHAIR}),
}
# A form and its post at one address.
BOTH = {
    "plan", "amend_motion", "show_of_hands", "send_letter", "send_letters", "minutes", "sign_minutes",
}  # fmt: skip
# Nothing is issued here, and the meeting goes on: those who may read it get a 404 too.
ISSUED_LATER = {
    "letter", "convocation", "send_letter", "print_letters", "send_letters", "minutes", "minutes_pdf", "sign_minutes",
}  # fmt: skip


@pytest.fixture
def scene():
    """A meeting with an open vote, a proxy and a decision, and somebody of each role."""
    room = a_commission()
    meeting = an_open_meeting(room, {}, {"description": "Lit"}, absent=1)
    first, second = meeting.items.all()
    giver = seat_of(meeting, room.members[-1])
    proxy = Proxy.objects.create(giver=giver, holder=seat_of(meeting, room.members[0]), given_at=meeting.opened_at)
    decided = a_decision_without(room, second, giver)
    motion = put(room, first)
    arguments = {
        "item": first.pk,
        "meeting": meeting.pk,
        "convocation": (meeting.pk, 1),
        "seat": giver.pk,
        "proxy": proxy.pk,
        "motion": motion.pk,
        "decision": decided.number,
    }
    people = {MEMBER: room.members[0], CHAIR: room.chair, SECRETARY: room.secretary, WORKER: room.worker}
    people |= {role: a_user(role, partner=a_partner() if role == Role.PARTNER else None) for role in OUTSIDERS}
    return arguments, people


def a_decision_without(room, item, giver):
    motion = put(room, item)
    for user in room.everybody:
        if user != giver.user:
            say(motion, user, "for")
    return close(room, motion)


def address_of(name, arguments):
    kind = ADDRESSES[name][1]
    given = arguments[kind] if kind else ()
    return reverse(f"commission:{name}", args=given if isinstance(given, tuple) else [given])


def test_the_table_lists_every_address():
    assert {pattern.name for pattern in urlpatterns} == set(ADDRESSES)


def test_each_role_sees_its_own(scene, sign_in):
    arguments, people = scene
    wrong = []
    for name, (method, _, allowed) in ADDRESSES.items():
        for role, user in people.items():
            status = getattr(sign_in(user), method)(address_of(name, arguments)).status_code
            expected = {404} if role not in allowed or name in ISSUED_LATER else {200, 302, 400, 422}
            if status not in expected:
                wrong.append((name, role, status))
    assert not wrong


def test_the_other_method_is_refused(scene, sign_in):
    arguments, people = scene
    wrong = []
    for name, (method, _, allowed) in ADDRESSES.items():
        if name in BOTH:
            continue
        other = "get" if method == "post" else "post"
        status = getattr(sign_in(people[sorted(allowed)[0]]), other)(address_of(name, arguments)).status_code
        if status != 405:
            wrong.append((name, status))
    assert not wrong


def test_a_stranger_is_sent_to_sign_in(scene, client):
    arguments, _ = scene
    for name, (method, _, _) in ADDRESSES.items():
        response = getattr(client, method)(address_of(name, arguments))
        assert response.status_code == 302, name
        assert response["Location"].startswith("/compte/"), name


def test_a_member_of_another_commission_sees_nothing(scene, sign_in):
    arguments, _ = scene
    other = sign_in(a_user(Role.COMMISSION_MEMBER))
    for name in ("case", "meeting", "decisions", "decision"):
        assert other.get(address_of(name, arguments)).status_code == 404, name


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
