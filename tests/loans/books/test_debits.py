"""Direct debits: off by default, a file that answers its XSD, collected once, all or nothing."""

import xml.etree.ElementTree as ET
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, Stale, WrongState
from loans import actions
from loans.books.debits import actions as debits
from loans.books.debits import target
from loans.books.debits.queries import proposal
from loans.models import DebitOutcome, DebitRun, MoneyRules, Pause
from tests.builders import a_user

from ..builders import NOW, PARIS, TODAY, a_clerk, a_late_loan, a_repayment, an_active_loan, once

pytestmark = pytest.mark.django_db
IBAN, OTHER_IBAN = "FR7630006000011234567890189", "FR1420041010050500013M02606"
DAY = date(2026, 12, 10)
THEN = datetime(2026, 12, 11, 9, tzinfo=PARIS)
NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"}


@pytest.fixture
def rules(db):
    return MoneyRules.objects.create(
        valid_from=date(2026, 1, 1),
        source="délibération n° 7",
        collects_by_debit=True,
        creditor_name="Régie du CCAS de Rivemont, été & hiver",
        creditor_identifier="FR72ZZZ123456",
        creditor_iban=OTHER_IBAN,
    )


def mandated(loan, *, iban=IBAN, **facts):
    told = {"bic": "", "holder": "Zoé Émilie Délâtre <b>", "signed_on": TODAY, "by": a_clerk(), "now": NOW}
    return debits.sign_mandate(loan=loan, iban=iban, **told | facts)


def a_run(clerk, day=DAY, now=NOW):
    return debits.make_run(collect_on=day, expected_total=proposal(clerk, day).total, by=clerk, now=now)


def said(run, path):
    return [found.text for found in ET.fromstring(bytes(run.content)).findall(f".//p:{path}", NS)]


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2027, 1, 1), False),
        (date(2027, 3, 26), False),  # Good Friday
        (date(2027, 3, 29), False),  # Easter Monday
        (date(2026, 5, 1), False),
        (date(2026, 12, 25), False),
        (date(2024, 12, 26), False),
        (date(2026, 11, 28), False),
        (date(2026, 7, 14), True),  # a holiday in France alone
        (date(2026, 5, 25), True),  # Whit Monday
    ],
)
def test_the_days_of_target(day, is_open):
    assert target.is_business_day(day) is is_open


def test_business_days_ahead():
    assert target.after(date(2026, 12, 23), 2) == date(2026, 12, 28)
    assert target.after(date(2026, 11, 23), 5) == date(2026, 11, 30)
    assert target.on_or_after(date(2026, 4, 3)) == date(2026, 4, 7)


def test_off_by_default(finance):
    loan = an_active_loan()
    assert "La régie ne prélève pas" in finance.get(reverse("loans:debits")).text
    assert "Noter un mandat" not in finance.get(reverse("loans:detail", args=[loan.reference])).text
    with pytest.raises(Refusal, match="La régie ne prélève pas"):
        mandated(loan)
    with pytest.raises(Refusal, match="La régie ne prélève pas"):
        debits.make_run(collect_on=DAY, expected_total=Decimal(0), by=finance.user, now=NOW)


def test_what_falls_on_a_day_and_what_is_left_out(rules):
    clerk, late, fresh, paused = a_clerk(), a_late_loan(), an_active_loan(), an_active_loan(300, 6)
    for place, loan in enumerate((late, fresh, paused)):
        mandated(loan, reference=f"RUM-{place}")
    Pause.objects.create(loan=paused, reason="over_indebtedness", starts_on=TODAY, noted_at=NOW, noted_by=clerk)
    assert [(line.loan, line.amount, line.is_first) for line in proposal(clerk, DAY).lines] == [(late, 200, True)]
    found = proposal(clerk, date(2027, 1, 5))
    assert [line.amount for line in found.lines] == [200, Decimal("51.67")]
    assert [(line.loan, line.why_not[:12]) for line in found.left_out] == [(paused, "Les relances")]
    a_repayment(late, 100)
    assert proposal(clerk, date(2027, 5, 10)).lines[0].amount == 300  # never more than what is owed
    first = a_run(clerk, date(2027, 1, 5), now=datetime(2026, 12, 15, 9, tzinfo=PARIS))
    whys = {line.loan: line.why_not[:14] for line in proposal(clerk, date(2027, 2, 5)).left_out}
    assert whys == {late: "Un prélèvement", fresh: "Un prélèvement", paused: "Les relances s"}
    keys = first.lines.values_list("pk", "mandate__loan")
    only_fresh = [key for key, loan in keys if loan == fresh.pk]
    debits.record_outcomes(run=first, collected=only_fresh, by=clerk, now=datetime(2027, 1, 6, 9, tzinfo=PARIS))
    again = {line.loan: line.is_first for line in proposal(clerk, date(2027, 2, 5)).lines}
    assert again == {late: True, fresh: False}  # given back: still to be the first one


def test_the_file_answers_the_standard_and_stays(rules, finance):
    loan = a_late_loan()
    mandated(loan)
    page = finance.get(reverse("loans:debits"), {"le": "10/12/2026"})
    assert "Établir le fichier de 200,00\u202f€" in page.text
    form = {"le": "2026-12-10", "total": "200.00"} | once()
    answer = finance.post(reverse("loans:make_debit_run"), form)
    assert answer.url == finance.post(reverse("loans:make_debit_run"), form).url
    run = DebitRun.objects.get()
    assert said(run, "InstdAmt") == ["200.00"]
    assert (said(run, "SeqTp"), said(run, "ReqdColltnDt")) == (["FRST"], ["2026-12-10"])
    assert (said(run, "MndtId"), said(run, "CtrlSum")[0]) == ([f"{loan.reference}-1"], "200.00")
    assert said(run, "Dbtr/p:Nm") == ["Zoe Emilie Delatre <b>"]
    assert said(run, "EndToEndId") == [f"{loan.reference}-20261210"]
    file = reverse("loans:debit_file", args=[run.pk])
    assert finance.get(file).content == finance.get(file).content == bytes(run.content)
    assert finance.post(reverse("loans:make_debit_run"), form | once()).status_code == 409
    assert "attendez ce jour" in finance.post(reverse("loans:record_debits", args=[run.pk]), once()).text


def test_a_day_that_the_bank_would_not_take(rules, finance):
    mandated(a_late_loan())
    for day, why in (
        ("27/11/2026", "La banque demande 5 jours ouvrés\u00a0: choisissez un jour à partir du 30\u00a0nov"),
        ("05/12/2026", "Les banques ne règlent rien ce jour-là\u00a0: choisissez le 7\u00a0déc"),
        ("01/06/2027", "deux mois"),
        ("31/12/9999", "deux mois"),
        ("01/01/0001", "deux mois"),
        ("31/02/2027", "Écrivez une date"),
    ):
        page = finance.get(reverse("loans:debits"), {"le": day})
        assert (page.status_code, why in page.text) == (422, True), day
        assert finance.post(reverse("loans:make_debit_run"), {"le": day} | once()).status_code in (409, 422)
    with pytest.raises(Stale):
        debits.make_run(collect_on=DAY, expected_total=Decimal(1), by=finance.user, now=NOW)
    rules_that_break = MoneyRules.objects.create(
        valid_from=date(2026, 11, 1), source="essai", collects_by_debit=True, creditor_name="x",
        creditor_identifier="pas un identifiant", creditor_iban="FR76",
    )  # fmt: skip
    with pytest.raises(Refusal, match="norme SEPA"):
        a_run(finance.user)
    assert not DebitRun.objects.exists(), rules_that_break


def test_collected_debits_are_posted_once_all_or_nothing(rules, finance):
    clerk, late, other = finance.user, a_late_loan(), a_late_loan()
    for place, loan in enumerate((late, other)):
        mandated(loan, reference=f"RUM-{place}")
    run = a_run(clerk)
    a_repayment(late, 390)  # paid meanwhile at the desk: 10 are left, 190 will be given back
    keys = list(run.lines.values_list("pk", flat=True))
    with pytest.raises(Stale):
        debits.record_outcomes(run=run, collected=[*keys, 1], by=clerk, now=THEN)
    assert debits.record_outcomes(run=run, collected=keys, by=clerk, now=THEN) == 2
    for loan, owed, surplus in ((late, 0, 190), (other, 200, 0)):
        entry = loan.entries.get(channel="direct_debit")
        assert (entry.value_on, entry.surplus, entry.voucher[:5]) == (DAY, surplus, "PRLV ")
        assert actions.outstanding(loan) == owed
    with pytest.raises(WrongState, match="déjà enregistrés"):
        debits.record_outcomes(run=run, collected=keys, by=clerk, now=THEN)
    assert DebitOutcome.objects.count() == 2


def test_one_that_cannot_be_posted_leaves_the_others_unposted(rules, finance):
    loans = [a_late_loan(), a_late_loan()]
    for place, loan in enumerate(loans):
        mandated(loan, reference=f"RUM-{place}")
    run = a_run(finance.user)
    actions.write_off(loan=loans[1], deliberation="2026-44", value_on=TODAY, by=finance.user, now=NOW)
    with pytest.raises(WrongState, match=loans[1].reference):
        debits.record_outcomes(run=run, collected=run.lines.values_list("pk", flat=True), by=finance.user, now=THEN)
    assert not DebitOutcome.objects.exists()
    assert actions.outstanding(loans[0]) == 400


def test_the_mandate_of_a_loan(rules, finance, sign_in):
    loan = an_active_loan()
    address = reverse("loans:debit_mandate", args=[loan.reference])
    fine = {"holder": "Nadia Benali", "iban": " fr76 3000 6000 0112 3456 7890 189 ", "signed_on": "20/11/2026"}
    for typed, status in (
        ({"iban": "FR7630006000011234567890188"}, 422),
        ({"iban": "BR1500000000000010932840814P2"}, 422),
        ({"iban": "é" * 20}, 422),
        ({"iban": "\0"}, 422),
        ({"bic": "XX"}, 422),
        ({"signed_on": "24/11/2026"}, 422),
        ({"reference": "réf 🙂"}, 422),
        ({"holder": "x" * 300}, 422),
    ):
        page = finance.post(address, fine | typed | once())
        assert (page.status_code, "error-summary" in page.text) == (status, True), typed
    form = fine | once()
    assert finance.post(address, form).status_code == 302
    mandate = loan.debit_mandates.get()
    assert (mandate.iban, mandate.reference) == (IBAN, f"{loan.reference}-1")
    assert mandate.reference in finance.get(reverse("loans:detail", args=[loan.reference])).text
    assert finance.post(address, fine | once()).status_code == 409
    end = reverse("loans:end_debit_mandate", args=[loan.reference])
    assert finance.get(end).status_code == 405
    finance.post(end, once())
    finance.post(end, once())
    mandate.refresh_from_db()
    assert mandate.ended_on == TODAY
    stranger = sign_in(a_user(Role.CHAIR))
    assert stranger.get(address).status_code == stranger.post(end, once()).status_code == 404


def test_pages_of_a_run_cost_the_same_and_are_closed(rules, finance, sign_in):
    counts = []
    for place, count in enumerate((1, 2)):
        for one in range(count):
            mandated(a_late_loan(), reference=f"RUM-{place}-{one}")
        run = a_run(finance.user, date(2026, 12, 10 + place))
        with CaptureQueriesContext(connection) as queries:
            assert finance.get(reverse("loans:debit_run", args=[run.pk])).status_code == 200
        with CaptureQueriesContext(connection) as more:
            finance.get(reverse("loans:debits"))
        counts.append((len(queries), len(more)))
    assert counts[0] == counts[1]
    stranger = sign_in(a_user(Role.SOCIAL_WORKER))
    for name, args in (("debits", []), ("debit_run", [run.pk]), ("debit_file", [run.pk])):
        assert stranger.get(reverse(f"loans:{name}", args=args)).status_code == 404
    for name, args in (("make_debit_run", []), ("record_debits", [run.pk])):
        assert stranger.post(reverse(f"loans:{name}", args=args), once()).status_code == 404
        assert finance.get(reverse(f"loans:{name}", args=args)).status_code == 405
    bad = finance.post(reverse("loans:record_debits", args=[run.pk]), {"encaisse": ["²", "9" * 40]} | once())
    assert bad.status_code == 409
