"""Which loan a payment is for, with a reason in words."""

from datetime import date
from decimal import Decimal

import pytest

from loans.payment_files.fingerprints import marked
from loans.payment_files.matching import Index, Target
from loans.payment_files.payments import Payment

DAY = date(2026, 11, 20)
BENALI = Target(
    1, "P2026-0012", "2026-0031", True, [("Nadia", "Ben Ali"), ("Éric", "Lefèvre")], frozenset({Decimal("51.67")})
)
TWIN = Target(2, "P2026-0013", "2026-0032", True, [("Nadia", "Ben-Ali")], frozenset({Decimal(40)}))
SETTLED = Target(3, "P2025-0001", "2025-0001", False, [("Luc", "Moreau")])
POSTED = Target(4, "P2026-0020", "2026-0040", True, [("Ana", "Dias")], posted=frozenset({(DAY, Decimal(50))}))
INDEX = Index({target.loan: target for target in (BENALI, TWIN, SETTLED, POSTED)}, {"ma banque": 2}, {"FR76": 1})


def match(wording="", amount="51.67", payer="", account=""):
    return INDEX.match(Payment(DAY, Decimal(amount), payer=payer, account=account, wording=wording))


@pytest.mark.parametrize(
    "wording", ["P2026-0012", "pret p2026 0012 merci", "ECH/P2O26-OO12", "P20260012", "RF18 P.2026.0012"]
)
def test_the_number_however_it_is_typed(wording):
    assert match(wording)[:2] == (1, 100)


def test_a_dossier_a_settled_loan_and_numbers_that_disagree():
    assert match("dossier 2026-0032")[:2] == (2, 95)
    assert match("P2025-0001")[:2] == (3, 100)
    both = match("P2026-0012 et P2026-0013")
    assert (both.loan, both.candidates) == (None, (1, 2))
    assert match("XP2026-0012 20/11/2026-0012").loan is None


@pytest.mark.parametrize(("amount", "loan", "confidence"), [("51.67", 1, 90), ("40.00", 2, 90), ("12.00", None, 40)])
def test_a_name_whatever_its_accents_and_order(amount, loan, confidence):
    assert match(payer="MME BEN ALI NADIA", amount=amount)[:2] == (loan, confidence)


def test_the_co_borrower_a_family_name_alone_and_habits():
    assert match(payer="M LEFEVRE ERIC", amount="5")[:2] == (1, 60)
    assert match(payer="LEFEVRE", amount="5").candidates == (1,)
    assert match(payer="MA  Banque")[:2] == (2, 75)
    assert match(payer="inconnu", account="FR76")[:2] == (1, 85)
    assert match("MOREAU LUC").loan is None


def test_what_somebody_entered_by_hand_is_looked_at():
    assert match("P2026-0020", amount="50")[:2] == (None, 50)


def test_two_like_payments_of_one_file_are_two_and_the_same_two_in_another():
    one = Payment(DAY, Decimal(50), payer="M X", wording="VIR")
    first = [mark for _, mark in marked([one, one])]
    again = [mark for _, mark in marked([one, one, one])]
    assert len(set(first)) == 2
    assert again[:2] == first
