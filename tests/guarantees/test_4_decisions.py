"""Guarantee 4: one decision per agenda item, with all of its fields or none, that says what was voted."""

from datetime import date

import pytest

from applications.models import LoanApplication
from commission import deciding
from commission.models import AgendaItem, Decision, Motion
from harmonie.schemes.actions import engage
from harmonie.schemes.models import BudgetEnvelope, Scheme
from tests.story import MEETING_AT, NOW, House, a_decision, a_motion, a_ready_case, a_refusal_motion, a_vote

from .attack import refused, sql

VOICES = ("votes_for", "votes_against", "abstentions")


def end(motion: Motion, *counts: int, result: str = "adopted", **fields: object) -> None:
    """Closes a motion behind the actions, with the counts given: one voice for it unless said otherwise."""
    counted = dict(zip(VOICES, counts or (1, 0, 0), strict=True))
    Motion.objects.filter(pk=motion.pk).update(state="closed", result=result, closed_at=NOW, **counted, **fields)


def adopt(house: House, motion: Motion, *counts: int, **fields: object) -> None:
    """Closes a motion and decides behind the actions, as `close_motion` would, but for `fields`."""
    end(motion, *counts)
    AgendaItem.objects.filter(pk=motion.item_id).update(state="decided")
    Decision.objects.bulk_create([Decision(**decision_of(house, motion) | fields)])


def decision_of(house: House, motion: Motion) -> dict[str, object]:
    granted = motion.kind == "grant"
    return {
        "number": "D2026-0099",
        "item": motion.item,
        "motion": motion,
        "application": motion.item.application,
        "outcome": "granted" if granted else "refused",
        "amount": motion.amount,
        "months": motion.months,
        "payee": motion.payee,
        "grounds": motion.grounds,
        "explanation": motion.explanation,
        "votes_for": 1,
        "votes_against": 0,
        "abstentions": 0,
        "commitment": engage(scheme=house.scheme, amount=motion.amount, reference="x", by=house.chair, now=NOW)
        if granted
        else None,
        "sign_before": "2026-09-11" if granted else None,
        "decided_at": NOW,
        "decided_by": house.chair,
    }


@pytest.fixture
def motion(house: House) -> Motion:
    """An open motion to grant 620 € over 12 months, with one voice for it."""
    motion = a_motion(house)
    a_vote(motion, house.chair)
    return motion


def test_what_the_actions_would_write_is_accepted(house: House, motion: Motion) -> None:
    adopt(house, motion)
    assert motion.item.application.decisions.count() == 1


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("decision_reserves_its_amount", {"amount": "600.00"}),
        ("decision_matches_motion", {"months": 6}),
        ("decision_matches_motion", {"amount": None}),
        ("decision_matches_motion", {"payee": "supplier"}),
        ("decision_matches_motion", {"outcome": "refused"}),
        ("decision_reserves_its_amount", {"commitment": None}),
        ("decision_counts_the_voices", {"votes_for": 4}),
        ("decision_counts_the_voices", {"abstentions": 1}),
        ("decision_grant_is_complete", {"sign_before": None}),
        ("decision_grounds_given", {"outcome": "partially_granted"}),
    ],
)
def test_a_decision_is_what_was_voted(house: House, motion: Motion, name: str, fields: dict[str, object]) -> None:
    with refused(name, motion):
        adopt(house, motion, **fields)


def test_a_decision_is_of_the_case_that_was_voted(house: House, motion: Motion) -> None:
    with refused("decision_matches_motion", motion):
        adopt(house, motion, application=a_ready_case(house, name="Luc"))


def test_a_decision_reserves_in_its_own_schemes_envelope(house: House, motion: Motion) -> None:
    other = Scheme.objects.create(code="autre", name="Autre", description="x", lending="own")
    BudgetEnvelope.objects.create(scheme=other, year=2026, allocated=1000)
    elsewhere = engage(scheme=other, amount=620, reference="x", by=house.chair, now=NOW)
    with refused("decision_reserves_its_amount", motion):
        adopt(house, motion, commitment=elsewhere)


def test_a_motion_without_majority_is_no_decision(house: House) -> None:
    motion = a_motion(house)
    a_vote(motion, house.chair)
    a_vote(motion, house.members[0], "against")
    with refused("motion_result_follows_the_count", motion):
        adopt(house, motion, 1, 1, 0, votes_against=1)


def test_a_grant_stays_within_the_terms(house: House) -> None:
    motion = a_motion(house)
    beyond = dict(motion.item.motions.values().get(), amount="2000.00")
    deciding.drop_motion(motion=motion, by=house.chair, now=MEETING_AT)
    AgendaItem.objects.filter(pk=motion.item_id).update(state="under_vote")
    beyond_motion = Motion.objects.create(**{key: value for key, value in beyond.items() if key != "id"})
    beyond_motion.refresh_from_db()
    a_vote(beyond_motion, house.chair)
    with refused("decision_within_terms", beyond_motion):
        adopt(house, beyond_motion)


def test_a_redirection_names_its_scheme(house: House) -> None:
    item = a_refusal_motion(house).item
    deciding.drop_motion(motion=item.motions.get(), by=house.chair, now=MEETING_AT)
    AgendaItem.objects.filter(pk=item.pk).update(state="under_vote")
    motion = Motion.objects.create(
        item=item,
        kind="redirect",
        grounds="other_scheme",
        explanation="Trop cher ici",
        application_revision=item.application.revision,
        put_at=NOW,
        put_by=house.chair,
    )
    a_vote(motion, house.chair)
    with refused("decision_redirection_names_scheme", motion):
        adopt(house, motion, outcome="redirected")


def test_a_decision_is_never_changed_or_removed(house: House) -> None:
    decision = a_decision(house)
    for change in ("amount = 700", "outcome = 'refused'", "item_id = item_id + 1", "votes_against = 3"):
        with refused("decision_append_only", decision):
            sql(f"UPDATE commission_decision SET {change} WHERE id = %s", decision.pk)
    with refused("decision_append_only", decision):
        sql("DELETE FROM commission_decision WHERE id = %s", decision.pk)


def a_deferral(house: House) -> Decision:
    """Put off until a document comes: such a case may be decided again."""
    motion = a_refusal_motion(house, kind="defer", defer_until=date(2026, 9, 1))
    a_vote(motion, house.chair)
    decision = deciding.close_motion(motion=motion, by=house.chair, now=MEETING_AT)
    assert decision is not None
    return decision


def test_an_item_is_decided_once(house: House) -> None:
    decision = a_deferral(house)
    again = Decision.objects.get(pk=decision.pk)
    again.pk, again.number = None, "D2026-0098"
    with refused("commission_decision_item_id_key", decision):
        Decision.objects.bulk_create([again])


def test_an_item_is_not_decided_without_a_decision(house: House, motion: Motion) -> None:
    with refused("agendaitem_decided_has_decision", motion.item):
        AgendaItem.objects.filter(pk=motion.item_id).update(state="decided")


def test_a_motion_is_not_adopted_without_a_decision(house: House, motion: Motion) -> None:
    with refused("motion_adopted_has_decision", motion):
        end(motion)


def test_a_decided_item_is_not_undone(house: House) -> None:
    item = a_decision(house).item
    with refused("agendaitem_stays", item):
        AgendaItem.objects.filter(pk=item.pk).update(state="listed")


@pytest.mark.parametrize(
    "change", ["state = 'ready', closed_at = NULL", "applicant_id = applicant_id + 1", "requested_on = '2026-05-01'"]
)
def test_a_decided_request_stays_decided(house: House, change: str) -> None:
    case = a_decision(house).application
    with refused("loanapplication_outcome_is_final", case):
        sql(f"UPDATE applications_loanapplication SET {change} WHERE id = %s", case.pk)


def test_a_request_that_was_handed_in_is_kept(house: House) -> None:
    case = a_ready_case(house)
    with refused("loanapplication_kept_once_submitted", case):
        LoanApplication.objects.filter(pk=case.pk)._raw_delete("default")
