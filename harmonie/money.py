"""Euros: read as people type them, written as French pages show them. Always Decimal, never float."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from babel.numbers import format_decimal
from num2words import num2words

CENT = Decimal("0.01")
NARROW_SPACE = "\u202f"
SPACES = re.compile(r"[\s\u00a0\u202f]")
FIGURE = re.compile(r"[+-]?\d+(\.\d+)?")


def parse_euros(text: str) -> Decimal:
    """« 1 313,83 », « 1313.83 » or « 1 313,83 € » in euros; `ValueError` for anything else."""
    cleaned = SPACES.sub("", text).removesuffix("€").replace("−", "-").replace(",", ".")
    if not FIGURE.fullmatch(cleaned):
        raise ValueError(text)
    try:
        return Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError(text) from error


def to_cents(amount: Decimal) -> int:
    """Euros as whole cents, rounded half up."""
    return int((amount / CENT).quantize(Decimal(1), ROUND_HALF_UP))


def from_cents(cents: int) -> Decimal:
    return Decimal(cents) * CENT


def figures(amount: Decimal) -> str:
    """Two decimals, narrow spaces, a true minus: « 1 313,83 »."""
    return format_decimal(amount.quantize(CENT, ROUND_HALF_UP), "#,##0.00", locale="fr").replace("-", "−")


def euros(amount: Decimal) -> str:
    """« 1 313,83 € »."""
    return f"{figures(amount)}{NARROW_SPACE}€"


def short_euros(amount: Decimal) -> str:
    """Without useless decimals: « 620 € », « 1 313,83 € »."""
    whole = amount == amount.to_integral_value()
    return f"{format_decimal(amount, '#,##0', locale='fr')}{NARROW_SPACE}€" if whole else euros(amount)


def percent(rate: Decimal) -> str:
    """« 4 % », « 4,5 % »: a yearly rate as it is said."""
    return f"{format_decimal(rate, '#,##0.###', locale='fr')}{NARROW_SPACE}%"


def euros_in_words(amount: Decimal) -> str:
    """« six cent vingt euros », « mille euros et cinquante centimes »."""
    whole, cents = divmod(to_cents(amount), 100)
    words = f"{num2words(whole, lang='fr')} euro{'s' if whole > 1 else ''}"
    if not cents:
        return words
    return f"{words} et {num2words(cents, lang='fr')} centime{'s' if cents > 1 else ''}"


def feminine_count(count: int) -> str:
    """A count of feminine things: « une », « deux », « vingt et une »."""
    words = num2words(count, lang="fr")
    return f"{words}e" if words == "un" or words.endswith(" un") else words
