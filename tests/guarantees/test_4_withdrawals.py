"""Guarantee 4: a decision is taken back by another one, in time, once, and its money with it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from commission import actions as meetings
from commission.models import AgendaItem, Decision, Motion
from harmonie.schemes.actions import release
from tests.story import MEETING_AT, House, a_decision, a_ready_case, a_vote, an_open_meeting

from .attack import refused, sql
from .test_4_decisions import end

DAY = timedelta(days=1)
BECAUSE = {"grounds": "unlawful", "explanation": "Un revenu avait été compté deux fois"}


@pytest.fixture
def former(house: House) -> Decision:
    """A grant, whose loan nobody opened."""
    return a_decision(house)


def an_item_against(house: House, former: Decision) -> AgendaItem:
    meeting = an_open_meeting(house, a_ready_case(house, name="Luc"))
    facts = {"meeting": meeting, "application": former.application, "withdraws": former}
    return AgendaItem.objects.create(**facts, position=2, listed_at=MEETING_AT, state="under_vote")


def a_motion_against(item: AgendaItem, house: House, **fields: Any) -> Motion:
    facts: dict[str, Any] = {"kind": "withdraw", **BECAUSE, "put_at": MEETING_AT}
    facts["application_revision"] = item.application.revision
    return Motion.objects.create(**facts | fields, item=item, put_by=house.chair)


def take_back(
    house: House, former: Decision, *, at: datetime = MEETING_AT, give_back: bool = True, **fields: Any
) -> Decision:
    """What the action would write, but for `fields`."""
    item = an_item_against(house, former)
    motion = a_motion_against(item, house)
    a_vote(motion, house.chair)
    end(motion)
    facts = {
        "number": "D2026-0098",
        "item": item,
        "motion": motion,
        "application": former.application,
        "withdraws": former,
        "outcome": "withdrawn",
        **BECAUSE,
        "votes_for": 1,
        "votes_against": 0,
        "abstentions": 0,
        "decided_at": at,
        "decided_by": house.chair,
    }
    if give_back and former.commitment:
        release(commitment=former.commitment, by=house.chair, now=at)
    AgendaItem.objects.filter(pk=item.pk).update(state="decided")
    return Decision.objects.bulk_create([Decision(**facts | fields)])[0]


def test_in_time_with_its_money_it_is_accepted(house: House, former: Decision) -> None:
    withdrawal = take_back(house, former)
    house.envelope.refresh_from_db()
    assert (withdrawal.withdraws, house.envelope.engaged) == (former, 0)


def test_both_stay_in_the_register(house: House, former: Decision) -> None:
    withdrawal = take_back(house, former)
    for decision in (former, withdrawal):
        with refused("decision_append_only", decision):
            sql("DELETE FROM commission_decision WHERE id = %s", decision.pk)
    with refused("decision_append_only", withdrawal):
        sql("UPDATE commission_decision SET withdraws_id = NULL WHERE id = %s", withdrawal.pk)


def test_four_months_and_no_more(house: House, former: Decision) -> None:
    with refused("decision_withdrawal_in_time", former):
        take_back(house, former, at=former.decided_at + 125 * DAY)
    take_back(house, former, at=former.decided_at + 121 * DAY)


def test_its_money_comes_back(house: House, former: Decision) -> None:
    with refused("decision_withdrawal_releases", former):
        take_back(house, former, give_back=False)


def test_a_withdrawal_is_not_taken_back(house: House, former: Decision) -> None:
    withdrawal = take_back(house, former)
    meetings.postpone_item(
        item=withdrawal.item.meeting.items.get(position=1), why="Devis attendu", by=house.chair, now=MEETING_AT
    )
    with refused("decision_withdrawal_in_time", withdrawal):
        take_back(house, withdrawal, number="D2026-0097")


def test_a_withdrawal_is_of_its_own_case(house: House, former: Decision) -> None:
    """Refused as the item's case is another's."""
    other = a_ready_case(house, name="Rosa")
    with refused("decision_matches_motion", former):
        take_back(house, former, application=other)


def test_a_withdrawal_names_its_decision(house: House, former: Decision) -> None:
    with refused("decision_matches_motion", former):
        take_back(house, former, withdraws=None)
    item = an_item_against(house, former)
    motion = a_motion_against(item, house)
    a_vote(motion, house.chair)
    with refused("decision_matches_motion", former):
        end(motion)
        Decision.objects.bulk_create([Decision(item=item, motion=motion, application=former.application,
            number="D2026-0097", outcome="refused", **BECAUSE, withdraws=former, votes_for=1, votes_against=0,
            abstentions=0, decided_at=MEETING_AT, decided_by=house.chair)])  # fmt: skip


def test_a_point_says_what_it_is_about(house: House, former: Decision) -> None:
    """A case that comes back is not taken back on the side, and one to take back is not refused anew."""
    item = an_item_against(house, former)
    with refused("motion_put_in_meeting", item):
        a_motion_against(item, house, kind="refuse")
    with refused("motion_put_in_meeting", item):
        a_motion_against(item.meeting.items.get(position=1), house)
    with refused("agendaitem_stays", item):
        AgendaItem.objects.filter(pk=item.pk).update(withdraws=None)
