"""camt.053 as French banks shape it, and XML that is none."""

from datetime import date
from decimal import Decimal

import pytest

from loans.payment_files import camt
from loans.payment_files.payments import LeftOut, Unreadable

from .builders import camt_of, entry


def part(amount, wording, *, sense="", path="Amt"):
    opened, closed = ("<AmtDtls><TxAmt>", "</TxAmt></AmtDtls>") if path == "TxAmt" else ("", "")
    sense = f"<CdtDbtInd>{sense}</CdtDbtInd>" if sense else ""
    return (
        f'<TxDtls><Refs><EndToEndId>E-{wording}</EndToEndId></Refs>{opened}<Amt Ccy="EUR">{amount}</Amt>{closed}{sense}'
        f"<RmtInf><Ustrd>{wording}</Ustrd></RmtInf></TxDtls>"
    )


@pytest.mark.parametrize("version", ["01", "02", "04", "08", "13"])
def test_one_credit_in_every_version(version):
    made = entry("51.67000", wording="PRET P2026-0012", payer="M BENALI")
    if version >= "08":
        made = made.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
        made = made.replace("<Nm>M BENALI</Nm>", "<Pty><Nm>M BENALI</Nm></Pty>")
    (read,) = camt.payments(camt_of(made, version=version))
    assert (read.booked_on, read.amount, read.payer) == (date(2026, 11, 20), Decimal("51.67"), "M BENALI")
    assert (read.wording, read.reference, read.aside) == ("PRET P2026-0012", "REF1", "")


def test_a_batch_gives_its_transactions_when_they_add_up():
    batch = part("20.00", "un") + part("30.00", "deux", path="TxAmt")
    whole = camt_of(entry("50.00", details=batch))
    assert [(read.amount, read.wording) for read in camt.payments(whole)] == [(20, "un E-un"), (30, "deux E-deux")]
    (lump,) = camt.payments(camt_of(entry("51.00", details=batch)))
    assert lump.amount == 51
    assert lump.wording.startswith("lot sans détail")


def test_what_is_no_payment_is_set_aside():
    made = [
        entry(sense="DBIT"),
        entry(sense="DBIT", more="<RvslInd>true</RvslInd>"),
        entry(more="<RvslInd>true</RvslInd>"),
        entry(currency="CHF"),
    ]
    asides = [read.aside for read in camt.payments(camt_of(*made))]
    assert [aside.split(" (")[0] for aside in asides] == [
        "dépense",
        "encaissement repris par la banque",
        "dépense annulée par la banque, pas un paiement",
        "en CHF, pas en euros",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        entry("abc"),
        entry("-5"),
        entry("1e30"),
        entry("5.001"),
        entry(day="2026-02-30"),
        entry(day="0001-01-01"),
        entry().replace("BOOK", "PDNG"),
    ],
)
def test_one_odd_entry_is_left_out(broken):
    odd, good = camt.payments(camt_of(broken, entry()))
    assert isinstance(odd, LeftOut)
    assert good.amount == Decimal("51.67")


def test_a_structured_reference_and_utf16():
    details = "<TxDtls><RmtInf><Strd><CdtrRefInf><Ref>RF18P20260012</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"
    text = camt_of(entry(details=details)).decode().replace('"UTF-8"', '"UTF-16"')
    (read,) = camt.payments(text.encode("utf-16"))
    assert read.wording == "RF18P20260012"


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document>&b;</Document>'
OUTSIDE = '<!DOCTYPE d SYSTEM "file:///etc/passwd"><Document/>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "DTD ou entités"),
        (OUTSIDE, "DTD ou entités"),
        ("<a>" * 5000, "DTD ou entités"),
        ("<Document><BkToCstmrStmt>", "abîmé"),
        ("<Document>&nbsp;</Document>", "abîmé"),
        ("<html/>", "n’est pas un relevé"),
        (camt_of(message="BkToCstmrDbtCdtNtfctn").decode(), "camt.054"),
        (camt_of(message="BkToCstmrAcctRpt").decode(), "camt.052"),
        ('<?xml version="1.0" encoding="nope"?><a/>', "abîmé"),
    ],
)
def test_hostile_or_other_xml_is_refused_in_a_sentence(content, said):
    with pytest.raises(Unreadable, match=said):
        list(camt.payments(content.encode()))
