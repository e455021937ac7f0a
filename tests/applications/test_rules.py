from decimal import Decimal

import pytest

from applications.dossier.simulation import lines
from applications.rules import (
    Budget,
    amount_refusal,
    last_instalment,
    months_refusal,
    small_instalment_warning,
    usual_instalment,
)
from harmonie.free_text import has_number
from harmonie.schemes.models import Scheme, SchemeTerms

HARMONIE = SchemeTerms(
    scheme=Scheme(name="Crédit Harmonie"),
    amount_min=Decimal(100),
    amount_max=Decimal(1000),
    months_min=1,
    months_max=18,
    small_instalment=Decimal(15),
)
DEPARTEMENT = SchemeTerms(
    scheme=Scheme(name="Micro-crédit départemental"), amount_min=Decimal(300), amount_max=Decimal(3000)
)


def test_too_much_is_said_with_the_scheme_that_may_lend_it():
    sentence = amount_refusal(HARMONIE, Decimal("1000.01"), [DEPARTEMENT]).replace("\u202f", " ")
    assert sentence == (
        "Le Crédit Harmonie prête de 100 € à 1 000 €. "
        "Pour 1 000,01 €, voyez le micro-crédit départemental (de 300 € à 3 000 €)."
    )


@pytest.mark.parametrize("amount", ["99.99", "0", "-5", "5000"])
def test_amounts_that_no_scheme_lends_are_refused(amount: str):
    assert "Crédit Harmonie" in amount_refusal(HARMONIE, Decimal(amount), [DEPARTEMENT])


@pytest.mark.parametrize("amount", ["100", "620.5", "1000"])
def test_amounts_within_the_terms_pass(amount: str):
    assert amount_refusal(HARMONIE, Decimal(amount)) == ""


@pytest.mark.parametrize(("months", "words"), [(0, "moins"), (19, "plus"), (1, ""), (18, "")])
def test_months_at_their_bounds(months: int, words: str):
    assert words in months_refusal(HARMONIE, months)
    assert bool(months_refusal(HARMONIE, months)) is bool(words)


def test_case_3_a_small_instalment_is_warned_of_with_a_shorter_duration():
    warning = small_instalment_warning(HARMONIE, Decimal(100), 18).replace("\u202f", " ")
    assert "5,56 €" in warning
    assert "Sur 6 mois, elle serait de 16,67 €" in warning
    assert small_instalment_warning(HARMONIE, Decimal(100), 6) == ""


@pytest.mark.parametrize(
    ("amount", "months", "usual", "last"),
    [(1000, 18, "55.56", "55.48"), (100, 6, "16.67", "16.65"), (620, 12, "51.67", "51.63")],
)
def test_instalments_of_the_worked_cases(amount: int, months: int, usual: str, last: str):
    assert usual_instalment(Decimal(amount), months) == Decimal(usual)
    assert last_instalment(Decimal(amount), months) == Decimal(last)


def test_case_1_what_remains_to_live_on():
    month = Budget(Decimal(1580), Decimal(1180), Decimal(1020), Decimal("1.3"))
    assert month.remainder() == Decimal("430.77")
    assert month.remainder(Decimal("51.67")) == Decimal("391.02")


def test_the_simulation_shows_the_month_asked_for_and_the_one_looked_at():
    month = Budget(Decimal(1580), Decimal(1180), Decimal(1020), Decimal("1.3"))
    voted = SchemeTerms(months_min=1, months_max=18, small_instalment=Decimal(15))
    table = lines(month, Decimal(620), voted, asked=12, chosen=7)
    assert [line.months for line in table] == list(range(1, 19))
    assert [line.months for line in table if line.is_usual] == [6, 10, 12, 15, 18]
    assert [line.months for line in table if line.is_asked] == [12]
    chosen = next(line for line in table if line.is_chosen)
    assert chosen.remainder == Decimal("362.64")


@pytest.mark.parametrize(
    "text", ["1 91 05 60 123 456 78", "2910560123456", "son numéro 191056012345678.", "1 91 05 2A 123 456"]
)
def test_a_social_security_number_is_recognised(text: str):
    assert has_number(text)


@pytest.mark.parametrize(
    "text", ["06 39 98 12 40", "devis D-4471 du 4/01/2027, 620,00 €", "06 39 98 12 40, 03 44 12 12 12"]
)
def test_telephones_and_quotes_are_not_taken_for_one(text: str):
    assert not has_number(text)
