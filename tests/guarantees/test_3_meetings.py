"""Guarantee 3, its ground: who sits, who is represented, and what was put to the vote do not move."""

import pytest

from commission import actions as meetings
from commission import deciding
from commission.models import AgendaItem, Mandate, Meeting, Motion, Proxy, Seat
from tests.story import (
    MEETING_AT,
    NOW,
    House,
    a_decision,
    a_motion,
    a_ready_case,
    a_refusal_motion,
    an_item_at_meeting,
    an_open_meeting,
)

from .attack import refused, sql


@pytest.fixture
def meeting(house: House) -> Meeting:
    """A meeting that is over, with its one decision."""
    meeting = a_decision(house).item.meeting
    meetings.close_meeting(meeting=meeting, by=house.chair, now=MEETING_AT)
    meeting.refresh_from_db()
    return meeting


@pytest.mark.parametrize(
    "change",
    ["presided_by_id = presided_by_id + 1", "state = 'open', closed_at = NULL", "place = 'Ailleurs'"],
)
def test_a_closed_meeting_stays(meeting: Meeting, change: str) -> None:
    with refused("meeting_goes_forward", meeting):
        sql(f"UPDATE commission_meeting SET {change} WHERE id = %s", meeting.pk)


def test_an_open_meeting_is_not_unconvened(house: House) -> None:
    meeting = an_item_at_meeting(house).meeting
    with refused("meeting_goes_forward", meeting):
        Meeting.objects.filter(pk=meeting.pk).update(state="convened", opened_at=None)


def test_a_meeting_closes_when_its_cases_are_done(house: House) -> None:
    meeting = a_motion(house).item.meeting
    with refused("meeting_closes_when_done", meeting):
        Meeting.objects.filter(pk=meeting.pk).update(state="closed", closed_at=NOW)


def test_a_meeting_and_its_times_agree(house: House) -> None:
    meeting = an_item_at_meeting(house).meeting
    with refused("meeting_state_and_times_agree", meeting):
        Meeting.objects.filter(pk=meeting.pk).update(presided_by=None)


def test_a_seat_keeps_its_member_and_its_meeting(house: House) -> None:
    seat = an_item_at_meeting(house).meeting.seats.get(user=house.chair)
    other = an_open_meeting(house, a_ready_case(house, name="Luc"))
    with refused("seat_stays", seat):
        Seat.objects.filter(pk=seat.pk).update(user=house.worker)
    with refused("seat_stays", seat):
        Seat.objects.filter(pk=seat.pk).update(meeting=other)
    with refused("seat_stays", seat):
        sql("DELETE FROM commission_seat WHERE id = %s", seat.pk)


def test_nobody_becomes_present_after_the_meeting(house: House, meeting: Meeting) -> None:
    seat = meeting.seats.get(user=house.members[3])
    with refused("seat_stays", seat):
        Seat.objects.filter(pk=seat.pk).update(presence="present", arrived_at=NOW)


def test_a_seat_and_its_times_agree(house: House) -> None:
    seat = an_item_at_meeting(house).meeting.seats.get(user=house.chair)
    with refused("seat_presence_and_times_agree", seat):
        Seat.objects.filter(pk=seat.pk).update(presence="left")


def test_a_member_has_one_seat(house: House) -> None:
    meeting = an_item_at_meeting(house).meeting
    with refused("seat_one_per_member", meeting):
        Seat.objects.create(meeting=meeting, user=house.chair, capacity="member")


def give(giver: Seat, holder: Seat) -> Proxy:
    return Proxy.objects.create(giver=giver, holder=holder, given_at=NOW)


def test_one_proxy_per_holder_and_per_giver(house: House) -> None:
    first, second, third, fourth, _ = an_item_at_meeting(house).meeting.seats.all()
    proxy = give(first, second)
    with refused("proxy_one_per_holder", proxy):
        give(third, second)
    with refused("proxy_one_per_giver", proxy):
        give(first, fourth)
    with refused("proxy_not_to_oneself", proxy):
        give(third, third)


def test_a_proxy_is_within_one_meeting(house: House) -> None:
    giver = an_item_at_meeting(house).meeting.seats.get(user=house.members[3])
    other = an_open_meeting(house, a_ready_case(house, name="Luc"))
    with refused("proxy_within_one_meeting", giver):
        give(giver, other.seats.get(user=house.chair))


def test_a_proxy_is_only_revoked(house: House) -> None:
    first, second, third, *_ = an_item_at_meeting(house).meeting.seats.all()
    proxy = give(first, second)
    with refused("proxy_stays", proxy):
        Proxy.objects.filter(pk=proxy.pk).update(holder=third)
    meetings.revoke_proxy(proxy=proxy, by=house.chair, now=NOW)
    with refused("proxy_stays", proxy):
        Proxy.objects.filter(pk=proxy.pk).update(revoked_at=None)


def test_a_case_stays_on_its_agenda(house: House) -> None:
    item = an_item_at_meeting(house)
    other = an_open_meeting(house, a_ready_case(house, name="Luc"))
    with refused("agendaitem_stays", item):
        AgendaItem.objects.filter(pk=item.pk).update(meeting=other, position=9)


def test_a_case_is_on_one_agenda_once(house: House) -> None:
    item = an_item_at_meeting(house)
    twice = AgendaItem(meeting=item.meeting, application=item.application, position=2, listed_at=NOW, state="postponed")
    with refused("agendaitem_once_a_meeting", item):
        AgendaItem.objects.bulk_create([twice])
    twice.state = "listed"
    twice.meeting = meetings.plan_meeting(starts_at=MEETING_AT, place="Ailleurs", by=house.chair, now=NOW)
    with refused("agendaitem_one_pending_per_case", item):
        AgendaItem.objects.bulk_create([twice])


def test_a_position_is_taken_once(house: House) -> None:
    meeting = an_open_meeting(house, a_ready_case(house), a_ready_case(house, name="Luc"))
    with refused("agendaitem_position_unique", *meeting.items.all()):
        AgendaItem.objects.filter(meeting=meeting).update(position=1)


def test_a_motion_keeps_the_text_people_vote_on(house: House) -> None:
    motion = a_motion(house)
    for change in ("amount = 500", "months = 6", "item_id = item_id + 1", "application_revision = 99"):
        with refused("motion_text_and_close_are_final", motion):
            sql(f"UPDATE commission_motion SET {change} WHERE id = %s", motion.pk)
    with refused("motion_text_and_close_are_final", motion):
        sql("DELETE FROM commission_motion WHERE id = %s", motion.pk)


def test_one_motion_at_a_time(house: House) -> None:
    motion = a_motion(house)
    with refused("motion_one_open_per_item", motion):
        again(motion)


def again(motion: Motion, **fields: object) -> None:
    copy = Motion.objects.get(pk=motion.pk)
    copy.pk = None
    for field, value in fields.items():
        setattr(copy, field, value)
    Motion.objects.bulk_create([copy])


def test_a_motion_is_not_born_closed(house: House) -> None:
    motion = a_motion(house)
    deciding.drop_motion(motion=motion, by=house.chair, now=MEETING_AT)
    with refused("motion_put_in_meeting", motion):
        again(motion, state="closed", result="adopted", closed_at=NOW)


def test_a_motion_is_put_in_an_open_meeting(house: House, meeting: Meeting) -> None:
    with refused("motion_put_in_meeting", meeting):
        again(meeting.items.get().motions.get(), state="open", result="", closed_at=None)


def test_a_motion_and_its_close_agree(house: House) -> None:
    motion = a_motion(house)
    with refused("motion_state_and_result_agree", motion):
        Motion.objects.filter(pk=motion.pk).update(state="closed")


def test_a_motion_to_refuse_says_why(house: House) -> None:
    motion = a_refusal_motion(house)
    deciding.drop_motion(motion=motion, by=house.chair, now=MEETING_AT)
    with refused("motion_grounds_given", motion):
        again(motion, state="open", result="", closed_at=None, explanation="")


def test_a_mandate_ends_after_it_starts(house: House) -> None:
    mandate = Mandate.objects.get(user=house.chair)
    with refused("mandate_dates_ordered", mandate):
        Mandate.objects.filter(pk=mandate.pk).update(ends_on="2025-01-01")
