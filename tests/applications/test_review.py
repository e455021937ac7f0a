"""The social worker's buttons and pages: their effect, their refusals, posted twice."""

import uuid

import pytest
from django.utils import timezone

from applications import actions
from applications.enums import ClosingReason, State
from applications.models import LoanApplication
from tests.applications.browsing import post
from tests.applications.builders import (
    a_submitted,
    an_external_scheme,
    an_open_scheme,
    in_review,
)
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def at(application: LoanApplication, page: str) -> str:
    return f"/demandes/{application.reference}/{page}/".replace("//", "/")


def state_of(application: LoanApplication) -> str:
    return LoanApplication.objects.get(pk=application.pk).state


def test_taking_over_names_the_worker(sign_in):
    worker, application = a_user(), a_submitted()
    assert post(sign_in(worker), at(application, "prendre-en-charge")).url == at(application, "")
    application.refresh_from_db()
    assert (application.state, application.worker) == (State.IN_REVIEW, worker)


def test_taking_over_what_a_colleague_took_is_told_kindly(sign_in):
    first, second, application = a_user(), a_user(), a_submitted()
    actions.take_over(application=application, by=first, now=timezone.now())
    response = sign_in(second).post(at(application, "prendre-en-charge"), {"once": str(uuid.uuid4())}, follow=True)
    assert "est maintenant" in response.content.decode()
    application.refresh_from_db()
    assert application.worker == first


def test_the_way_to_the_commission(sign_in):
    worker, application = a_user(), a_submitted()
    client = sign_in(worker)
    post(client, at(application, "prendre-en-charge"))
    assert "Écrire l’évaluation sociale" in client.get(at(application, "")).content.decode()
    revision = LoanApplication.objects.get(pk=application.pk).revision
    post(client, at(application, "evaluation"), assessment="Le budget est tenu.", revision=revision)
    post(client, at(application, "verifier"))
    assert "Préparer pour la commission" in client.get(at(application, "")).content.decode()
    post(client, at(application, "preparer"))
    assert state_of(application) == State.READY


def test_preparing_without_an_assessment_says_what_is_missing(sign_in):
    application = in_review()
    response = sign_in(a_user()).post(at(application, "preparer"), {"once": str(uuid.uuid4())}, follow=True)
    assert "évaluation sociale" in response.content.decode()
    assert state_of(application) == State.IN_REVIEW


def test_documents_are_asked_for_and_received(sign_in):
    client, application = sign_in(a_user()), in_review()
    assert post(client, at(application, "pieces"), awaited="  ").status_code == 422
    post(client, at(application, "pieces"), awaited="Bulletin de décembre")
    assert state_of(application) == State.AWAITING_DOCUMENTS
    post(client, at(application, "reprendre"))
    assert state_of(application) == State.IN_REVIEW


def test_a_check_posted_twice_is_one_record(sign_in):
    client, application, token = sign_in(a_user()), in_review(), str(uuid.uuid4())
    for _ in range(2):
        client.post(at(application, "verifier"), {"once": token})
    assert application.checks.count() == 1


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("withdraw", State.WITHDRAWN),
        ("declare_inadmissible", State.INADMISSIBLE),
        ("redirect", State.REDIRECTED),
    ],
)
def test_closing_leaves_its_reason(sign_in, outcome: str, state: State):
    application = in_review()
    typed = {"outcome": outcome, "reason": "residence", "note": "Habite Beauvais."}
    assert post(sign_in(a_user()), at(application, "clore"), **typed).status_code == 302
    application.refresh_from_db()
    assert (application.state, application.closing_reason) == (state, ClosingReason.RESIDENCE)


@pytest.mark.parametrize("missing", ["outcome", "reason", "note"])
def test_closing_without_a_reason_is_refused_and_keeps_the_text(sign_in, missing: str):
    application = in_review()
    typed = {"outcome": "withdraw", "reason": "abandoned", "note": "Elle a renoncé.", missing: ""}
    response = post(sign_in(a_user()), at(application, "clore"), **typed)
    assert response.status_code == 422
    assert missing == "note" or "Elle a renoncé." in response.content.decode()
    assert state_of(application) == State.IN_REVIEW


def test_closing_too_late_is_a_conflict_and_keeps_the_text(sign_in):
    application = in_review()
    actions.withdraw(
        application=application, reason=ClosingReason.ABANDONED, note="Oui", by=a_user(), now=timezone.now()
    )
    typed = {"outcome": "redirect", "reason": "abandoned", "note": "Trop tard."}
    response = post(sign_in(a_user()), at(application, "clore"), **typed)
    assert response.status_code == 409
    assert "Trop tard." in response.content.decode()
    assert state_of(application) == State.WITHDRAWN


def test_case_7_redirected_sent_and_refused_by_the_lender(sign_in):
    client, other = sign_in(a_user()), an_external_scheme()
    application = in_review(scheme=an_open_scheme())
    post(client, at(application, "clore"), outcome="redirect", reason="amount", note="Véhicule à 2 400 €.")
    outside = post(client, at(application, "autre-dispositif"), scheme=other.pk, amount="299", months="40")
    assert outside.status_code == 422
    opened = post(client, at(application, "autre-dispositif"), scheme=other.pk, amount="2 400", months="36")
    file = LoanApplication.objects.get(redirected_from=application)
    assert opened.url == at(file, "")
    assert (file.state, file.project.months, file.incomes.count()) == (State.IN_REVIEW, 36, 1)
    again = post(client, at(application, "autre-dispositif"), scheme=other.pk, amount="2 400", months="36")
    assert again.status_code == 409
