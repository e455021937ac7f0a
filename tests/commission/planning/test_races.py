"""Two people at once, on real connections: one wins, the other one is told."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from commission import actions
from commission.enums import Capacity, Presence
from commission.mandates import actions as mandates
from commission.models import Mandate, Meeting, Seat
from commission.planning import actions as planning
from harmonie.accounts.roles import Role
from tests.builders import a_user

from ..builders import a_commission, a_meeting, arrive, convened, listed, seat_of
from ..test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_meeting_has_one_second_convocation_and_a_seat_one_person():
    room = a_commission()
    substitute = a_user(Role.COMMISSION_MEMBER, first_name="Rémi", last_name="Suppléant")
    mandate = Mandate.objects.create(
        user=substitute, starts_on=date(2020, 1, 1), substitute_for=room.members[0].mandates.get()
    )
    meeting = a_meeting(room, starts_at=timezone.now() - timedelta(hours=1))
    listed(room, meeting)
    meeting = convened(room, meeting)
    told = {"by": room.secretary, "now": timezone.now()}
    called = actions.call_substitute(seat=seat_of(meeting, room.members[0]), mandate=mandate, **told)

    def coming(seat):
        return lambda: actions.record_presence(seat=Seat.objects.get(pk=seat.pk), presence=Presence.PRESENT, **told)

    both = at_once(coming(called), coming(seat_of(meeting, room.members[0])))
    assert sorted(type(result).__name__ for result in both) == ["NoneType", "Refusal"]
    assert meeting.seats.filter(presence=Presence.PRESENT).count() == 1

    arrive(room, meeting, room.members[1])
    planning.find_no_quorum(meeting=meeting, **told)
    facts = {"starts_at": timezone.now() + timedelta(days=8), "place": "Mairie"}

    def again():
        return planning.plan_again(meeting=Meeting.objects.get(pk=meeting.pk), facts=facts, **told)

    twice = at_once(again, again)
    assert sorted(type(result).__name__ for result in twice) == ["Meeting", "WrongState"]

    soon = timezone.localdate() + timedelta(days=30)
    mandates.end_mandate(mandate=room.chair.mandates.get(), ends_on=soon, **told)
    term = {"capacity": Capacity.PRESIDENT, "starts_on": soon + timedelta(days=1), "ends_on": None}
    people = [a_user(Role.COMMISSION_MEMBER) for _ in range(2)]
    presidents = at_once(*(lambda user=user: mandates.appoint(user=user, **term, **told) for user in people))
    assert sorted(type(result).__name__ for result in presidents) == ["Mandate", "Refusal"]
