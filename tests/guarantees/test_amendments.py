"""An amendment is approved by somebody else, where the rules of the day say so."""

from datetime import date

from loans.changes.actions import ask_amendment
from loans.models import Amendment, MoneyRules, Schedule
from tests.story import LATER, House, an_active_loan

from .attack import refused


def test_who_asks_does_not_approve(house: House) -> None:
    loan = an_active_loan(house)
    told = {"loan": loan, "kind": "deferral", "months": 1, "reason": "Congé", "by": house.finance, "now": LATER}
    assert ask_amendment(**told).approved_by == house.finance  # nobody asks for two people yet
    MoneyRules.objects.create(valid_from=date(2026, 1, 1), source="délibération", checks_amendments=True)
    asked = ask_amendment(**told)
    answer = {"approved_at": LATER, "schedule": Schedule.objects.get(loan=loan, version=1)}
    with refused("amendment_checked_where_ruled", asked):
        Amendment.objects.filter(pk=asked.pk).update(approved_by=house.finance, **answer)
    Amendment.objects.filter(pk=asked.pk).update(approved_by=house.chair, **answer)
    # An amendment that arrives approved meets the same guard.
    facts = Amendment.objects.filter(pk=asked.pk).values().get()
    facts |= {"id": None, "number": 3, "approved_by_id": house.finance.pk, "schedule_id": None}
    with refused("amendment_checked_where_ruled", asked):
        Amendment.objects.bulk_create([Amendment(**facts)])
