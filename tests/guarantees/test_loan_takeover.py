"""An old portfolio: taken over without errors, once; and a decision that was taken before Harmonie."""

import pytest

from applications.models import LoanApplication
from commission.models import Decision
from harmonie.schemes.actions import engage
from loans.models import PortfolioImport
from tests.loan_rows import a_portfolio
from tests.story import LATER, MEETING_AT, NOW, House, an_item_at_meeting

from .attack import refused
from .test_5_takeover import a_former_case


def test_a_portfolio_is_taken_over_once_without_errors(house: House) -> None:
    first = a_portfolio(house.finance, LATER, rows=2, errors=[{"line": 2}])
    for facts in ({"taken_over_at": LATER}, {"taken_over_at": LATER, "errors": [], "rows": 0}):
        with refused("portfolioimport_without_errors", first):
            PortfolioImport.objects.filter(pk=first.pk).update(**facts)
    PortfolioImport.objects.filter(pk=first.pk).update(taken_over_at=LATER, errors=[])
    with refused("portfolioimport_taken_over_once"):
        a_portfolio(house.finance, LATER, rows=2, taken_over_at=LATER)
    with refused("portfolioimport_total_not_negative"):
        a_portfolio(house.finance, LATER, control_total=-1)


@pytest.fixture
def case(house: House) -> LoanApplication:
    return a_former_case(house)


def decided_before(house: House, case: LoanApplication, **fields: object) -> Decision:
    facts = {
        "number": "D2026-0099",
        "path": "takeover",
        "application": case,
        "outcome": "granted",
        "amount": 5000,  # other terms applied then
        "months": 30,
        "payee": "borrower",
        "sign_before": "2019-09-11",
        "votes_for": 0,
        "votes_against": 0,
        "abstentions": 0,
        "decided_at": MEETING_AT,
        "decided_by": house.finance,
    }
    return Decision.objects.bulk_create([Decision(**facts | fields)])[0]


def test_a_decision_of_before_takes_nothing_from_the_envelope(house: House, case: LoanApplication) -> None:
    reserved = engage(scheme=house.scheme, amount=620, reference="x", by=house.chair, now=NOW)
    with refused("decision_grant_is_complete", case):
        decided_before(house, case, commitment=reserved, amount=620)
    for path in ("commission", "delegation"):
        with refused("decision_reserves_its_amount", case):
            decided_before(house, case, path=path)
    for part in ({"amount": None}, {"months": 0}, {"payee": ""}, {"sign_before": None}):
        with refused("decision_grant_is_complete", case):
            decided_before(house, case, **part)
    decided_before(house, case)
    with refused("decision_one_outcome", case):
        decided_before(house, case, number="D2026-0100")


def test_it_neither_votes_nor_refuses(house: House, case: LoanApplication) -> None:
    item = an_item_at_meeting(house)
    for part in ({"item": item}, {"urgency": "Vite"}, {"rules": item.meeting.rules}):
        with refused("decision_path_is_whole", case):
            decided_before(house, case, **part)
    nothing = {"amount": None, "months": None, "payee": "", "sign_before": None, "grounds": "budget"}
    with refused("decision_path_is_whole", case):
        decided_before(house, case, outcome="refused", explanation="Non", **nothing)
    for voices in ({"votes_for": 0, "votes_against": 1}, {"abstentions": 1}):
        with refused("decision_has_majority", case):
            decided_before(house, case, **voices)
    decided_before(house, case)
