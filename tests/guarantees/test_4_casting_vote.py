"""Guarantee 4: a tie that somebody's voice decided names that person."""

from commission.models import Motion
from tests.story import NOW, House, a_motion, a_vote

from .attack import refused


def test_a_casting_vote_has_its_voice(house: House) -> None:
    motion = a_motion(house)
    a_vote(motion, house.chair)
    a_vote(motion, house.members[1], "against")
    counted = {"votes_for": 1, "votes_against": 1, "abstentions": 0, "by_casting_vote": True}
    closed = {"state": "closed", "result": "rejected", "closed_at": NOW, **counted}
    with refused("motion_casting_vote_has_its_voice", motion):
        Motion.objects.filter(pk=motion.pk).update(**closed)
    Motion.objects.filter(pk=motion.pk).update(**closed, presided_by=house.chair)
