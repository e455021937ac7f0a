"""A batch of letters stays what was asked, and never counts more than it holds."""

import pytest

from loans.models import ReminderBatch
from tests.story import MEETING_AT, House

from .attack import refused


@pytest.fixture
def batch(house: House) -> ReminderBatch:
    return ReminderBatch.objects.create(
        chosen=[[1, "first"]], total=1, asked_at=MEETING_AT, asked_by=house.finance, alive_at=MEETING_AT
    )


def test_no_more_letters_than_asked(batch: ReminderBatch) -> None:
    with refused("reminderbatch_done_within_total", batch):
        ReminderBatch.objects.filter(pk=batch.pk).update(done=2)


def test_a_batch_stays_what_was_asked(batch: ReminderBatch) -> None:
    for change in ({"chosen": []}, {"total": 5}):
        with refused("reminderbatch_stays", batch):
            ReminderBatch.objects.filter(pk=batch.pk).update(**change)
