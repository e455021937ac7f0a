"""CSV of any dialect says the same payments."""

from datetime import date
from decimal import Decimal

import pytest

from loans.payment_files import csv_payments
from loans.payment_files.columns import guessed, why_not
from loans.payment_files.csv_table import read_table
from loans.payment_files.figures import decimal_mark, read_amount, read_day
from loans.payment_files.payments import LeftOut, Payment, Unreadable


def payments(content: bytes):
    table = read_table(content)
    return list(csv_payments.payments(table, guessed(table.headings)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_encoding_and_separator(encoding, separator):
    rows = [
        ["Relevé n° 4", "", "", ""],
        [],
        ["Date opération", "Libellé", "Débit", "Crédit"],
        ["20/11/2026", '"VIR M. BENALI\nprêt été"', "", '"1 051,67"'],
        ["21/11/26", "ACHAT", '"12,00"', ""],
        ["", "TOTAL", "", '"1 051,67"'],
    ]
    first, spent, total = payments("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    assert (first.booked_on, first.amount, first.aside) == (date(2026, 11, 20), Decimal("1051.67"), "")
    assert first.wording == "VIR M. BENALI prêt été"
    assert (spent.amount, spent.aside) == (Decimal(12), "dépense (débit) de 12,00\u202f€")
    assert isinstance(total, LeftOut)
    assert total.why.startswith("sans date")


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("1 234,56", ",", "1234.56"),
        ("1\u00a0234,56 €", ",", "1234.56"),
        ("1\u202f234,5", ",", "1234.50"),
        ("1.234,56", ",", "1234.56"),
        ("1,234.56", ".", "1234.56"),
        ("+50", ",", "50"),
        ("-50,00", ",", "-50"),
        ("−50,00", ",", "-50"),
        ("50,00-", ",", "-50"),
        ("(50,00)", ",", "-50"),
        ("50 EUR", ",", "50"),
    ],
)
def test_amounts_as_banks_write_them(text, mark, amount):
    assert read_amount(text, mark) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "abc", "1,234", "12,345,6", "1.23,4", "١٢", "1e3", "NaN", "9" * 30, "100000000"])
def test_what_is_no_amount(text):
    with pytest.raises(ValueError, match=r".*"):
        read_amount(text, ",")


def test_the_mark_of_the_cents_is_that_of_the_file():
    assert decimal_mark(["1,234.50", "12.00"]) == "."
    assert decimal_mark(["1.234,50", "12"]) == ","
    assert decimal_mark([]) == ","


def test_days():
    for text in ("31/01/2027", "31/01/27", "2027-01-31", "31.01.2027", "20270131", "2027-01-31T10:00:00", "31/1/2027"):
        assert read_day(text) == date(2027, 1, 31)
    for text in ("30/02/2027", "01/01/0001", "31/12/9999", "", "hier", "1" * 300):
        with pytest.raises(ValueError, match=r".*"):
            read_day(text)


def test_a_sense_column_another_currency_and_no_headings():
    read = payments("Date;Montant;Sens;Devise;Libellé\n20/11/2026;50,00;D;EUR;a\n20/11/2026;50,00;C;USD;b\n".encode())
    assert [line.aside for line in read] == ["dépense (débit) de 50,00\u202f€", "en USD, pas en euros"]
    table = read_table(b"20/11/2026;VIR;50,00\n21/11/2026;VIR;60,00\n")
    assert table.headings == ["Colonne 1", "Colonne 2", "Colonne 3"]
    read = list(csv_payments.payments(table, {"booked_on": 0, "wording": 1, "amount": 2}))
    assert [line.amount for line in read] == [50, 60]


def test_bad_lines_are_told_and_the_others_are_read():
    text = "Date;Libellé;Montant\n32/01/2026;a;5,00\n20/11/2026;b;douze\n20/11/2026;c;0,00\n20/11/2026;\0d\u202e;5,00\n"
    *bad, good = payments(text.encode())
    assert [line.why for line in bad] == ["la date ne se lit pas", "le montant ne se lit pas", "sans montant"]
    assert isinstance(good, Payment)
    assert good.wording == "d"


@pytest.mark.parametrize("content", [b"", b" \n ", b"bonjour", b"a;b;c\n1;2;3\n", b"\xff\xfe"])
def test_what_is_no_table_says_so(content):
    with pytest.raises(Unreadable):
        read_table(content)


def test_columns_are_guessed_and_checked():
    assert guessed(["Date de valeur", "Date comptable", "Nom du tiers", "Libellé", "Motif", "Montant en euros"]) == {
        "booked_on": 1,
        "amount": 5,
        "payer": 2,
        "wording": 3,
        "more_wording": 4,
    }
    assert "date" in why_not({"amount": 1})
    assert "montant" in why_not({"booked_on": 1})
    assert "deux fois" in why_not({"booked_on": 1, "amount": 1})
