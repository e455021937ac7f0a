"""What the database holds of conservation, slips and reasons."""

from datetime import date

import pytest

from applications.models import DisposalLine, ReasonText, RetentionRules
from tests.intake_rows import a_slip
from tests.story import NOW, House, a_document, a_draft

from .attack import refused, sql

SLIP = "applications_disposalslip"


def test_durations_are_possible_and_have_a_source(house: House):
    said = {"valid_from": date(2027, 1, 1), "source": "délibération", "recorded_at": NOW, "recorded_by": house.worker}
    for wrong in ("contact_years", "granted_years", "refused_years"):
        for years in (0, 101):
            with refused("retentionrules_years_possible"):
                RetentionRules.objects.create(**said, **{wrong: years})
    with refused("retentionrules_sourced"):
        RetentionRules.objects.create(**said | {"source": ""})


def test_a_slip_says_what_was_proposed(house: House):
    slip = a_slip(a_draft(house), house.worker, NOW)
    for change in ("number = 'X'", "as_of = '2020-01-01'", "count = 9", "granted_years = 1", "made_at = now()"):
        with refused("disposalslip_stays", slip):
            sql(f"UPDATE {SLIP} SET {change} WHERE id = %s", slip.pk)
    with refused("disposalline_once_a_slip"):
        line = slip.lines.get()
        DisposalLine.objects.create(slip=slip, application=line.application, fate="sample", ended_on=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("disposalslip_visa_is_whole", "visa_on = '2026-12-01'"),
        ("disposalslip_visa_is_whole", "visa_source = 'AD 60'"),
        ("disposalslip_abandoned_says_why", "abandoned_at = now()"),
        ("disposalslip_abandoned_says_why", "abandoned_why = 'refusé'"),
        (
            "disposalslip_abandoned_says_why",
            "visa_on = '2026-12-01', visa_source = 'AD', abandoned_at = now(), abandoned_why = 'x'",
        ),
    ],
)
def test_an_answer_is_whole(house: House, name: str, change: str):
    slip = a_slip(a_draft(house), house.worker, NOW)
    with refused(name, slip):
        sql(f"UPDATE {SLIP} SET {change} WHERE id = %s", slip.pk)


def test_an_answer_and_a_paper_stand(house: House):
    slip = a_slip(a_draft(house), house.worker, NOW)
    sql(f"UPDATE {SLIP} SET visa_on = '2026-12-01', visa_source = 'AD 60' WHERE id = %s", slip.pk)
    for change in ("visa_on = '2026-12-02'", "visa_on = NULL, visa_source = ''"):
        with refused("disposalslip_said_once", slip):
            sql(f"UPDATE {SLIP} SET {change} WHERE id = %s", slip.pk)
    first, second = a_document(house), a_document(house, "Autre")
    sql(f"UPDATE {SLIP} SET document_id = %s WHERE id = %s", first.pk, slip.pk)
    for other in (second.pk, None):
        with refused("disposalslip_paper_once", slip):
            sql(f"UPDATE {SLIP} SET document_id = %s WHERE id = %s", other, slip.pk)


def test_a_reason_is_worded_once(house: House):
    ReasonText.objects.create(kind="closing", code="ceiling")
    with refused("reasontext_once"):
        ReasonText.objects.create(kind="closing", code="ceiling", sentence="Autre")
