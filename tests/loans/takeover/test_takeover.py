"""The takeover itself: all or nothing, to the cent, and nobody's decision here."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from applications.models import IdentityFinding, LoanApplication
from commission.models import Decision
from commission.register.entries import series_of, years
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes.models import SchemeTerms
from loans.enums import EntryKind, LoanState, Tab
from loans.models import ClosedMonth, LedgerEntry, Loan, MoneyRules, TakenOverLoan
from loans.queries import account_of, loans_in, totals_of
from loans.takeover import actions
from reporting.bilan.figures import bilan
from reporting.periods import Period
from tests.builders import a_user
from tests.loans.builders import NOW, TODAY, a_clerk, a_granted_decision, a_repayment, a_scheme, an_active_loan

from .files import a_csv, a_row

pytestmark = pytest.mark.django_db


def a_portfolio(*rows, total, by=None):
    portfolio, checked = actions.check_portfolio(
        name="anciens.csv", content=a_csv(*rows), control_total=Decimal(total), by=by or a_clerk(), now=NOW
    )
    assert checked.mistakes == []
    return portfolio


def taken(*rows, total):
    by = a_clerk()
    return actions.take_over_portfolio(portfolio=a_portfolio(*rows, total=total, by=by), by=by, now=NOW)


def test_old_loans_run_on_here():
    scheme = a_scheme()
    late, fresh, paid_to_a_garage = taken(
        a_row(scheme),
        # 1 000 € over 18 months: outside today's terms, and lent before the first ones that Harmonie knows
        a_row(scheme, former="VIEUX", last_name="Ba", amount="1 000", months="18", lent_on="02/03/2019",
              first_due_on="31/03/2019", repaid="950", repaid_on="02/11/2026"),
        a_row(scheme, former="G", last_name="Coste", repaid="", supplier="Garage Roy", lent_on="20/11/2026",
              first_due_on="05/01/2027"),
        total="1134.99",
    )  # fmt: skip
    account = account_of(late, TODAY)
    assert (account.outstanding, account.repaid) == (Decimal("464.99"), Decimal("155.01"))
    assert [row.line.due_on for row in account.rows][:3] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert [row.line.amount for row in account.rows] == [Decimal("51.67")] * 11 + [Decimal("51.63")]
    assert account.paid_count == 3
    # The ten instalments due until 31 October, less what came in.
    assert account.overdue == 10 * Decimal("51.67") - Decimal("155.01")
    old = account_of(fresh, TODAY)
    assert (old.outstanding, old.overdue) == (Decimal(50), Decimal(50))
    assert paid_to_a_garage.payee_name == "Garage Roy"
    assert set(Loan.objects.values_list("state", flat=True)) == {LoanState.ACTIVE}
    assert totals_of(Tab.RUNNING, loans_in(Tab.RUNNING, a_clerk(), TODAY)).euros == Decimal("1134.99")
    assert TakenOverLoan.objects.get(loan=fresh).former_reference == "VIEUX"
    # The books know them by their moment: what was posted with the takeover went through the books of before.
    assert {entry.posted_at for entry in LedgerEntry.objects.all()} == {late.taken_over.portfolio.taken_over_at}
    assert {entry.voucher or entry.note for entry in late.entries.all()} == {"Reprise MC-118", "Reprise"}
    a_repayment(late, "464.99")
    late.refresh_from_db()
    assert late.state == LoanState.SETTLED


def test_the_same_file_is_taken_over_once():
    portfolio = a_portfolio(a_row(a_scheme()), total="464.99")
    twin = a_portfolio(a_row(a_scheme()), total="464.99")
    actions.take_over_portfolio(portfolio=portfolio, by=a_clerk(), now=NOW)
    for again in (portfolio, twin):
        with pytest.raises(WrongState, match="déjà repris"):
            actions.take_over_portfolio(portfolio=again, by=a_clerk(), now=NOW)
    assert Loan.objects.count() == 1


def test_all_or_nothing_when_the_town_changed_since_the_dry_run():
    scheme = a_scheme()
    SchemeTerms.objects.update(one_live_loan=True)
    portfolio = a_portfolio(a_row(scheme, former="A", last_name="Ba"), a_row(scheme), total="929.98")
    an_active_loan(last_name="Delattre", first_name="Hélène")
    with pytest.raises(actions.NotReady) as refused:
        actions.take_over_portfolio(portfolio=portfolio, by=a_clerk(), now=NOW)
    assert refused.value.mistakes[0].line == 3
    assert not TakenOverLoan.objects.exists()
    assert Loan.objects.count() == 1


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch):
    scheme = a_scheme()
    portfolio = a_portfolio(a_row(scheme), a_row(scheme, former="B", last_name="Ba"), total="929.98")
    true, calls = actions.record_takeover, []

    def dies(**told):
        calls.append(told)
        if len(calls) == 2:
            raise Refusal("Coupure")
        return true(**told)

    monkeypatch.setattr(actions, "record_takeover", dies)
    with pytest.raises(Refusal, match="Coupure"):
        actions.take_over_portfolio(portfolio=portfolio, by=a_clerk(), now=NOW)
    assert not LoanApplication.objects.exists()
    assert not Loan.objects.exists()
    portfolio.refresh_from_db()
    assert portfolio.taken_over_at is None


def test_closed_months_take_no_row():
    ClosedMonth.objects.create(first_day=date(2026, 9, 1), closed_at=NOW, closed_by=a_clerk())
    [loan] = taken(a_row(a_scheme()), total="464.99")
    assert [entry.value_on for entry in loan.entries.order_by("sequence")] == [date(2026, 10, 1), TODAY]
    assert account_of(loan, TODAY).outstanding == Decimal("464.99")


def test_a_second_person_where_the_rules_ask_for_one():
    MoneyRules.objects.create(valid_from=TODAY, source="Délibération", checks_disbursements=True)
    maker, checker = a_clerk(), a_clerk()
    portfolio = a_portfolio(a_row(a_scheme()), total="464.99", by=maker)
    with pytest.raises(Refusal, match="une autre personne"):
        actions.take_over_portfolio(portfolio=portfolio, by=maker, now=NOW)
    [loan] = actions.take_over_portfolio(portfolio=portfolio, by=checker, now=NOW)
    paid = loan.entries.get(kind=EntryKind.DISBURSEMENT)
    assert (paid.posted_by, paid.checked_by) == (maker, checker)


def test_a_person_who_is_known_is_the_same_person():
    before = an_active_loan(last_name="Delattre", first_name="Helene", birth_date=date(1991, 5, 14))
    scheme = a_scheme()
    one, other = taken(a_row(scheme), a_row(scheme, former="2"), total="929.98")
    pairs = {(finding.one_id, finding.other_id) for finding in IdentityFinding.objects.filter(is_same=True)}
    people = [before.borrower_id, one.borrower_id, other.borrower_id]
    assert pairs == {(people[0], people[1]), (people[0], people[2]), (people[1], people[2])}


def test_what_was_decided_elsewhere_is_nobodys_decision_here(sign_in):
    [loan] = taken(a_row(a_scheme(), lent_on="10/01/2026"), total="464.99")
    chair = a_user(Role.CHAIR)
    assert loan.decision.number == "R2026-0001"
    assert not Decision.objects.visible_to(chair).exists()
    assert years() == []
    assert series_of(2026).count == 0
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    before = bilan(year)
    assert (before.credits, before.losses.received, before.outcomes) == (0, 0, [])
    own = a_granted_decision()
    report = bilan(year)
    assert (report.credits, report.amount, report.losses.received) == (1, own.amount, 1)
    assert years() == [2026]
    # The dossier, the loan and the lists open all the same.
    case = loan.decision.application
    page = sign_in(a_user(Role.SOCIAL_WORKER)).get(reverse("applications:detail", args=[case.reference]))
    assert page.status_code == 200
    assert "Prêt repris d’un ancien portefeuille" in page.text
    finance = sign_in(a_clerk())
    assert finance.get(reverse("loans:detail", args=[loan.reference])).status_code == 200
    assert loan.reference in finance.get(reverse("loans:list"), {"liste": "impayes"}).text
