import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonie import money

amounts = st.decimals(min_value=Decimal("-9999999.99"), max_value=Decimal("9999999.99"), places=2)


@pytest.mark.parametrize(
    "typed",
    [
        "1313,83",
        "1313.83",
        "1 313,83",
        "1 313,83 €",
        "1\u202f313,83\u202f€",
        "1\u00a0313,83",
        "  1313,83  ",
        "+1313,83",
    ],
)
def test_one_figure_however_it_is_typed(typed):
    assert money.parse_euros(typed) == Decimal("1313.83")


@pytest.mark.parametrize(
    "typed", ["", "€", "douze", "1,2,3", "1.313,83", "1e5", "NaN", "Infinity", "12 000 francs", "--5"]
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValueError, match=f"^{re.escape(typed)}$"):
        money.parse_euros(typed)


def test_a_true_minus_is_understood():
    assert money.parse_euros("−50,00") == Decimal("-50.00")


@given(amounts)
def test_what_is_written_is_read_back(amount):
    assert money.parse_euros(money.euros(amount)) == amount


@given(amounts)
def test_cents_come_back_whole(amount):
    assert money.from_cents(money.to_cents(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "written"),
    [("1313.83", "1\u202f313,83\u202f€"), ("50", "50,00\u202f€"), ("-50", "−50,00\u202f€"), ("0.005", "0,01\u202f€")],
)
def test_euros_as_pages_show_them(amount, written):
    assert money.euros(Decimal(amount)) == written


def test_useless_decimals_are_left_out():
    assert money.short_euros(Decimal("620.00")) == "620\u202f€"
    assert money.short_euros(Decimal("51.67")) == "51,67\u202f€"
    assert money.short_euros(Decimal(13211)) == "13\u202f211\u202f€"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1", "un euro"),
        ("620", "six cent vingt euros"),
        ("1000.50", "mille euros et cinquante centimes"),
        ("80.01", "quatre-vingts euros et un centime"),
    ],
)
def test_euros_in_words(amount, words):
    assert money.euros_in_words(Decimal(amount)) == words


def test_feminine_counts():
    assert [money.feminine_count(n) for n in (1, 2, 21)] == ["une", "deux", "vingt et une"]
