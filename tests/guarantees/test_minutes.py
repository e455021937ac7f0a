"""Minutes are corrected until they are signed, then never."""

import pytest

from commission.models import Minutes, MinutesRemark
from tests.story import MEETING_AT, House, a_decision, a_document, a_ready_case, an_open_meeting

from .attack import refused, sql


@pytest.fixture
def minutes(house: House) -> Minutes:
    """Drafted, with one remark."""
    item = a_decision(house).item
    minutes = Minutes.objects.create(meeting=item.meeting, started_at=MEETING_AT)
    MinutesRemark.objects.create(minutes=minutes, item=item, text="Un mot")
    return minutes


def sign(minutes: Minutes, house: House) -> None:
    minutes.signed_at, minutes.signed_by, minutes.document = MEETING_AT, house.chair, a_document(house, "PV-1")
    minutes.save()


def test_a_signature_is_whole(house: House, minutes: Minutes) -> None:
    for part in ({"signed_at": MEETING_AT}, {"signed_by": house.chair}, {"document": a_document(house, "PV-1")}):
        with refused("minutes_signature_is_whole", minutes):
            Minutes.objects.filter(pk=minutes.pk).update(**part)


def test_signed_minutes_stay(house: House, minutes: Minutes) -> None:
    sign(minutes, house)
    for change in ("opening = 'x'", "closing = 'x'", "signed_at = now()", "signed_at = NULL, signed_by_id = NULL"):
        with refused("minutes_signed_are_final", minutes):
            sql(f"UPDATE commission_minutes SET {change} WHERE id = %s", minutes.pk)


def test_minutes_stay_with_their_meeting(house: House, minutes: Minutes) -> None:
    other = an_open_meeting(house, a_ready_case(house, name="Luc"))
    with refused("minutes_signed_are_final", minutes):
        Minutes.objects.filter(pk=minutes.pk).update(meeting=other)


def test_remarks_of_signed_minutes_stay(house: House, minutes: Minutes) -> None:
    sign(minutes, house)
    remark = minutes.remarks.get()
    with refused("minutesremark_before_signature", remark):
        MinutesRemark.objects.filter(pk=remark.pk).update(text="Autre chose")
    with refused("minutesremark_before_signature", remark):
        sql("DELETE FROM commission_minutesremark WHERE id = %s", remark.pk)


def test_a_remark_is_about_a_case_of_its_meeting(house: House, minutes: Minutes) -> None:
    other = an_open_meeting(house, a_ready_case(house, name="Luc")).items.get()
    with refused("minutesremark_before_signature", minutes):
        MinutesRemark.objects.create(minutes=minutes, item=other, text="x")
    remark = minutes.remarks.get()
    with refused("minutesremark_before_signature", remark):
        MinutesRemark.objects.filter(pk=remark.pk).update(item=other)
