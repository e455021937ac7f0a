"""When silence rejects a request, and how that day is watched."""

from datetime import date

import pytest

from applications.enums import State
from applications.outcomes.silence import implicit_decision_on, resumed, watch

ASKED, DUE = date(2026, 3, 2), date(2026, 5, 2)


def test_two_months_from_the_request() -> None:
    assert implicit_decision_on(ASKED) == DUE
    assert implicit_decision_on(date(2026, 12, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("received", "due"),
    [(date(2026, 3, 22), date(2026, 5, 12)), (date(2026, 3, 12), DUE), (date(2026, 3, 1), DUE)],
)
def test_the_delay_stands_still_while_documents_are_awaited(received: date, due: date) -> None:
    assert resumed(DUE, asked_on=date(2026, 3, 12), received_on=received) == due


def test_documents_asked_for_after_the_rejection_change_nothing() -> None:
    assert resumed(DUE, asked_on=date(2026, 5, 2), received_on=date(2026, 5, 20)) == DUE
    assert resumed(None, asked_on=ASKED, received_on=DUE) is None


@pytest.mark.parametrize(
    ("today", "chip"),
    [
        (date(2026, 4, 16), None),
        (date(2026, 4, 17), "Rejet implicite dans 15\u00a0jours"),
        (date(2026, 5, 1), "Rejet implicite dans 1\u00a0jour"),
        (date(2026, 5, 2), "Rejet implicite aujourd’hui"),
        (date(2026, 5, 3), "Rejet implicite acquis"),
    ],
)
def test_a_word_of_warning_from_fifteen_days_before(today: date, chip: str | None) -> None:
    seen = watch(State.IN_REVIEW, DUE, ASKED, today)
    assert seen is not None
    assert (seen.chip.label if seen.chip else None) == chip
    assert seen.is_past == (today > DUE)


def test_while_documents_are_awaited_the_days_left_are_said() -> None:
    seen = watch(State.AWAITING_DOCUMENTS, DUE, date(2026, 4, 22), date(2026, 6, 1))
    assert seen is not None
    assert "Il restera 10\u00a0jours" in seen.sentence
    assert seen.chip is not None
    assert seen.chip.label == "Délai suspendu"


def test_after_the_day_given_for_them_the_delay_goes_on() -> None:
    asked, answer_by = date(2026, 4, 22), date(2026, 5, 2)
    assert resumed(DUE, asked_on=asked, received_on=date(2026, 6, 1), answer_by=answer_by) == date(2026, 5, 12)
    seen = watch(State.AWAITING_DOCUMENTS, DUE, asked, date(2026, 5, 10), answer_by)
    assert seen is not None
    assert (seen.on, seen.is_near, seen.is_past) == (date(2026, 5, 12), True, False)


def test_documents_asked_for_too_late_hide_nothing() -> None:
    seen = watch(State.AWAITING_DOCUMENTS, DUE, date(2026, 5, 4), date(2026, 5, 5))
    assert seen is not None
    assert seen.is_past


@pytest.mark.parametrize("state", [State.DRAFT, State.DECIDED, State.SENT_TO_LENDER, State.WITHDRAWN])
def test_what_is_answered_is_not_watched(state: State) -> None:
    assert watch(state, DUE, ASKED, DUE) is None
    assert watch(State.IN_REVIEW, None, ASKED, DUE) is None
