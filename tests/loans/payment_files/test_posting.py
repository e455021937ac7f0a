"""From a statement to entries: all of it or nothing, and once."""

from datetime import date
from decimal import Decimal

import pytest

from harmonie.refusals import Refusal, WrongState
from loans.enums import FileState, LoanState
from loans.models import ClosedMonth, LedgerEntry
from loans.payment_files import actions, posting_actions, reading_actions
from loans.payment_files.outlook import outlook_of
from tests.loans.builders import NOW, TODAY, a_clerk, a_repayment, an_active_loan

from .builders import a_row, camt_of, csv_of, entry, lines, read, received

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan():
    return an_active_loan()


@pytest.fixture
def by():
    return {"by": a_clerk(), "now": NOW}


def post(file, by):
    actions.start_posting(file=file, **by)
    posting_actions.post_file(file=file, clock=lambda: NOW)
    file.refresh_from_db()
    return file


def test_a_statement_is_read_reviewed_and_posted_once(loan, by):
    content = csv_of(
        a_row("51,67", f"PRET {loan.reference.lower()}"),
        a_row("20,00", "BENALI NADIA", reference="R2"),
        a_row("30,00", "LOYER SALLE", reference="R3"),
        "21/11/2026;ACHAT;;;12,00;",
    )
    file = read(content)
    assert (file.state, file.lines_total) == (FileState.PREVIEW, 4)
    assert [line[0] for line in lines(file)] == ["matched", "matched", "unmatched", "set_aside"]
    assert not LedgerEntry.objects.filter(kind="repayment").exists()
    post(file, by)
    assert file.state == FileState.POSTED
    assert [line[0] for line in lines(file)] == ["posted", "posted", "unmatched", "set_aside"]
    first = loan.entries.get(sequence=2)
    assert (first.amount, first.channel, first.voucher, first.value_on) == (
        Decimal("51.67"), "transfer", "R1", date(2026, 11, 20),
    )  # fmt: skip
    assert first.payment_line.number == 1
    # The same bytes are the same file; a second task, and a second click, find it posted.
    same, is_new = actions.receive_file(name="encore.csv", content=content, kind="csv", **by)
    assert (same, is_new) == (file, False)
    posting_actions.post_file(file=file, clock=lambda: NOW)
    reading_actions.read_file(file=file, clock=lambda: NOW)
    with pytest.raises(WrongState, match="enregistré"):
        actions.start_posting(file=file, **by)
    assert loan.entries.count() == 3


def test_the_same_payments_in_another_file_are_known_again(loan, by):
    twice = a_row("10,00", f"{loan.reference} A")
    post(read(csv_of(twice, twice)), by)
    again = read(csv_of(twice, a_row("11,00", f"{loan.reference} B"), twice, twice))
    assert [line[0] for line in lines(again)] == ["duplicate", "matched", "duplicate", "unmatched"]
    assert "déjà enregistrés à cette date" in again.lines.last().why
    assert loan.entries.filter(kind="repayment").count() == 2


def test_one_refused_line_holds_back_all_and_says_why(loan, by, monkeypatch):
    other = an_active_loan(100, 2, last_name="Moreau", first_name="Luc")
    file = read(csv_of(a_row("30,00", loan.reference), a_row("100,00", other.reference, reference="R2")))
    assert outlook_of(file, TODAY).said == {file.lines.last().pk: "Ce paiement solde le prêt."}
    actions.start_posting(file=file, **by)
    a_repayment(other, 60)  # somebody at the counter, meanwhile
    posting_actions.post_file(file=file, clock=lambda: NOW)
    file.refresh_from_db()
    assert file.state == FileState.PREVIEW
    assert file.trouble.startswith("Une ligne est refusée")
    assert "Il reste 40,00" in file.lines.last().trouble
    assert not loan.entries.filter(kind="repayment").exists()
    # Left for later, the rest goes through, and the line is posted by hand, keeping what is too much.
    with pytest.raises(Refusal, match="1 ligne serait refusée"):
        actions.start_posting(file=file, **by)
    assert actions.leave_for_later(file=file, **by) == 1
    post(file, by)
    line = file.lines.last()
    with pytest.raises(Refusal, match="Il reste 40,00"):
        actions.post_line(line=line, loan=other, **by)
    kept = actions.post_line(line=line, loan=other, keeps_surplus=True, **by)
    assert (kept.effect, kept.surplus) == (Decimal(-40), Decimal(60))
    other.refresh_from_db()
    assert other.state == LoanState.SETTLED
    with pytest.raises(WrongState):
        actions.post_line(line=line, loan=other, keeps_surplus=True, **by)


def test_what_would_be_refused_is_said_before(loan, by):
    rows = [
        a_row("600,00", loan.reference),
        a_row("30,00", loan.reference, reference="R2"),
        a_row("5,00", loan.reference, reference="R3"),
        a_row("5,00", loan.reference, reference="R4", day="24/11/2026"),
        a_row("5,00", loan.reference, reference="R5", day="01/11/2026"),
    ]
    file = read(csv_of(*rows))
    keys = list(file.lines.order_by("number").values_list("pk", flat=True))
    refused = outlook_of(file, TODAY).refused
    assert {keys.index(key): said.split(",")[0] for key, said in refused.items()} == {
        1: "Il reste 20",
        3: "La date est dans le futur",
        4: "Ce paiement précède le versement du prêt",
    }
    file.lines.filter(pk=keys[1]).update(keeps_surplus=True)
    outlook = outlook_of(file, TODAY)
    assert outlook.said[keys[1]].startswith("10,00")
    assert "plus dû" in outlook.refused[keys[2]]
    ClosedMonth.objects.create(first_day=date(2026, 11, 1), closed_at=NOW, closed_by=by["by"])
    assert "La régie est close" in outlook_of(file, TODAY).refused[keys[0]]


def test_a_task_that_dies_leaves_nothing_and_can_be_taken_up(loan, by, monkeypatch):
    file = received(csv_of(a_row("30,00", loan.reference), a_row("20,00", loan.reference, reference="R2")))
    with monkeypatch.context() as patch:
        patch.setattr(reading_actions, "_known", lambda _: 1 / 0)
        patch.setattr(reading_actions, "_end", lambda *_, **__: None)  # nobody is left to say so
        reading_actions.read_file(file=file, clock=lambda: NOW)
    assert not file.lines.exists()
    with pytest.raises(WrongState, match="pas arrêté"):
        actions.resume(file=file, **by)
    later = {"by": by["by"], "now": NOW.replace(hour=11)}
    actions.resume(file=file, **later)
    reading_actions.read_file(file=file, clock=lambda: NOW)
    assert file.lines.count() == 2
    file.refresh_from_db()
    actions.start_posting(file=file, **by)
    with monkeypatch.context() as patch:
        patch.setattr(posting_actions, "DONE", "SELECT 1 / 0")
        posting_actions.post_file(file=file, clock=lambda: NOW)
    file.refresh_from_db()
    assert (file.state, file.trouble[:20]) == (FileState.PREVIEW, posting_actions.TROUBLE[:20])
    assert not loan.entries.filter(kind="repayment").exists()
    post(file, by)
    assert loan.entries.filter(kind="repayment").count() == 2


def test_a_file_given_up_lets_its_payments_come_again(loan, by):
    file = read(csv_of(a_row("30,00", loan.reference)))
    actions.drop_file(file=file, **by)
    other = read(camt_of(entry("30.00", wording=loan.reference)), name="releve.xml")
    same = read(csv_of(a_row("30,00", loan.reference), a_row("1,00", "x", reference="R9")))
    assert lines(same)[0][0] == "matched"
    actions.read_again(file=file, **by)
    reading_actions.read_file(file=file, clock=lambda: NOW)
    assert [line[0] for line in lines(file)] == ["dropped", "duplicate"]
    assert [line[0] for line in lines(other)] == ["matched"]


def test_a_file_that_says_nothing_is_not_a_review(by):
    empty = read(camt_of())
    assert (empty.state, empty.trouble) == (FileState.DROPPED, reading_actions.NO_MOVEMENT)
    hostile = read(b'<!DOCTYPE d [<!ENTITY a "a">]><d>&a;</d>')
    assert "DTD" in hostile.trouble
    file, _ = actions.receive_file(name="x.csv", content=b"Date;Montant inconnu\n1/1/2026;5,00\n", kind="csv", **by)
    reading_actions.read_file(file=file, clock=lambda: NOW)
    file.refresh_from_db()
    assert file.state == FileState.MAPPING
    with pytest.raises(Refusal, match="date"):
        actions.name_columns(file=file, headings="x", columns={"amount": 1}, **by)


def test_lines_are_corrected_by_hand_before(loan, by):
    file = read(csv_of(a_row("30,00", "inconnu")))
    line = file.lines.get()
    actions.match_line(line=line, loan=loan, **by)
    with pytest.raises(WrongState):
        actions.post_line(line=line, loan=loan, **by)
    actions.unmatch_line(line=line, **by)
    with pytest.raises(Refusal, match="rien à enregistrer"):
        actions.start_posting(file=file, **by)
    actions.set_aside(line=line, why="don", **by)
    actions.take_back(line=line, **by)
    line.refresh_from_db()
    assert (line.state, line.loan) == ("unmatched", None)
