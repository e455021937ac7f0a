"""Letters made in a batch go forward, and what left has left."""

import pytest

from commission.models import LetterBatch
from tests.story import MEETING_AT, House, a_decision, a_ready_case, an_open_meeting

from .attack import refused


@pytest.fixture
def batch(house: House) -> LetterBatch:
    meeting = a_decision(house).item.meeting
    return LetterBatch.objects.create(
        meeting=meeting, state="ready", total=1, done=1, started_at=MEETING_AT, started_by=house.chair
    )


def change(batch: LetterBatch, **fields: object) -> None:
    LetterBatch.objects.filter(pk=batch.pk).update(**fields)


def test_no_more_letters_than_decisions(batch: LetterBatch) -> None:
    with refused("letterbatch_done_within_total", batch):
        change(batch, done=2)


def test_a_release_says_when_and_by_whom(house: House, batch: LetterBatch) -> None:
    with refused("letterbatch_released_says_when", batch):
        change(batch, state="released", released_at=MEETING_AT)
    with refused("letterbatch_released_says_when", batch):
        change(batch, released_by=house.chair)


def test_letters_go_forward(house: House, batch: LetterBatch) -> None:
    with refused("letterbatch_goes_forward", batch):
        change(batch, state="preparing")
    with refused("letterbatch_goes_forward", batch):
        change(batch, meeting=an_open_meeting(house, a_ready_case(house, name="Luc")))
    change(batch, state="released", released_at=MEETING_AT, released_by=house.chair)
    batch.refresh_from_db()
    for back in ({"state": "ready", "released_at": None, "released_by": None}, {"done": 0}, {"trouble": "x"}):
        with refused("letterbatch_goes_forward", batch):
            change(batch, **back)
