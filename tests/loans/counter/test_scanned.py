"""What a scanner sends to a French keyboard, and what people type."""

import pytest

from loans.counter.scanned import loan_reference, understood

SIGNS = dict(zip("0123456789-", "à&é\"'(-è_ç)", strict=True))


@pytest.mark.parametrize("text", ["P2026-0015", "P2026-3478", "2026-0199", "EC-P2026-0015-2", "P2027-123456"])
def test_a_scanner_on_a_french_keyboard_means_digits(text):
    sent = "".join(SIGNS.get(sign, sign) for sign in text)
    assert understood(sent) == understood(sent.lower()) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  Élise   Benoît ", "Élise Benoît"),
        ("D’Arc", "D’Arc"),
        ("(é)", "(é)"),
        ("Zoé-Léa", "Zoé-Léa"),
        ("p2026-0015", "p2026-0015"),
        ("a\0b\u202ec", "a b c"),
        ("", ""),
        ("é" * 300, "é" * 100),
    ],
)
def test_what_people_type_stays(typed, meant):
    assert understood(typed) == meant


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("P2026-0015", "P2026-0015"),
        ("p2026-0015", "P2026-0015"),
        ("EC-P2026-0015-2", "P2026-0015"),
        ("RE-P2026-0015-12", "P2026-0015"),
        ("2026-0015", ""),
        ("P2026", ""),
        ("Benali P2026-0015", ""),
    ],
)
def test_a_number_is_a_loan_or_one_of_its_papers(text, reference):
    assert loan_reference(text) == reference
