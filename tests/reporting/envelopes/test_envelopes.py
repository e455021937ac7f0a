"""Envelopes: what was voted, engaged, paid out and given back; their ledger; the year that follows."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes import actions
from harmonie.schemes.models import BudgetEnvelope, Scheme
from loans import actions as books
from reporting.bilan import money
from reporting.bilan.question import Question
from reporting.charts.engagements import engagements
from reporting.envelopes import ledger
from reporting.envelopes.pages import shown
from reporting.rounds import make_rounds, refill_envelopes
from tests.builders import a_scheme, a_user
from tests.loans.builders import NOW, TODAY, a_clerk, a_granted_decision, a_loan_to_sign, an_active_loan, at

pytestmark = pytest.mark.django_db
ADDRESS = "/enveloppes/credit-harmonie/2026/"


def typed(**facts):
    return {**facts, "once": str(uuid.uuid4())}


def repay(loan, amount):
    return books.record_repayment(
        loan=loan, amount=Decimal(amount), channel="card", value_on=TODAY, by=a_clerk(), now=NOW
    )


@pytest.fixture
def admin():
    return a_user(Role.ADMINISTRATOR)


def sums(envelope, day=TODAY, until=None):
    return ledger.sums_of([envelope.pk], day=day, until=until)[envelope.pk]


@pytest.fixture
def story(admin):
    """A loan of 620 € paid out and repaid by 100 €, a supplementary vote, a grant that was given back."""
    loan = an_active_loan()
    repay(loan, 100)
    Scheme.objects.update(code="credit-harmonie")
    envelope = BudgetEnvelope.objects.get(pk=loan.decision.commitment.envelope_id)
    actions.vote_supplement(
        envelope=envelope, amount=Decimal(500), deliberation="2026-9", voted_on=TODAY, by=admin, now=NOW
    )
    movement = actions.engage(scheme=envelope.scheme, amount=Decimal(50), reference="2026-9999", by=admin, now=NOW)
    actions.release(commitment=movement, by=admin, now=NOW)
    envelope.refresh_from_db()
    return loan, envelope


def test_the_sums_are_those_of_the_movements_on_any_day(story):
    loan, envelope = story
    now = sums(envelope)
    assert (now.initial, now.supplementary, now.allocated) == (30_000, 500, 30_500) == (30_000, 500, envelope.allocated)
    assert (now.committed, now.released) == (loan.principal + 50, 50)
    assert (now.engaged, now.available) == (envelope.engaged, envelope.available)
    assert (now.contracted, now.disbursed, now.repaid) == (loan.principal, loan.principal, 100)
    year = Question(date(2026, 1, 1), date(2026, 12, 31), loan.scheme)
    told = money.envelopes(year)[0]
    assert (told.allocated, told.engaged, told.paid_out) == (now.allocated, now.engaged, now.disbursed)
    assert (told.to_pay_out, told.to_sign) == (0, 0)
    assert [point.amount for point in engagements(year, TODAY).voted] == [30_000, 30_500]
    assert sums(envelope, TODAY, at(date(2026, 1, 3))).contracted == 0  # the signature was not noted yet
    before = sums(envelope, date(2026, 1, 2), at(date(2026, 1, 3)))
    assert (before.allocated, before.engaged, before.contracted, before.disbursed) == (30_000, 0, 0, 0)
    told_late = a_loan_to_sign(100, 10, last_name="Tardy", scheme=envelope.scheme)
    books.sign_loan(loan=told_late, signed_on=date(2026, 11, 5), by=a_clerk(), now=NOW)
    assert sums(envelope).contracted == loan.principal + 100
    assert sums(envelope, date(2026, 11, 6), at(date(2026, 11, 7))).contracted == loan.principal


def test_the_page_shows_each_movement_with_the_balance_and_the_links_one_may_follow(story, admin, sign_in):
    loan, envelope = story
    clerk = sign_in(a_clerk())
    page = clerk.get(ADDRESS).content.decode()
    assert f"/prets/{loan.reference}/" in page
    assert f"/demandes/{loan.decision.application.reference}/" not in page
    assert "30\u202f500,00" in page
    assert "Enregistrer un vote" not in page
    browser = sign_in(admin)
    assert f"/prets/{loan.reference}/" not in browser.get(ADDRESS).content.decode()
    only = browser.get(f"{ADDRESS}?nature=remboursements").content.decode()
    assert "Remboursement</td>" in only
    assert "Engagement</td>" not in only
    assert "Aucun mouvement ne correspond" in browser.get(f"{ADDRESS}?q=rien\u2067🚲").content.decode()
    for wrong in ("nature=autre", "au=01/01/0001", "du=31/02/2026", "au=31/12/9999", f"q={'x' * 300}"):
        assert browser.get(f"{ADDRESS}?{wrong}").status_code == 422, wrong
    for odd in ("apres=-1", "apres=" + "9" * 40, "avant=x", "q=%00"):
        assert browser.get(f"{ADDRESS}?{odd}").status_code in (200, 422), odd
    who_stepped_aside_reads_no_number(loan, envelope)


def who_stepped_aside_reads_no_number(loan, envelope):
    asked = ledger.Asked(envelope.pk, hidden=(loan.decision.application_id,))
    told = shown(ledger.lines_before(asked, None, 50), asked, a_clerk())
    assert loan.decision.application.reference not in [row.reference for row in told]
    named = ledger.Asked(envelope.pk, reference=loan.decision.application.reference, hidden=asked.hidden)
    assert ledger.lines_before(named, None, 50) == []


def test_the_ledger_pages_by_key_and_its_exports_are_whole(story, admin, sign_in, monkeypatch):
    _, envelope = story
    monkeypatch.setattr("reporting.envelopes.pages.PAGE", 2)
    browser = sign_in(admin)
    first = browser.get(ADDRESS).context["page"]
    second = browser.get(ADDRESS + first.following).context["page"]
    back = browser.get(ADDRESS + second.previous).context["page"]
    assert [row.line.n for row in first.rows] == [row.line.n for row in back.rows]
    assert first.rows[-1].line.n - 1 == second.rows[0].line.n
    every = list(ledger.all_lines(ledger.Asked(envelope.pk)))
    assert every[-1].balance == envelope.available
    csv = b"".join(browser.get(f"{ADDRESS}mouvements.csv").streaming_content).decode()
    assert len(csv.splitlines()) == len(every) + 1
    sheet = load_workbook(BytesIO(b"".join(browser.get(f"{ADDRESS}mouvements.xlsx").streaming_content))).active
    assert sheet.max_row == len(every) + 1
    assert browser.get(f"{ADDRESS}mouvements.csv?nature=autre").status_code == 404


def test_the_pages_cost_the_same_with_one_row_and_with_three(story, admin, sign_in):
    _, envelope = story
    browser, costs = sign_in(admin), []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get("/enveloppes/")
            browser.get(ADDRESS)
        costs.append(len(queries))
        for more in range(2):
            engaged = {"amount": Decimal(10), "reference": f"x{number}{more}"}
            actions.engage(scheme=envelope.scheme, **engaged, by=admin, now=NOW)
            actions.open_envelope(scheme=a_scheme(name=f"Autre {more}"), year=2030, allocated=1, by=admin, now=NOW)
    assert costs[0] == costs[1]


def test_the_archive_is_a_row_of_links(story, admin, sign_in):
    """An exercice long past costs no sum; on a day of its own it is told again."""
    scheme = a_scheme(name="Ancien")
    BudgetEnvelope.objects.create(scheme=scheme, year=2019, allocated=Decimal(7777))
    browser, address = sign_in(admin), reverse("envelope", args=[scheme.code, 2019])
    page = browser.get("/enveloppes/").text
    assert f'Exercices plus anciens\u00a0: <a href="{address}">' in page
    assert "7\u202f777,00" not in page
    assert "7\u202f777,00" in browser.get("/enveloppes/?au=31/12/2019").text


def test_a_vote_is_recorded_once_and_never_below_what_is_engaged(story, admin, sign_in):
    loan, envelope = story
    address = f"{ADDRESS}vote/"
    browser, form = sign_in(admin), typed(amount="−1 000", deliberation="2026-12")
    assert browser.post(address, form).status_code == 302
    assert browser.post(address, form).status_code == 302
    envelope.refresh_from_db()
    assert envelope.allocated == 29_500
    for amount, sentence in (
        ("-29 500", f"vous pouvez retirer {29_500 - int(loan.principal):,}".replace(",", "\u202f")),
        ("0", "zéro ne change rien"),
        ("1" + "0" * 30, "trop grand"),
        ("99999999", "trop grand"),
        ("beaucoup", "Écrivez un montant"),
    ):
        answer = browser.post(address, typed(amount=amount, deliberation="2026-13"))
        assert answer.status_code == 422, amount
        assert sentence in answer.content.decode(), amount
        assert "2026-13" in answer.content.decode()
    tomorrow = timezone.localdate() + timedelta(days=1)
    late = browser.post(address, typed(amount="1", deliberation="x", voted_on=f"{tomorrow:%d/%m/%Y}"))
    assert late.status_code == 422
    assert sign_in(a_clerk()).get(address).status_code == 404
    assert browser.delete(address).status_code == 405


def test_a_new_year_takes_what_the_one_before_has_left_where_the_rule_says_so(admin):
    scheme = a_scheme(carries_over=True)
    old = actions.open_envelope(scheme=scheme, year=2026, allocated=Decimal(1000), by=admin, now=NOW)
    kept = actions.engage(scheme=scheme, amount=Decimal(300), reference="2026-1", by=admin, now=NOW)
    early = actions.open_envelope(scheme=scheme, year=2027, allocated=Decimal(2000), by=admin, now=NOW)
    assert early.allocated == 2000
    with pytest.raises(Refusal, match="2026 court encore"):
        actions.carry_over(envelope=early, by=admin, now=NOW)
    january = at(date(2027, 1, 4))
    actions.carry_over(envelope=early, by=admin, now=january)
    with pytest.raises(WrongState, match="rien à reporter"):
        actions.carry_over(envelope=early, by=admin, now=january)
    old.refresh_from_db()
    early.refresh_from_db()
    assert (old.allocated, old.engaged, old.available, early.allocated) == (300, 300, 0, 2700)
    actions.release(commitment=kept, by=admin, now=january)
    actions.carry_over(envelope=early, by=admin, now=january)
    early.refresh_from_db()
    assert early.allocated == 3000
    late = actions.open_envelope(scheme=scheme, year=2028, allocated=Decimal(10), by=admin, now=at(date(2028, 1, 4)))
    assert late.allocated == 3010


def test_repayments_come_back_by_rule_and_follow_a_reversal(story, admin, sign_in):
    loan, envelope = story
    scheme, browser = envelope.scheme, sign_in(admin)
    with pytest.raises(Refusal, match="ne reporte pas"):
        actions.carry_over(envelope=envelope, by=admin, now=NOW)
    answer = browser.post(f"{ADDRESS}remboursements/", typed(), follow=True)
    assert "ne reviennent pas à l’enveloppe" in answer.content.decode()
    actions.change_scheme(scheme=scheme, values={"repayments_refill": True}, why="", by=admin, now=NOW)
    cache.clear()
    make_rounds(NOW)
    refill_envelopes(NOW)
    envelope.refresh_from_db()
    assert (envelope.allocated, sums(envelope).refilled) == (30_600, 100)
    entry = loan.entries.get(kind="repayment")
    books.reverse_entry(entry=entry, why="erreur", by=a_clerk(), now=NOW)
    make_rounds(NOW)
    assert sums(envelope).refilled == 100
    refill_envelopes(NOW)
    envelope.refresh_from_db()
    assert (envelope.allocated, sums(envelope).repaid) == (30_500, 0)
    page = browser.get(ADDRESS).content.decode()
    assert "Remboursement contre-passé" in page


def test_a_grant_beyond_the_envelope_is_refused_and_told(admin):
    """Worked case 12, at its scale: 29 600 € engaged of 30 000 €."""
    decision = a_granted_decision(amount=Decimal(400))
    envelope = decision.commitment.envelope
    engaged = {"scheme": envelope.scheme, "by": admin, "now": NOW}
    actions.engage(**engaged, amount=Decimal(29_200), reference="autres")
    with pytest.raises(actions.EnvelopeExhausted, match="il reste 400,00"):
        actions.engage(**engaged, amount=Decimal(700), reference="2026-7")
    actions.engage(**engaged, amount=Decimal(400), reference="2026-7")
    envelope.refresh_from_db()
    assert envelope.available == 0
