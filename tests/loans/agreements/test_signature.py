"""Signed: the scan, kept and opened; the funds that wait for the withdrawal."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harmonie.documents.models import StoredFile
from harmonie.registry.models import AccessEntry
from loans import actions
from tests.loans.builders import NOW, TODAY, a_clerk, a_loan_to_sign, a_signed_loan, once

from .builders import SCAN, withdrawal

pytestmark = pytest.mark.django_db


def a_picture(name="contrat.png"):
    """The smallest picture that a reader opens."""
    import base64

    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    return SimpleUploadedFile(name, base64.b64decode(pixel), "image/png")


def test_the_scan_comes_with_the_signature_and_is_opened_in_its_scope(finance, sign_in):
    loan = a_loan_to_sign()
    page = finance.post(
        reverse("loans:sign", args=[loan.reference]),
        {"signed_on": "16/11/2026", "copy": SimpleUploadedFile("x.pdf", b"rien", "application/pdf")} | once(),
    )
    assert page.status_code == 422
    assert "x.pdf" in page.text
    answer = finance.post(
        reverse("loans:sign", args=[loan.reference]), {"signed_on": "16/11/2026", "copy": a_picture()} | once()
    )
    assert answer.status_code == 302
    loan.refresh_from_db()
    address = reverse("loans:signed_copy", args=[loan.reference])
    served = finance.get(address)
    assert served.content == bytes(loan.signed_copy.content)
    assert "attachment" in served["Content-Disposition"]
    assert AccessEntry.objects.filter(subject="contrat signé", reference=loan.reference).count() == 1
    assert finance.post(address).status_code == 405
    assert sign_in(loan.decision.decided_by).get(address).status_code == 404


def test_a_scan_may_come_later_and_be_replaced_with_a_reason(finance):
    loan = a_signed_loan()
    copy, keep = (reverse(f"loans:{name}", args=[loan.reference]) for name in ("signed_copy", "keep_signed_copy"))
    assert finance.get(copy).status_code == 404
    assert "Déposer le contrat signé" in finance.get(reverse("loans:detail", args=[loan.reference])).text
    assert finance.post(keep, once()).status_code == 422
    assert finance.post(keep, {"copy": a_picture()} | once()).status_code == 302
    assert finance.get(copy).status_code == 200
    assert finance.post(keep, {"copy": a_picture("deux.png")} | once()).status_code == 422
    assert finance.post(keep, {"copy": a_picture("deux.png"), "why": "Page manquante"} | once()).status_code == 302
    assert StoredFile.objects.count() == 2
    unsigned = a_loan_to_sign()
    later = reverse("loans:keep_signed_copy", args=[unsigned.reference])
    assert finance.get(later).status_code == 302
    assert finance.post(later, {"copy": a_picture()} | once()).status_code == 409


@pytest.mark.parametrize(
    ("days", "keeps", "typed", "until"),
    [
        (0, False, None, None),
        (14, False, None, None),
        (14, True, None, date(2026, 11, 30)),
        (14, True, date(2026, 11, 20), date(2026, 11, 30)),
        (14, True, date(2026, 12, 24), date(2026, 12, 24)),
        (0, False, date(2026, 12, 24), date(2026, 12, 24)),
    ],
)
def test_the_funds_wait_for_the_withdrawal_or_the_day_that_was_agreed(days, keeps, typed, until):
    loan, clerk = a_loan_to_sign(), a_clerk()
    type(loan).objects.filter(pk=loan.pk).update(funds_not_before=typed)
    withdrawal(days, keeps_funds=keeps)
    signed = actions.sign_loan(loan=loan, signed_on=date(2026, 11, 16), by=clerk, now=NOW, copy=SCAN)
    assert signed.funds_not_before == until
    assert signed.signed_copy.name == "contrat.pdf"
    assert signed.signed_on < TODAY
