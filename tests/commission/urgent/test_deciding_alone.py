"""The president decides a ready case alone: within the rules of the day, with the money, under the next number."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from applications.enums import State
from applications.models import Exclusion, LoanApplication
from commission.models import Decision, Mandate
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.schemes.actions import EnvelopeExhausted
from loans.queries import grants_to_contract
from tests.builders import a_user
from tests.commission.builders import a_decision, a_meeting, a_ready_case, allot, listed

from .builders import LONG_AGO, a_delegation, decided_alone


@pytest.fixture
def rules(room):
    return a_delegation()


def test_a_grant_reserves_its_money_and_takes_the_next_number(room, rules):
    earlier = a_decision(room)
    decision = decided_alone(room)
    case = LoanApplication.objects.get(pk=decision.application_id)
    assert int(decision.number[-4:]) == int(earlier.number[-4:]) + 1
    assert (decision.path, decision.outcome, decision.item, decision.motion) == ("delegation", "granted", None, None)
    assert (decision.rules, decision.decided_by) == (rules, room.chair)
    assert case.state == State.DECIDED
    assert decision.commitment.amount == Decimal(300)
    assert decision in grants_to_contract(a_user(Role.FINANCE))
    assert case.milestones.order_by("pk").last().sentence.startswith("Accord de 300")


def test_a_refusal_says_why_and_reserves_nothing(room, rules):
    decision = decided_alone(room, kind="refuse")
    assert (decision.outcome, decision.commitment, decision.amount) == ("refused", None, None)
    with pytest.raises(Refusal, match="motif et une explication"):
        decided_alone(room, kind="refuse", explanation=" ")


def test_less_than_was_asked_is_a_partial_grant(room, rules):
    case = a_ready_case(room)
    decision = decided_alone(room, case, amount=Decimal(400), grounds="budget", explanation="Une échéance plus basse.")
    assert decision.outcome == "partially_granted"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"urgency": "  "}, "motif de l’urgence"),
        ({"amount": Decimal("500.01"), "grounds": "budget", "explanation": "Moins."}, "La délégation s’arrête à 500"),
        ({"kind": "defer", "amount": None}, "on accorde ou on refuse"),
        ({"payee": ""}, "à qui l’argent"),
    ],
)
def test_what_the_delegation_does_not_allow(room, rules, facts, sentence):
    with pytest.raises(Refusal, match=sentence):
        decided_alone(room, a_ready_case(room), **{"amount": Decimal(400), **facts})
    assert not Decision.objects.exists()


def test_the_envelope_says_what_it_still_holds(room, rules):
    allot(room, 120)
    with pytest.raises(EnvelopeExhausted, match="il reste 120,00"):
        decided_alone(room)
    assert not Decision.objects.exists()


def test_said_twice_or_after_a_change_nothing_is_decided(room, rules):
    decision = decided_alone(room)
    with pytest.raises(WrongState):
        decided_alone(room, decision.application)
    with pytest.raises(WrongState):
        decided_alone(room, listed(room, a_meeting(room), amount=Decimal(300)).application)
    with pytest.raises(Stale):
        decided_alone(room, expected_revision=1)
    assert Decision.objects.count() == 1


def test_only_whom_the_rules_of_the_day_name(room):
    vice = room.members[0]
    Mandate.objects.filter(user=vice).update(capacity="vice_president")
    with pytest.raises(Refusal, match="ne vous donne pas de délégation"):
        decided_alone(room)
    a_delegation()
    with pytest.raises(Refusal, match="ne vous donne pas de délégation"):
        decided_alone(room, by=vice)
    a_delegation(vice_president_decides_urgently=True, valid_from=timezone.localdate())
    assert decided_alone(room, by=vice).decided_by == vice
    with pytest.raises(Refusal, match="ne vous donne pas de délégation"):
        decided_alone(room, by=room.members[1])
    Mandate.objects.filter(user=room.chair).update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refusal, match="ne vous donne pas de délégation"):
        decided_alone(room)


@pytest.mark.parametrize("tie", ["partner", "supplier", "landlord", "stepped aside"])
def test_nobody_decides_alone_of_what_they_have_ties_with(room, rules, tie):
    case = a_ready_case(room, amount=Decimal(300))
    mandate = Mandate.objects.get(user=room.chair, starts_on=LONG_AGO)
    if tie == "partner":
        mandate.linked_partners.add(case.partner)
    elif tie == "stepped aside":
        Exclusion.objects.create(application=case, user=room.chair, declared_at=timezone.now())
    else:
        LoanApplication.objects.filter(pk=case.pk).update(landlord="ELECTRO RIVEMONT" if tie == "landlord" else "")
        mandate.linked_names = "Boulangerie du Port\nélectro rivemont"
        mandate.save(update_fields=["linked_names"])
    with pytest.raises(Refusal, match="un lien avec ce dossier"):
        decided_alone(room, case)
