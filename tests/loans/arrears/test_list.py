"""The list of late loans: steps, ages, any day, pages, exports, and the letters asked from it."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Exclusion
from harmonie.accounts.roles import Role
from harmonie.registry.models import AccessEntry
from loans.arrears import filters, making_actions
from loans.models import PrintBatch, Reminder, ReminderBatch
from tests.builders import a_user
from tests.loans.builders import NOW, TODAY, a_late_loan, a_repayment, an_active_loan, once

pytestmark = pytest.mark.django_db
LIST = reverse("loans:arrears")


def test_what_is_late_on_any_day(finance):
    loan = a_late_loan()
    small = a_late_loan()
    a_repayment(small, "140")
    page = finance.get(LIST).text
    assert "2\u00a0prêts en retard, 160,00\u202f€ en tout" in page
    assert "61 à 90 jours" in page
    assert loan.reference in page
    assert small.reference not in page  # ten euros: no letter
    assert small.reference in finance.get(LIST + "?etape=petites-sommes").text
    assert page.count("btn-primary") == 1
    past = finance.get(LIST + "?etape=tous&au=31/10/2026").text
    assert "Au 31\u00a0oct. 2026".replace(" ", "\u00a0") in past.replace(" ", "\u00a0")
    assert "Préparer les lettres" not in past
    assert "aucun prêt en retard" in finance.get(LIST + "?au=2026-05-10").text
    for odd in ("hier", "01/01/0001", "31/12/9999", "24/11/2026", "%00", "9" * 40):
        page = finance.get(LIST, {"au": odd})
        assert page.status_code == 422
        assert "Écrivez une date passée" in page.text
    assert finance.get(LIST, {"q": "\u202e\0😀" * 50, "age": "x", "etape": "\0", "apres": "a~b"}).status_code == 200
    assert loan.reference in finance.get(LIST, {"q": "delattre", "age": "61-90"}).text


def test_pages_by_key_and_constant_queries(finance, monkeypatch):
    monkeypatch.setattr(filters, "SIZE", 2)
    loans = [a_late_loan()]
    finance.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        finance.get(LIST + "?etape=tous")
    loans += [a_late_loan() for _ in range(2)]
    with CaptureQueriesContext(connection) as three:
        first = finance.get(LIST + "?etape=tous").text
    assert len(one) == len(three)
    following = first.split("apres=")[1].split('"')[0]
    a_repayment(loans[0], 400)  # somebody pays meanwhile: nobody is skipped
    second = finance.get(f"{LIST}?etape=tous&apres={following}").text
    assert loans[2].reference in second
    assert loans[1].reference not in second
    back = second.split("avant=")[1].split('"')[0]
    assert loans[1].reference in finance.get(f"{LIST}?etape=tous&avant={back}").text


def test_exports_hold_everything_and_run_nothing(finance, monkeypatch):
    monkeypatch.setattr(filters, "SIZE", 1)
    a_late_loan()
    loan = a_late_loan()
    type(loan.borrower).objects.filter(pk=loan.borrower_id).update(first_name="=1+1", phone="+33 6 55")
    text = b"".join(finance.get(reverse("loans:arrears_csv") + "?etape=tous").streaming_content).decode()
    lines = text.splitlines()
    assert lines[0].startswith("\ufeffemprunteur;prêt;")
    assert len(lines) == 3
    assert "'=1+1 Delattre" in lines[2]
    assert "'+33 6 55" in lines[2]
    assert ";150,00;3;10/09/2026;74;" in lines[2]
    book = b"".join(finance.get(reverse("loans:arrears_xlsx") + "?etape=tous").streaming_content)
    rows = list(openpyxl.load_workbook(io.BytesIO(book)).active.values)
    assert rows[1][8] == 150
    assert AccessEntry.objects.filter(subject="export CSV des impayés").exists()


def test_letters_asked_for_from_the_list(finance, quick_letters):
    """Ticked or all; once; its page shows letters, progress, cancel; the partner's and worker's doors are shut."""
    first, second = a_late_loan(), a_late_loan()
    prepare, token = reverse("loans:prepare_reminders"), once()
    assert finance.get(prepare).status_code == 405
    nothing = finance.post(prepare, once() | {"etape": "relance-courtoise"})
    assert nothing.status_code == 422
    assert "Choisissez au moins un prêt" in nothing.text
    assert finance.post(prepare, once() | {"pret": ["\0", "x" * 400, "😀"]}).status_code == 422
    for _ in range(2):
        answer = finance.post(prepare, token | {"etape": "relance-courtoise", "pret": [first.reference]})
    batch = ReminderBatch.objects.get()
    page = reverse("loans:reminder_batch", args=[batch.pk])
    assert answer.url == page
    progress = finance.get(reverse("loans:reminder_progress", args=[batch.pk]))
    assert "0\u00a0lettre sur 1" in progress.text
    assert "HX-Refresh" not in progress
    assert "Arrêter la préparation" in finance.get(page).text
    making_actions.make_reminders(batch=batch)
    assert finance.get(reverse("loans:reminder_progress", args=[batch.pk]))["HX-Refresh"] == "true"
    shown = finance.get(page).text
    assert f"RL1-{first.reference}-20260910" in shown
    printed = finance.post(reverse("loans:print_reminders", args=[batch.pk]), once())
    assert printed.url == reverse("loans:print_batch", args=[PrintBatch.objects.get(kind="reminder").pk])
    finance.post(prepare, once() | {"etape": "relance-courtoise", "tous": "oui"})
    every = ReminderBatch.objects.order_by("pk").last()
    assert every.chosen == [[second.pk, "first"]]
    finance.post(reverse("loans:cancel_reminders", args=[every.pk]), once())
    assert "Préparation arrêtée" in finance.get(reverse("loans:reminder_batch", args=[every.pk])).text
    resumed = finance.post(reverse("loans:resume_reminders", args=[every.pk]), once(), follow=True)
    assert "pas interrompu" in resumed.text
    assert Reminder.objects.count() == 1
    Exclusion.objects.create(application=first.decision.application, user=finance.user, declared_at=NOW)
    assert first.reference not in finance.get(page).text
    assert first.reference not in finance.get(LIST + "?etape=tous").text


def test_nobody_else(sign_in):
    a_late_loan()
    for role in (Role.PARTNER, Role.SOCIAL_WORKER, Role.COMMISSION_MEMBER, Role.AUDITOR):
        browser = sign_in(a_user(role))
        assert browser.get(LIST).status_code == 404
        assert browser.get(reverse("loans:arrears_csv")).status_code == 404


def test_a_loan_up_to_date_shows_no_panel(finance):
    loan = an_active_loan(on=TODAY - timedelta(days=21), first_due_on=date(2027, 1, 5))
    assert "Suspendre les relances" not in finance.get(reverse("loans:detail", args=[loan.reference])).text
