"""Ending a request without the commission: read again, then closed with its letter."""

from typing import Any

import pytest
from django.utils import timezone

from applications import actions
from applications.enums import ClosingReason, State
from applications.models import LoanApplication
from applications.outcomes.letters import Ending, closing
from harmonie.accounts.roles import Role
from harmonie.documents.models import IssuedDocument
from harmonie.mail.models import OutgoingMail
from tests.applications.browsing import post
from tests.applications.builders import a_partners_user, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
AWAY: dict[str, Any] = {"outcome": "declare_inadmissible", "reason": "residence", "note": "Vous habitez Saint-Aubin."}


def at(application: LoanApplication, path: str = "clore/") -> str:
    return f"/demandes/{application.reference}/{path}"


def fresh(application: LoanApplication) -> LoanApplication:
    return LoanApplication.objects.get(pk=application.pk)


def letters() -> list[str]:
    return list(IssuedDocument.objects.filter(reference__startswith="LC-").values_list("reference", flat=True))


def test_reading_again_shows_the_letter_and_changes_nothing(sign_in) -> None:
    application = in_review(city="Saint-Aubin")
    page = post(sign_in(a_user()), at(application), relire="1", **AWAY)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Votre demande ne peut pas être reçue" in text
    assert "le CCAS de Saint-Aubin" in text
    assert "Voies et délais de recours" in text
    assert "Clore et émettre la lettre" in text
    assert fresh(application).state == State.IN_REVIEW
    assert letters() == []


def test_correcting_keeps_what_was_typed(sign_in) -> None:
    application = in_review()
    page = post(sign_in(a_user()), at(application), corriger="1", **AWAY)
    assert page.status_code == 200
    assert "Vous habitez Saint-Aubin." in page.content.decode()
    assert "Relire avant de clore" in page.content.decode()


def test_inadmissible_is_closed_with_its_letter(sign_in) -> None:
    application, client = in_review(city="Saint-Aubin", email="nadia@courriel.example"), sign_in(a_user())
    assert post(client, at(application), criterion="residence", **AWAY).url == at(application, "")
    closed = fresh(application)
    assert (closed.state, closed.blocking_criterion) == (State.INADMISSIBLE, "residence")
    assert letters() == [f"LC-{application.reference}"]
    assert client.get(at(application, "lettre/pdf/"))["Content-Type"] == "application/pdf"
    page = client.get(at(application, "")).content.decode()
    assert "Lire la lettre (PDF)" in page
    assert "Lettre à la personne émise" in page
    assert OutgoingMail.objects.filter(recipient="nadia@courriel.example").count() == 1


def test_without_a_letter_one_may_still_be_written(sign_in) -> None:
    application, client = in_review(), sign_in(a_user())
    post(client, at(application), outcome="withdraw", reason="abandoned", note="Renonce.")
    assert letters() == []
    assert "Relire et émettre la lettre" in client.get(at(application, "")).content.decode()
    page = client.get(at(application, "lettre/")).content.decode()
    assert "Votre demande est classée sans suite" in page
    assert "Voies et délais de recours" not in page
    for _ in range(2):
        assert post(client, at(application, "lettre/")).url == at(application, "")
    assert letters() == [f"LC-{application.reference}"]
    assert client.get(at(application, "lettre/")).status_code == 302


def test_the_form_begins_with_the_condition_that_failed(sign_in) -> None:
    application = in_review(city="Saint-Aubin")
    actions.check_eligibility(application=application, by=application.worker, now=timezone.now())
    form = sign_in(a_user()).get(at(application)).context["form"]
    assert form.initial["criterion"] == "residence"
    assert form.initial["outcome"] == "declare_inadmissible"
    assert ("residence", "N’habite pas la commune (dernier contrôle)") in form.fields["criterion"].choices


def test_a_reason_names_its_condition_when_nobody_chose_one() -> None:
    application, now = in_review(), timezone.now()
    actions.redirect(
        application=application, reason=ClosingReason.CEILING, note="Plafond.", by=application.worker, now=now
    )
    assert fresh(application).blocking_criterion == "income"


@pytest.mark.parametrize(
    ("state", "reason", "is_decision"),
    [
        (State.INADMISSIBLE, ClosingReason.RESIDENCE, True),
        (State.REDIRECTED, ClosingReason.CEILING, True),
        (State.WITHDRAWN, ClosingReason.INCOMPLETE, True),
        (State.WITHDRAWN, ClosingReason.ABANDONED, False),
        (State.WITHDRAWN, ClosingReason.DUPLICATE, False),
    ],
)
def test_a_decision_names_its_remedies(state: State, reason: ClosingReason, is_decision: bool) -> None:
    application = in_review()
    letter = closing(
        application,
        Ending(state, reason, "Parce que."),
        ccas="CCAS",
        by=application.worker,
        issued_on=timezone.localdate(),
        reference="LC-1",
    )
    assert bool(letter["remedies"]) == is_decision
    assert "Parce que." in str(letter["parts"])


def test_every_reason_makes_a_letter() -> None:
    application = in_review()
    for state in (State.WITHDRAWN, State.INADMISSIBLE, State.REDIRECTED):
        for reason in ClosingReason:
            ending = Ending(state, reason, "Une phrase.\n\nUne autre.")
            day = timezone.localdate()
            parts = closing(application, ending, ccas="CCAS", by=application.worker, issued_on=day, reference="LC-1")[
                "parts"
            ]
            assert all(part.paragraphs for part in parts)


@pytest.mark.parametrize(
    "typed",
    [
        {"outcome": "", "reason": "", "note": ""},
        {"outcome": "erase", "reason": "residence", "note": "x"},
        {**AWAY, "note": "a\x00b"},
        {**AWAY, "note": "é" * 2001},
        {**AWAY, "criterion": "lune"},
    ],
)
def test_what_cannot_be_understood_is_said_beside_the_field(sign_in, typed: dict[str, str]) -> None:
    application = in_review()
    for also in ({}, {"relire": "1"}):
        assert post(sign_in(a_user()), at(application), **typed, **also).status_code == 422
    assert fresh(application).state == State.IN_REVIEW


def test_an_odd_note_still_makes_a_letter(sign_in) -> None:
    application = in_review()
    note = "🙂 \u202eعربى <script>alert(1)</script> " + "x" * 300
    assert post(sign_in(a_user()), at(application), **{**AWAY, "note": note}).status_code == 302
    assert len(letters()) == 1


def test_closed_twice_is_refused_in_words(sign_in) -> None:
    application, client = in_review(), sign_in(a_user())
    post(client, at(application), **AWAY)
    for also in ({}, {"relire": "1"}):
        again = post(client, at(application), **AWAY, **also)
        assert again.status_code == 409
        assert "irrecevable" in again.content.decode()
    assert client.get(at(application)).status_code == 302
    assert len(letters()) == 1


def test_strangers_and_partners_find_no_letter(sign_in) -> None:
    partner = a_partners_user()
    application = in_review(by=partner)
    post(sign_in(a_user()), at(application), **AWAY)
    for stranger in (partner, a_partners_user(), a_user(Role.FINANCE)):
        client = sign_in(stranger)
        for path in ("clore/", "lettre/", "lettre/pdf/"):
            assert client.get(at(application, path)).status_code == 404
        assert post(client, at(application, "lettre/")).status_code == 404
    assert post(sign_in(a_user()), at(application, "lettre/pdf/")).status_code == 405
