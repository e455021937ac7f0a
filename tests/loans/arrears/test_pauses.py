"""Pauses: who may, for how long, and what is refused in words."""

from datetime import timedelta

import pytest
from django.urls import reverse

from harmonie.accounts.roles import Role
from loans.arrears.late import late_of
from loans.arrears.words import Next
from loans.models import Pause
from tests.builders import a_user
from tests.loans.builders import TODAY, a_late_loan, a_repayment, once

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan():
    return a_late_loan()


def post(browser, loan, **typed):
    form = {"reason": "arrangement", "starts_on": "23/11/2026", "ends_on": "", "note": ""} | typed
    return browser.post(reverse("loans:pause_reminders", args=[loan.reference]), form | once())


def test_from_a_pause_to_its_end(finance, loan):
    """Still late in the figures, no letter due, and said on the page; lifted the same day, it ends that evening."""
    assert post(finance, loan, reason="death", note="Appel de sa fille").status_code == 302
    late = late_of(loan, TODAY)
    assert (late.next, late.found.amount) == (Next.PAUSED, 150)
    page = finance.get(reverse("loans:detail", args=[loan.reference])).text
    assert "décès" in page
    assert "Lever cette suspension" in page
    listed = finance.get(reverse("loans:arrears") + "?etape=suspendus").text
    assert loan.reference in listed
    assert "décès" in listed
    again = post(finance, loan)
    assert again.status_code == 409
    assert "déjà suspendues" in again.text
    pause = Pause.objects.get()
    end = reverse("loans:end_pause", args=[loan.reference, pause.pk])
    token = once()
    assert finance.get(end).status_code == 405
    for _ in range(2):
        finance.post(end, token)
    pause.refresh_from_db()
    assert pause.ends_on == TODAY
    assert late_of(loan, TODAY + timedelta(days=1)).next == Next.FIRST
    Pause.objects.update(starts_on=TODAY - timedelta(days=9), ends_on=TODAY + timedelta(days=9))
    finance.post(end, once())
    assert late_of(loan, TODAY).next == Next.FIRST
    assert "finie depuis" in finance.post(end, once(), follow=True).text


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"reason": "over_indebtedness", "ends_on": "31/12/2026"}, 409, "laissez la date de fin vide"),
        ({"starts_on": "24/11/2026"}, 422, "dans le futur"),
        ({"starts_on": "01/01/0001"}, 409, "corrigez sa date"),
        ({"ends_on": "22/11/2026"}, 409, "dans deux ans"),
        ({"ends_on": "31/12/9999"}, 409, "dans deux ans"),
        ({"ends_on": "30/02/2027"}, 422, "date qui existe"),
        ({"reason": "holiday"}, 422, "Choisissez"),
        ({"note": "é" * 300}, 422, "200 caractères"),
        ({"note": "a\0b"}, 422, ""),
    ],
)
def test_what_cannot_be(finance, loan, typed, status, sentence):
    page = post(finance, loan, **typed)
    assert page.status_code == status
    assert sentence in page.text
    assert not Pause.objects.exists()


def test_only_the_finances_and_only_while_it_runs(finance, loan, sign_in):
    address = reverse("loans:pause_reminders", args=[loan.reference])
    assert post(sign_in(a_user(Role.SOCIAL_WORKER)), loan).status_code == 404
    assert finance.get(reverse("loans:pause_reminders", args=["P1999-0001"])).status_code == 404
    assert finance.get(address).status_code == 200
    assert finance.put(address).status_code == 405
    a_repayment(loan, 400)
    assert post(finance, loan).status_code == 404
