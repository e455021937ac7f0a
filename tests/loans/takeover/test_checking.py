"""The dry run: every mistake by its line and column, and nothing written."""

from datetime import date
from decimal import Decimal

import pytest

from applications.models import LoanApplication
from harmonie.refusals import Refusal, WrongState
from harmonie.schemes.models import SchemeTerms
from loans.models import ClosedMonth, Loan, PortfolioImport
from loans.takeover import actions
from loans.takeover.checking import check
from loans.takeover.columns import COLUMNS
from loans.takeover.reading import read_rows
from tests.loans.builders import NOW, TODAY, a_clerk, a_scheme, an_active_loan

from .files import HEADINGS, a_csv, a_row, an_xlsx

pytestmark = pytest.mark.django_db


def checked(*rows, total="464.99", content=None):
    return check(read_rows(content or a_csv(*rows)), Decimal(total), TODAY)


def said(found):
    return {(mistake.line, mistake.column): mistake.say for mistake in found.mistakes}


def test_a_file_that_is_right_has_no_mistake():
    scheme = a_scheme()
    row = a_row(scheme)
    typed = a_row(scheme, birth_date=date(1991, 5, 14), postcode=60990, amount=620.0, months=12, repaid=155.01)
    for content in (
        a_csv(row),
        a_csv(row, encoding="cp1252"),
        a_csv(row, delimiter=","),
        an_xlsx(typed),
        a_csv(row[::-1], headings=[heading.upper() for heading in HEADINGS[::-1]]),
    ):
        found = checked(content=content)
        assert found.mistakes == []
        assert found.total == Decimal("464.99")
        assert found.loans[0].case.person["last_name"] == "Delattre"
        assert found.loans[0].first_due_on == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("former", ""),
        ("last_name", "x" * 61),
        ("first_name", "\u202e"),
        ("birth_date", "31/02/1991"),
        ("birth_date", "01/01/0001"),
        ("postcode", "6099O"),
        ("scheme", "inconnu"),
        ("purpose", "voyage"),
        ("amount", "0"),
        ("amount", "10" * 30),
        ("amount", "12,345"),
        ("months", "0"),
        ("months", "12,5"),
        ("first_due_on", "09/01/2026"),
        ("first_due_on", "31/12/9999"),
        ("lent_on", "24/11/2026"),
        ("repaid", "620"),
        ("repaid", "-1"),
        ("repaid_on", "09/01/2026"),
    ],
)
def test_each_mistake_names_its_line_and_its_column(key, cell):
    scheme = a_scheme()
    found = checked(a_row(scheme, former="MC-1", last_name="Autre"), a_row(scheme, **{key: cell}))
    heading = next(column.heading for column in COLUMNS if column.key == key)
    assert (3, heading) in said(found), found.mistakes


def test_all_the_mistakes_at_once_and_then_the_total():
    scheme = a_scheme()
    found = checked(a_row(scheme, postcode="", amount="rien", months=""), a_row(scheme, former="MC-118", city=""))
    assert len(found.mistakes) == 4
    # One cent: the total that was typed, and what the file holds, are both said.
    gap = said(checked(a_row(scheme), total="465.00"))[0, ""]
    assert "464,99\u202f€" in gap
    assert "465,00\u202f€" in gap
    assert "0,01\u202f€ d’écart" in gap


def test_one_live_loan_a_person_where_the_terms_say_so():
    scheme = a_scheme()
    twice = (a_row(scheme), a_row(scheme, former="MC-2", last_name="DELATTRE", first_name="Helene"))
    assert checked(*twice, total="929.98").mistakes == []
    SchemeTerms.objects.update(one_live_loan=True)
    assert "ligne 2" in said(checked(*twice))[3, "Dispositif"]
    running = an_active_loan(last_name="Delattre", first_name="Hélène")
    assert running.reference in said(checked(a_row(scheme)))[2, "Dispositif"]


def test_a_date_in_a_closed_month_is_refused_and_an_empty_one_is_not():
    ClosedMonth.objects.create(first_day=date(2026, 9, 1), closed_at=NOW, closed_by=a_clerk())
    scheme = a_scheme()
    assert (2, "Remboursé jusqu’au") in said(checked(a_row(scheme, repaid_on="30/09/2026")))
    assert checked(a_row(scheme, repaid_on="01/10/2026")).mistakes == []
    assert checked(a_row(scheme)).mistakes == []


def test_a_file_that_is_no_table_is_refused_in_words():
    scheme = a_scheme()
    without = [heading for heading in HEADINGS if heading != "Nom"]
    for content, words in (
        (b"PK\x03\x04 rien", "ne se lit pas"),
        (b"\x00\x01\x02", "ne se lit pas"),
        (b"", "pas de ligne"),
        (a_csv(), "pas de ligne"),
        (a_csv(a_row(scheme)[1:], headings=without), "Il manque la colonne «\u202fNom\u202f»"),
        (a_csv(*[a_row(scheme)] * 1002), "plus de 1000 lignes"),
    ):
        with pytest.raises(Refusal, match=words):
            read_rows(content)


def test_the_dry_run_keeps_the_file_and_writes_nothing_else():
    content = a_csv(a_row(a_scheme(), city=""))
    told = {"name": "x.csv", "content": content, "control_total": Decimal(1), "by": a_clerk(), "now": NOW}
    portfolio, _ = actions.check_portfolio(**told)
    assert portfolio.rows == 1
    assert portfolio.errors == [[2, "Commune", "Cette case est vide."]]
    actions.check_portfolio(**told)  # as often as needed
    assert not Loan.objects.exists()
    assert not LoanApplication.objects.exists()
    PortfolioImport.objects.filter(pk=portfolio.pk).update(errors=[], taken_over_at=NOW)
    with pytest.raises(WrongState, match="déjà repris"):
        actions.check_portfolio(**told)
