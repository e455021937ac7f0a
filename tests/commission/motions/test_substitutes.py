"""A member who voted and left, and the substitute who came: one voice, and nobody is awaited in vain."""

from datetime import date

import pytest
from django.utils import timezone

from commission.actions import call_substitute, record_presence
from commission.models import AgendaItem, Mandate
from commission.queries import voters
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal
from tests.builders import a_user

from ..builders import arrive, put, say, seat_of


@pytest.mark.parametrize("is_secret", [False, True])
def test_the_substitute_of_who_has_voted_is_not_awaited(room, meeting, item, is_secret):
    member, beside = room.members[0], a_user(Role.COMMISSION_MEMBER)
    titular = Mandate.objects.get(user=member)
    mandate = Mandate.objects.create(user=beside, starts_on=date(2020, 1, 1), substitute_for=titular)
    motion, now = put(room, item, is_secret=is_secret), timezone.now()
    say(motion, member, "for")
    seat = seat_of(meeting, member)
    record_presence(seat=seat, presence="left", by=room.secretary, now=now)
    called = call_substitute(seat=seat, mandate=mandate, by=room.secretary, now=now)
    arrive(room, meeting, beside)
    assert str(beside) not in [voter.name for voter in voters(motion)]
    assert not AgendaItem.objects.awaiting_vote_of(beside).exists()
    with pytest.raises(Refusal, match="n’ont qu’une voix"):
        say(motion, beside, "against", seat=called)
