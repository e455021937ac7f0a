"""An amendment: asked, approved by somebody else where the rules say so, in force, signed, printed."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.schemes.models import SchemeTerms
from loans import actions as books
from loans.changes import actions
from loans.enums import AmendmentKind, ScheduleReason
from loans.models import Loan, MoneyRules
from loans.papers import issuing
from loans.queries import account_of
from loans.schedule import ScheduleError
from tests.builders import a_user

from ..builders import (
    NOW,
    TODAY,
    a_clerk,
    a_granted_decision,
    a_late_loan,
    a_repayment,
    a_signed_loan,
    an_active_loan,
    at,
    once,
)

pytestmark = pytest.mark.django_db
FIRST = date(2026, 12, 10)


def house_rules(**values):
    facts = {"cap_binds_rescheduling": False, "source": "délibération"} | values
    return MoneyRules.objects.create(valid_from=date(2026, 1, 1), **facts)


@pytest.fixture
def loan():
    return a_late_loan()


def reschedule(loan, months=12, by=None, **facts):
    terms = {"first_due_on": FIRST, "reason": "Perte d’heures", "deliberation": "2026-31"} | facts
    return actions.ask_amendment(
        loan=loan, kind=AmendmentKind.RESCHEDULING, months=months, by=by or a_clerk(), now=NOW, **terms
    )


def defer(loan, count=1, **facts):
    return actions.ask_amendment(
        loan=loan, kind=AmendmentKind.DEFERRAL, months=count, reason="Congé", by=a_clerk(), now=NOW, **facts
    )


def form(**facts):
    return {
        "months": "12", "first_due_on": "10/12/2026", "rounding": "0.01", "reason": "Perte d’heures",
        "deliberation": "2026-31", "expected_sequence": "5",
    } | once() | facts  # fmt: skip


def address(name, loan, *more):
    return reverse(f"loans:{name}", args=[loan.reference, *more])


def test_case_13_is_refused_or_allowed_as_the_rules_say(loan):
    with pytest.raises(Refusal, match="au mois 19\\. Les conditions du prêt vont jusqu’à 18"):
        reschedule(loan)
    assert reschedule(loan, months=11).schedule.months == 11
    house_rules()
    with pytest.raises(Refusal, match="indiquez la délibération"):
        reschedule(loan, deliberation=" ")
    amendment = reschedule(loan)
    amounts = [row.amount for row in amendment.schedule.instalments.all()]
    assert amounts == [Decimal("33.33")] * 11 + [Decimal("33.37")]
    account = account_of(loan, TODAY)
    assert (account.overdue, account.outstanding, account.late_lines) == (0, 400, [])
    assert Loan.objects.with_overdue(TODAY).get(pk=loan.pk).overdue == 0
    assert Loan.objects.with_overdue(date(2026, 12, 11)).get(pk=loan.pk).overdue == Decimal("33.33")
    assert loan.schedules.get(version=1).instalments.count() == 12


def test_rescheduling_the_day_after_a_repayment(loan):
    a_repayment(loan, 75, on=TODAY - timedelta(days=1))
    amendment = reschedule(loan, months=5)
    assert amendment.schedule.amount == 325
    a_repayment(loan, 65)
    lines = account_of(loan, TODAY).lines
    assert [line.is_paid for line in lines] == [True, False, False, False, False]


def test_a_loan_paid_out_in_parts_is_rescheduled_whole():
    loan = a_signed_loan(600, 12)
    books.disburse(loan=loan, amount=Decimal(250), value_on=TODAY, voucher="M1", by=a_clerk(), now=NOW)
    loan.refresh_from_db()
    a_repayment(loan, 100)
    assert reschedule(loan, months=10).schedule.amount == 500
    assert account_of(loan, TODAY).outstanding == 150


def test_a_payment_before_the_amendment_that_bounces_is_owed_with_its_first_instalment(finance, loan):
    paid = loan.entries.get(sequence=5)
    reschedule(loan, months=8)
    books.reverse_entry(entry=paid, why="chèque rejeté", by=a_clerk(), now=NOW)
    account = account_of(loan, FIRST + timedelta(days=1))
    assert (account.outstanding, account.overdue, account.lines[0].left) == (450, 100, 100)
    assert Loan.objects.with_overdue(FIRST + timedelta(days=1)).get(pk=loan.pk).overdue == 100
    assert "sont de nouveau dus" in finance.get(address("detail", loan)).text


def test_a_running_loan_keeps_the_terms_of_its_request(loan):
    SchemeTerms.objects.filter(scheme=loan.scheme).update(valid_to=date(2026, 6, 1))
    SchemeTerms.objects.create(
        scheme=loan.scheme, valid_from=date(2026, 6, 1), amount_min=100, amount_max=1000, months_min=1, months_max=36,
        income_ceiling=1400, source="2026",
    )  # fmt: skip
    with pytest.raises(Refusal, match="18"):
        reschedule(loan)


def test_a_second_person_approves(finance, loan):
    house_rules(checks_amendments=True)
    asked = reschedule(loan, by=finance.user)
    assert account_of(loan, TODAY).schedule.version == 1
    page = finance.post(address("approve_amendment", loan, asked.number), once())
    assert (page.status_code, "une autre personne" in page.text) == (409, True)
    chair = a_user(Role.CHAIR, first_name="Odile", last_name="Marchand")
    finance.force_login(chair)
    assert address("amendment", loan, asked.number) in finance.get(reverse("loans:posting_requests")).text
    assert "Approuver" in finance.get(address("amendment", loan, asked.number)).text
    finance.post(address("approve_amendment", loan, asked.number), once())
    asked.refresh_from_db()
    assert (asked.approved_by, asked.schedule.version, asked.schedule.reason) == (chair, 2, ScheduleReason.RESCHEDULED)
    assert finance.post(address("approve_amendment", loan, asked.number), once()).status_code == 409


def test_a_payment_between_asking_and_approving_makes_it_stale(finance, loan):
    house_rules(checks_amendments=True)
    asked = reschedule(loan)
    with pytest.raises(Refusal, match="attend déjà"):
        reschedule(loan)
    a_repayment(loan, 30)
    page = finance.post(address("approve_amendment", loan, asked.number), once())
    assert page.status_code == 409
    assert "370,00\u202f€" in page.text
    finance.post(address("drop_amendment", loan, asked.number), once())
    with pytest.raises(WrongState):
        actions.approve_amendment(amendment=asked, by=finance.user, now=NOW)
    assert reschedule(loan).number == 2


def test_a_deferral_goes_as_far_as_the_rules_allow():
    loan = an_active_loan(600, 12, first_due_on=date(2027, 1, 31))
    first = defer(loan)
    days = [row.due_on for row in first.schedule.instalments.all()]
    assert (days[0], days[-1]) == (date(2027, 2, 28), date(2028, 1, 31))
    with pytest.raises(Refusal, match="reportez-en 1 au plus"):
        defer(loan, 2)
    assert defer(loan).schedule.reason == ScheduleReason.DEFERRED
    with pytest.raises(Refusal, match="ne peut plus être reportée"):
        defer(loan)
    assert loan.schedules.count() == 3


def test_a_deferral_keeps_the_day_agreed_for_the_later_instalments():
    told = {"by": a_clerk(), "now": at(date(2026, 11, 2))}
    decision = a_granted_decision(600, 12)
    loan = books.open_loan(decision=decision, first_due_on=date(2027, 1, 20), due_day=31, **told)
    books.sign_loan(loan=loan, signed_on=date(2026, 11, 2), **told)
    days = [row.due_on for row in defer(loan).schedule.instalments.all()]
    assert (days[0], days[-1]) == (date(2027, 2, 28), date(2028, 1, 31))


def test_a_deferral_is_bound_by_the_longest_duration_too():
    loan = an_active_loan(900, 18)
    with pytest.raises(Refusal, match="au mois 19"):
        defer(loan)


def test_a_deferral_whose_dates_changed_is_stale():
    house_rules(checks_amendments=True)
    loan = an_active_loan(600, 12, first_due_on=date(2027, 1, 5))
    asked = defer(loan)
    actions.move_instalment(loan=loan, version=1, number=2, due_on=date(2027, 2, 20), why="Paie", by=a_clerk(), now=NOW)
    with pytest.raises(Stale):
        actions.approve_amendment(amendment=asked, by=a_clerk(), now=NOW)


BAD = [
    ({"months": "0"}, ""),
    ({"months": "10" * 16}, ""),
    ({"first_due_on": "23/11/2026"}, "à venir"),
    ({"first_due_on": "01/01/0001"}, "à venir"),
    ({"first_due_on": "31/12/9999"}, "dans un an"),
    ({"first_due_on": "31/02/2027"}, "date qui existe"),
    ({"rounding": "5.00", "months": "120"}, "arrondi"),
    ({"rounding": "1e30"}, ""),
    ({"reason": " "}, ""),
    ({"reason": "x" * 300}, ""),
    ({"reason": "a\x00b"}, ""),
]


def test_what_cannot_be_is_said_beside_what_was_typed(finance, loan):
    house_rules()
    for changed, said in BAD:
        page = finance.post(address("reschedule", loan), form(**changed))
        assert page.status_code in (409, 422), changed
        assert said in page.text
    assert not loan.amendments.exists()


def test_the_form_shows_both_schedules_then_acts_once(finance, loan):
    shown = finance.post(address("reschedule", loan), form(months="8", reason="") | {"voir": "1"})
    assert shown.status_code == 200
    assert not loan.amendments.exists()
    assert shown.text.count(">10\u00a0déc.\u00a02026<") == 2  # of the old and of the new one
    assert "Indiquez la raison" not in shown.text
    assert finance.get(address("reschedule", loan)).status_code == 200
    typed = form(months="8")
    first, second = (finance.post(address("reschedule", loan), typed) for _ in range(2))
    assert first.url == second.url == address("amendment", loan, 1)
    assert loan.amendments.count() == 1
    page = finance.get(first.url)
    assert "À signer" in page.text
    home = finance.get(address("detail", loan)).text
    assert "4 échéances payées selon les versions précédentes" in home
    assert "4 échéances payées selon cette version" in finance.get(address("schedules", loan)).text
    stale = finance.post(address("reschedule", loan), form(months="8", expected_sequence="4"))
    assert stale.status_code == 409


def test_small_instalments_are_signalled(finance, loan):
    house_rules()
    shown = finance.post(address("reschedule", loan), form(months="40", deliberation="9", reason="") | {"voir": "1"})
    assert "sous les 15" in shown.text
    assert "au mois 47" in shown.text


def test_a_deferral_from_its_page(finance):
    loan = an_active_loan(600, 12)
    assert finance.get(address("defer", loan)).status_code == 200
    typed = {"months": "2", "reason": "Congé", "deliberation": "", "expected_sequence": "1"} | once()
    finance.post(address("defer", loan), typed)
    assert "2 échéances reportées" in finance.get(address("amendment", loan, 1)).text
    assert finance.post(address("defer", loan), typed | once() | {"months": "9" * 31}).status_code == 422
    assert finance.post(address("defer", loan), typed | once() | {"months": "1"}).status_code == 409


def test_an_amendment_is_printed_once_and_signed(finance, loan):
    amendment = reschedule(loan, months=8)
    paper = issuing.issue_amendment(amendment=amendment, by=finance.user, now=NOW)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(paper.content))).pages)
    text = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    for words in (
        "Avenant n° 1 au contrat de prêt",
        "400,00 € (quatre cents euros)",
        "huit de 50,00 €",
        "10 juillet 2027",
        "Échéancier remplacé",
        "10 septembre 2026 50,00 350,00",
        "2026-31",
        "lu et approuvé",
    ):
        assert words in text, words
    answer = finance.post(address("print_amendment", loan, 1), once())
    assert bytes(finance.get(answer.url).content) == bytes(paper.content)
    for day in ("24/11/2026", "22/11/2026"):
        assert finance.post(address("sign_amendment", loan, 1), {"signed_on": day} | once()).status_code == 422
    finance.post(address("sign_amendment", loan, 1), {"signed_on": "23/11/2026"} | once())
    amendment.refresh_from_db()
    assert amendment.signed_on == TODAY
    again = finance.post(address("sign_amendment", loan, 1), {"signed_on": "23/11/2026"} | once())
    assert again.status_code == 409


def test_a_loan_that_is_over_does_not_change(finance, loan):
    a_repayment(loan, 400)
    for name in ("reschedule", "defer"):
        assert finance.get(address(name, loan)).url == address("detail", loan)
        assert finance.post(address(name, loan), form()).status_code == 409
    with pytest.raises(WrongState):
        reschedule(loan)


def test_figures_that_make_no_schedule(loan):
    house_rules()
    with pytest.raises(ScheduleError):
        reschedule(loan, months=120, rounding=Decimal(5))
    assert loan.schedules.count() == 1


def test_the_panel_costs_the_same_for_one_amendment_and_for_three(finance, loan):
    house_rules()
    reschedule(loan)
    address_ = address("detail", loan)
    finance.get(address_)
    with CaptureQueriesContext(connection) as one:
        finance.get(address_)
    for months in (9, 10):
        reschedule(loan, months=months)
    with CaptureQueriesContext(connection) as three:
        finance.get(address_)
    assert len(one) == len(three)


def test_usual_figures_that_make_no_schedule_say_why(finance):
    """They are ours, so the page opens; what somebody asks for in vain is refused."""
    loan = an_active_loan(900, 18, on=date(2026, 1, 5), first_due_on=date(2026, 2, 10))
    address = reverse("loans:reschedule", args=[loan.reference])
    page = finance.get(address)
    assert page.status_code == 200
    assert "choisissez une durée plus courte" in page.text
    assert finance.post(address, form(months="18", reason="") | {"voir": "1"}).status_code == 422
