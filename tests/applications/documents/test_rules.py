"""Which documents a request needs, and where each stands: pure."""

import pytest

from applications.documents.enums import Situation, Status
from applications.documents.rules import Facts, Standing, is_needed, missing, needs, situations, standing
from applications.enums import Housing, IncomeKind, OverIndebtedness, Payee
from applications.models import DocumentRequirement, RequestedDocument, SupportingDocument


def facts(*words: Situation, purpose: str = "appliances", scheme_id: int = 1) -> Facts:
    return Facts(scheme_id, purpose, frozenset({Situation.ALWAYS, *words}))


def wanted(**given) -> DocumentRequirement:
    return DocumentRequirement(pk=7, label="Devis", **given)


def known(**given) -> frozenset[str]:
    plain = {
        "has_co_applicant": False,
        "has_children": False,
        "incomes": [],
        "has_debts": False,
        "housing": "",
        "over_indebtedness": OverIndebtedness.NONE,
        "payee": Payee.BORROWER,
    }
    return situations(**plain | given)


@pytest.mark.parametrize(
    ("requirement", "needed"),
    [
        (wanted(), True),
        (wanted(is_active=False), False),
        (wanted(scheme_id=1), True),
        (wanted(scheme_id=2), False),
        (wanted(purposes=["appliances", "health"]), True),
        (wanted(purposes=["mobility"]), False),
        (wanted(situation=Situation.EMPLOYED), True),
        (wanted(situation=Situation.OWNER), False),
    ],
)
def test_scheme_purpose_and_situation_all_agree(requirement: DocumentRequirement, needed: bool):
    assert is_needed(requirement, facts(Situation.EMPLOYED)) is needed


@pytest.mark.parametrize(
    ("given", "situation"),
    [
        ({"has_co_applicant": True}, Situation.CO_APPLICANT),
        ({"has_children": True}, Situation.CHILDREN),
        ({"incomes": [IncomeKind.SALARY]}, Situation.EMPLOYED),
        ({"incomes": [IncomeKind.SELF_EMPLOYED]}, Situation.SELF_EMPLOYED),
        ({"incomes": [IncomeKind.RSA]}, Situation.BENEFITS),
        ({"incomes": [IncomeKind.HOUSING_BENEFIT]}, Situation.BENEFITS),
        ({"housing": Housing.SOCIAL_TENANT}, Situation.TENANT),
        ({"housing": Housing.PRIVATE_TENANT}, Situation.TENANT),
        ({"housing": Housing.OWNER}, Situation.OWNER),
        ({"housing": Housing.HOSTED}, Situation.HOSTED),
        ({"has_debts": True}, Situation.DEBTS),
        ({"over_indebtedness": OverIndebtedness.FILED}, Situation.OVER_INDEBTED),
        ({"payee": Payee.SUPPLIER}, Situation.SUPPLIER_PAID),
    ],
)
def test_each_situation_follows_from_one_fact(given: dict, situation: Situation):
    assert known() == {Situation.ALWAYS}
    assert known(**given) == {Situation.ALWAYS, situation}


def test_every_situation_of_the_setting_can_arise():
    everything = known(
        has_co_applicant=True, has_children=True, incomes=list(IncomeKind), has_debts=True,
        over_indebtedness=OverIndebtedness.PLAN, payee=Payee.SUPPLIER,
    )  # fmt: skip
    homes = {known(housing=home) - {Situation.ALWAYS} for home in Housing}
    assert everything | frozenset().union(*homes) == set(Situation)


@pytest.mark.parametrize(
    ("statuses", "is_asked", "found"),
    [
        ((), False, Standing.MISSING),
        ((), True, Standing.ASKED),
        ((Status.REFUSED,), False, Standing.REFUSED),
        ((Status.REFUSED,), True, Standing.ASKED),
        ((Status.RECEIVED,), True, Standing.RECEIVED),
        ((Status.ACCEPTED, Status.RECEIVED), False, Standing.RECEIVED),
        ((Status.ACCEPTED,), False, Standing.ACCEPTED),
        ((Status.SEEN,), False, Standing.ACCEPTED),
        ((Status.ACCEPTED, Status.REFUSED), False, Standing.ACCEPTED),
    ],
)
def test_where_a_document_stands(statuses: tuple[Status, ...], is_asked: bool, found: Standing):
    assert standing([SupportingDocument(status=status) for status in statuses], is_asked=is_asked) == found


def test_the_list_of_a_request():
    quote, badge = wanted(), DocumentRequirement(pk=8, label="Livret", is_required=False)
    hidden = DocumentRequirement(pk=9, label="Plan", situation=Situation.OVER_INDEBTED)
    brought = [SupportingDocument(requirement_id=8, status=Status.ACCEPTED)]
    listed = needs(facts(), [quote, badge, hidden], brought, [RequestedDocument(requirement_id=7)])
    assert [(need.requirement.pk, need.standing) for need in listed] == [(7, Standing.ASKED), (8, Standing.ACCEPTED)]
    assert [need.requirement for need in missing(listed)] == [quote]
