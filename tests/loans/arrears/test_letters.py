"""The letters of the ladder: each once for a debt, true to the cent, with what they set going."""

import io
from datetime import date, timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Exclusion
from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal, WrongState
from loans.arrears import actions, batch_actions, making_actions, tasks
from loans.arrears.issuing_actions import issue_reminder
from loans.enums import PauseReason, ReminderStep
from loans.models import FollowUp, Reminder, ReminderBatch
from loans.rounds import make_rounds
from tests.builders import a_user
from tests.loans.builders import NOW, TODAY, a_clerk, a_late_loan, a_repayment, an_active_loan, at

pytestmark = pytest.mark.django_db
FIRST, SECOND, FORMAL = ReminderStep


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def test_a_letter_says_what_to_do_and_never_threatens(finance):
    """Seen through the window of the envelope, warm, true to the cent; marked PROJET before it is issued."""
    loan = a_late_loan()
    a_repayment(loan, 20)
    draft = finance.get(reverse("loans:preview_reminder", args=[loan.reference]))
    assert "PROJET" in text_of(draft.content)
    letter = issue_reminder(loan=loan, step=FIRST, by=finance.user, now=NOW)
    page = finance.get(reverse("loans:document", args=[loan.reference, letter.document.reference]))
    said = text_of(page.content)
    for words in (
        "130,00",
        "10 septembre 2026",
        "12 RUE DES TANNEURS",
        "60990 RIVEMONT",
        "ni pénalité",
        "Marc Poulain",
        "Des échéances de votre prêt sont restées en attente",
    ):
        assert words in said
    assert "PROJET" not in said
    assert "30,00" in said  # what is left of the first of them
    with pytest.raises(WrongState, match="récente"):
        issue_reminder(loan=loan, step=FIRST, by=finance.user, now=NOW)
    detail = finance.get(reverse("loans:detail", args=[loan.reference])).text
    assert "Relance courtoise, 130,00" in detail


def test_the_whole_ladder(quick_letters, sign_in):
    """Letters on their days, one appointment asked for, then over to the finances; a payment begins another debt."""
    loan, clerk = a_late_loan(), a_clerk()
    with pytest.raises(WrongState):
        issue_reminder(loan=loan, step=FORMAL, by=clerk, now=NOW)
    days = (TODAY, TODAY + timedelta(days=8), TODAY + timedelta(days=30))
    for step, day in zip(ReminderStep, days, strict=True):
        issue_reminder(loan=loan, step=step, by=clerk, now=at(day))
    assert [one.step for one in loan.reminders.all()] == [FIRST, SECOND, FORMAL]
    assert quick_letters[2]["late"].amount == 200  # the instalment of December came on top
    worker = loan.decision.application.worker
    follow_up = FollowUp.objects.get()
    assert (follow_up.worker, follow_up.due_on) == (worker, days[1] + timedelta(days=14))
    mail = OutgoingMail.objects.get(subject__contains="rendez-vous")
    assert mail.recipient == worker.email
    assert "Delattre" not in mail.text
    assert "150" not in mail.text
    a_repayment(loan, 50)  # the oldest one is paid: what is left is another debt, reminded kindly
    issue_reminder(loan=loan, step=FIRST, by=clerk, now=at(days[2] + timedelta(days=1)))
    assert loan.reminders.last().late_since == date(2026, 10, 10)


def test_a_colleague_meets_the_person_when_the_worker_left_or_stepped_aside(quick_letters):
    loan, clerk = a_late_loan(), a_clerk()
    application = loan.decision.application
    Exclusion.objects.create(application=application, user=application.worker, declared_at=NOW)
    type(application.worker).objects.filter(pk__gt=0, groups__name=Role.SOCIAL_WORKER).exclude(
        pk=application.worker_id
    ).update(is_active=False)
    colleague = a_user(Role.SOCIAL_WORKER, first_name="Inès", last_name="Roche")
    issue_reminder(loan=loan, step=FIRST, by=clerk, now=NOW)
    issue_reminder(loan=loan, step=SECOND, by=clerk, now=at(TODAY + timedelta(days=8)))
    assert FollowUp.objects.get().worker == colleague


def test_somebody_pays_while_the_letter_is_rendered(monkeypatch):
    """It is rendered again with what is left, or not at all."""
    loan, clerk, amounts = a_late_loan(), a_clerk(), []

    def render(template, context):
        amounts.append(context["late"].amount)
        if len(amounts) == 1:
            a_repayment(loan, 20)
        return b"%PDF"

    monkeypatch.setattr("loans.arrears.issuing_actions.render_pdf", render)
    assert issue_reminder(loan=loan, step=FIRST, by=clerk, now=NOW).amount == 130
    assert amounts == [150, 130]


def a_batch(*loans, by=None) -> ReminderBatch:
    return batch_actions.ask_reminders(loans=loans, by=by or a_clerk(), now=NOW)


def test_a_batch_leaves_out_who_paid_and_goes_on_after_trouble(quick_letters, monkeypatch):
    paid, paused, broken, fine = (a_late_loan() for _ in range(4))
    clerk = a_clerk()
    with pytest.raises(Refusal, match="Choisissez"):
        a_batch(an_active_loan(), by=clerk)
    batch = a_batch(paid, paused, broken, fine, by=clerk)
    assert batch.total == 4
    a_repayment(paid, 150)
    told = {"starts_on": TODAY, "ends_on": None, "note": "", "by": clerk, "now": NOW}
    actions.pause_reminders(loan=paused, reason=PauseReason.DEATH, **told)
    sound = making_actions.issue_reminder

    def fails_once(*, loan, **more):
        if loan == broken:
            raise ValueError("no font")
        return sound(loan=loan, **more)

    monkeypatch.setattr(making_actions, "issue_reminder", fails_once)
    tasks.make_reminders.call(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.done) == ("ready", 4)
    assert [reference for reference, _ in batch.left_out] == [paid.reference, paused.reference, broken.reference]
    assert "suspendues" in batch.left_out[1][1]
    assert [one.loan for one in batch.reminders.all()] == [fine]
    tasks.make_reminders.call(batch.pk)  # delivered twice
    assert Reminder.objects.count() == 1


def test_a_batch_that_died_is_taken_up_without_a_letter_twice(quick_letters, monkeypatch):
    loans = [a_late_loan() for _ in range(3)]
    batch = a_batch(*loans)
    sound = making_actions.issue_reminder

    def killed(*, loan, **more):
        if loan == loans[1]:
            raise SystemExit
        return sound(loan=loan, **more)

    monkeypatch.setattr(making_actions, "issue_reminder", killed)
    with pytest.raises(SystemExit):
        tasks.make_reminders.call(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.done, Reminder.objects.count()) == ("running", 1, 1)
    monkeypatch.setattr(making_actions, "issue_reminder", sound)
    died_at = batch.alive_at
    make_rounds(died_at + timedelta(minutes=1))  # it may still be at work
    with pytest.raises(WrongState):
        batch_actions.resume_reminders(batch=batch, now=died_at + timedelta(minutes=1))
    batch_actions.resume_reminders(batch=batch, now=died_at + timedelta(minutes=3))
    tasks.make_reminders.call(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, Reminder.objects.count()) == ("ready", 3)


def test_two_workers_at_once_and_a_cancel(quick_letters):
    first, second = a_late_loan(), a_late_loan()
    batch = a_batch(first, second)
    other = ReminderBatch.objects.get(pk=batch.pk)
    moments = iter((None, batch_actions.cancel_reminders, None))  # somebody cancels between the two letters

    def clock():
        if happens := next(moments):
            happens(batch=batch, now=NOW)
        return timezone.now()

    done = making_actions.make_reminders(batch=batch, clock=clock)
    assert done.state == "cancelled"
    making_actions.make_reminders(batch=other)  # read before the first worker began
    assert [one.loan for one in Reminder.objects.all()] == [first]
    with pytest.raises(WrongState, match="annulé"):
        batch_actions.cancel_reminders(batch=batch, now=NOW)


def test_nobody_writes_to_a_person_they_stepped_aside_from(quick_letters):
    loan, clerk = a_late_loan(), a_clerk()
    batch = a_batch(loan, by=clerk)
    Exclusion.objects.create(application=loan.decision.application, user=clerk, declared_at=NOW)
    making_actions.make_reminders(batch=batch)
    assert not Reminder.objects.exists()
