"""Guarantee 10: triggers write the history of who changed what, so that no code path can skip it."""

import pytest
from django.db import connection, models

from applications import actions as intake
from applications.models import HouseholdMember, LoanApplication
from harmonie.schemes.models import Scheme, SchemeTerms
from tests.story import NOW, House, a_draft, a_ready_case, a_whole_story

from .attack import refused, sql, table
from .registry import history_models, tracked_models

TRACKED = {
    "schemes.Scheme",
    "schemes.SchemeTerms",
    "schemes.BudgetEnvelope",
    "applications.Applicant",
    "applications.LoanApplication",
    "applications.Project",
    "applications.HouseholdMember",
    "applications.IncomeLine",
    "applications.ExpenseLine",
    "commission.Mandate",
    "commission.Meeting",
    "commission.Seat",
    "commission.Proxy",
    "commission.AgendaItem",
    "commission.Motion",
    "loans.Loan",
}


def test_what_may_change_has_a_history() -> None:
    assert {model._meta.label for model in tracked_models()} >= TRACKED


@pytest.mark.parametrize("model", tracked_models(), ids=lambda model: model._meta.label)
def test_insertion_change_and_removal_are_written_by_triggers(db: None, model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(pg_get_triggerdef(oid), ' ') FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND tgenabled = 'O'",
            [table(model)],
        )
        written = cursor.fetchone()[0]
    for moment in ("AFTER INSERT", "AFTER UPDATE", "AFTER DELETE"):
        assert moment in written, f"{table(model)}: use harmonie.history.every_change()"


def test_an_update_behind_the_models_is_recorded(house: House) -> None:
    case = a_draft(house)
    events = LoanApplication.pgh_event_model.objects.filter(pgh_obj=case)
    before = events.count()
    sql("UPDATE applications_loanapplication SET is_urgent = true WHERE id = %s", case.pk)
    assert events.count() == before + 1
    assert events.latest("pgh_id").is_urgent


def test_a_removal_behind_the_models_is_recorded(house: House) -> None:
    member = a_draft(house).members.get()
    sql("DELETE FROM applications_householdmember WHERE id = %s", member.pk)
    event = HouseholdMember.pgh_event_model.objects.latest("pgh_id")
    assert (event.pgh_label, event.first_name) == ("delete", "Sami")


def test_removed_terms_are_recorded(house: House) -> None:
    SchemeTerms.objects.filter(pk=house.terms.pk).delete()
    assert SchemeTerms.pgh_event_model.objects.latest("pgh_id").pgh_label == "delete"


def test_an_action_names_its_author_and_its_reason(house: House) -> None:
    case = a_ready_case(house)
    intake.resume_review(application=case, why="Un revenu manque", by=house.worker, now=NOW)
    context = LoanApplication.pgh_event_model.objects.latest("pgh_id").pgh_context
    assert (context.metadata["by_id"], context.metadata["why"]) == (house.worker.pk, "Un revenu manque")


def test_history_is_neither_changed_removed_nor_invented(house: House, subtests: pytest.Subtests) -> None:
    a_whole_story(house)
    for event_model in history_models():
        with subtests.test(event_model._meta.label):
            event = event_model._default_manager.latest("pgh_id")
            with refused("history_append_only", event):
                sql(f"UPDATE {table(event)} SET pgh_label = 'x' WHERE pgh_id = %s", event.pk)
            with refused("history_append_only", event):
                sql(f"DELETE FROM {table(event)} WHERE pgh_id = %s", event.pk)
            event.pk = None
            with refused("history_from_triggers_only"):
                event_model._default_manager.bulk_create([event])


@pytest.mark.parametrize("attack", ["UPDATE {} SET metadata = '{{}}'", "DELETE FROM {}"])
def test_who_and_why_are_not_rewritten(house: House, attack: str) -> None:
    a_draft(house)
    with refused("history_context_kept"):
        sql(attack.format("pghistory_context"))


def test_a_context_is_not_completed_after_its_transaction(house: House) -> None:
    """The library's own way in: the session variable that names the context, set to one of the past."""
    a_draft(house)
    sql("ALTER TABLE pghistory_context DISABLE TRIGGER history_context_kept")
    sql("UPDATE pghistory_context SET created_at = created_at - interval '1 day'")
    sql("ALTER TABLE pghistory_context ENABLE TRIGGER history_context_kept")
    with refused("history_context_kept", house.scheme):
        sql("SELECT set_config('pghistory.context_id', id::text, true) FROM pghistory_context LIMIT 1")
        sql("SELECT set_config('pghistory.context_metadata', '{\"by\": \"Personne\"}', true)")
        Scheme.objects.filter(pk=house.scheme.pk).update(name="Autre")
