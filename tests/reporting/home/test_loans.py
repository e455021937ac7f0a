"""Loans and books on the first page: each kind for whom it waits, until it is done."""

from datetime import date, timedelta

import pytest

from harmonie.accounts.roles import Role
from loans import actions
from loans.models import PaymentFile, PaymentLine
from reporting.home.waiting import groups_for
from tests.builders import a_user
from tests.loan_rows import a_posting_request, an_amendment
from tests.loans.builders import FIRST_DUE, NOW, TODAY, a_clerk, a_granted_decision, a_late_loan, an_active_loan

from .reading import counts_agree, kinds

pytestmark = pytest.mark.django_db
OTHERS = (Role.SOCIAL_WORKER, Role.SECRETARY, Role.COMMISSION_MEMBER, Role.ADMINISTRATOR, Role.AUDITOR)


def test_from_the_grant_to_the_money(sign_in):
    clerk, decision = a_clerk(), a_granted_decision()
    assert list(kinds(clerk, TODAY)) == ["À contractualiser"]
    assert counts_agree(sign_in(clerk), clerk, TODAY)
    loan = actions.open_loan(decision=decision, first_due_on=FIRST_DUE, by=clerk, now=NOW)
    assert list(kinds(clerk, TODAY)) == ["À faire signer"]
    near = decision.sign_before - timedelta(days=2)
    assert kinds(clerk, near)["À faire signer"] == ["Faire signer Nadia Benali"]
    for role in OTHERS:
        assert not {"À contractualiser", "À faire signer"} & set(kinds(a_user(role), TODAY))
    actions.sign_loan(loan=loan, signed_on=TODAY, by=clerk, now=NOW)
    assert kinds(clerk, TODAY) == {"À verser": ["Verser 620\u202f€ à Nadia Benali"]}
    assert counts_agree(sign_in(clerk), clerk, TODAY)
    loan.refresh_from_db()
    actions.disburse(loan=loan, value_on=TODAY, voucher="M-1", by=clerk, now=NOW)
    assert kinds(clerk, TODAY) == {"Bordereaux": ["Établir le bordereau de mandats"]}


def test_who_is_late_waits_for_a_letter_of_today(sign_in):
    loan, clerk = a_late_loan(), a_clerk()
    kind = "Relances courtoises"
    assert kinds(clerk, TODAY)[kind] == ["Relancer Nadia Delattre"]
    assert counts_agree(sign_in(clerk), clerk, TODAY)
    actions.record_repayment(loan=loan, amount=loan.principal - 200, channel="card", value_on=TODAY, by=clerk, now=NOW)
    assert kind not in kinds(clerk, TODAY)
    assert kinds(clerk, date(2026, 12, 1))["Régie"] == ["Clore novembre\u00a02026"]
    [books] = [group for group in groups_for(clerk, date(2026, 12, 1)) if group.label == "Régie"]
    assert books.lines[0].todo.url.endswith("?mois=2026-11")


def test_the_second_person_is_asked_and_never_the_first(sign_in):
    loan, first, second = an_active_loan(), a_clerk(), a_clerk()
    asked = a_posting_request(loan, first, NOW)
    an_amendment(loan, first, NOW)
    assert not {"Écritures à contrôler", "Avenants à approuver"} & set(kinds(first, TODAY))
    for who in (second, a_user(Role.CHAIR)):
        assert {"Écritures à contrôler", "Avenants à approuver"} <= set(kinds(who, TODAY))
    assert f"/prets/controle/{asked.pk}/" in sign_in(second).get("/prets/controle/?par=autres").text
    assert f"/prets/controle/{asked.pk}/" not in sign_in(first).get("/prets/controle/?par=autres").text


def test_payments_and_files_wait_for_the_books(sign_in):
    clerk, facts = a_clerk(), {"format": "csv", "content": b"", "received_at": NOW}
    done = {"posted_at": NOW, "posted_by": clerk}
    posted, read = (
        PaymentFile.objects.create(name=f"{state}.csv", sha256=state, state=state, received_by=clerk, **facts, **more)
        for state, more in (("posted", done), ("preview", {}))
    )
    for number, file in enumerate((posted, read, posted)):
        PaymentLine.objects.create(file=file, number=number, fingerprint=number, booked_on=TODAY, amount=50, payer="X")
    found = kinds(clerk, TODAY)
    assert found["Paiements à rapprocher"] == 2 * ["Rapprocher 50,00\u202f€, X"]
    assert found["Fichiers à vérifier"] == ["Vérifier le fichier preview.csv"]
    assert counts_agree(sign_in(clerk), clerk, TODAY)
    PaymentLine.objects.filter(file=posted).update(state="set_aside")
    PaymentFile.objects.filter(pk=read.pk).update(state="dropped")
    assert kinds(clerk, TODAY) == {}
