"""The table of transitions, walked over every state: what it allows happens, all the rest is refused."""

from typing import Any

import pytest
from django.utils import timezone

from applications import actions
from applications.enums import TRANSITIONS, ClosingReason, State
from applications.models import LoanApplication
from applications.rules import ensure
from harmonie.refusals import Refusal, WrongState
from tests.applications.builders import a_submitted, an_open_scheme, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
CLOSING = {"reason": ClosingReason.ABANDONED, "note": "La personne a renoncé."}
CALLS: dict[str, dict[str, Any]] = {
    "take_over": {},
    "request_documents": {"awaited": "Bulletin de décembre"},
    "resume_review": {"why": "Pièces reçues"},
    "withdraw": CLOSING,
    "declare_inadmissible": CLOSING,
    "redirect": CLOSING,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", TRANSITIONS)
def test_the_rule_follows_the_table(action: str, state: State):
    application = LoanApplication(reference="2027-0009", state=state)
    if state in TRANSITIONS[action].sources:
        assert ensure(action, application) is None
        return
    with pytest.raises(WrongState, match=str(state.label)):
        ensure(action, application)


@pytest.mark.parametrize("action", CALLS)
@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_REVIEW, State.AWAITING_DOCUMENTS, State.WITHDRAWN])
def test_actions_follow_the_table_and_leave_history(action: str, state: State):
    application, worker, now = at(state), a_user(), timezone.now()
    call = {"application": application, "by": worker, "now": now, **CALLS[action]}
    if state in TRANSITIONS[action].sources:
        getattr(actions, action)(**call)
        expected = TRANSITIONS[action].target
    else:
        with pytest.raises(WrongState):
            getattr(actions, action)(**call)
        expected = state
    application.refresh_from_db()
    assert application.state == expected
    last = LoanApplication.pgh_event_model.objects.filter(pgh_obj=application).latest("pgh_id")
    assert last.state == expected


def at(state: State) -> LoanApplication:
    if state == State.SUBMITTED:
        return a_submitted()
    application, told = in_review(), {"by": a_user(), "now": timezone.now()}
    if state == State.AWAITING_DOCUMENTS:
        actions.request_documents(application=application, awaited="Un bulletin", **told)
    elif state == State.WITHDRAWN:
        actions.withdraw(application=application, **CLOSING, **told)
    application.refresh_from_db()
    return application


@pytest.mark.parametrize("reason", [ClosingReason.DUPLICATE, ClosingReason.RUNNING_LOAN])
def test_a_reason_that_tells_of_other_requests_is_not_written_on_the_shared_path(reason: ClosingReason):
    application = in_review()
    actions.withdraw(application=application, reason=reason, note="Voir l’autre.", by=a_user(), now=timezone.now())
    assert application.milestones.last().sentence == "Sans suite"


def test_only_a_refused_or_redirected_request_opens_under_another_scheme():
    application = in_review()
    with pytest.raises(Refusal):
        actions.open_under(
            application=application, scheme=an_open_scheme(), project={}, by=a_user(), now=timezone.now()
        )
    assert LoanApplication.objects.count() == 1
