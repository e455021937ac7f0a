"""What a payment file is made of, whatever its format."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from harmonie.refusals import Refusal

MOST_LINES = 50_000
TOO_MANY = (
    f"Ce fichier a plus de {MOST_LINES // 1000}\u202f000 lignes\u00a0: demandez à la banque des relevés plus courts."
)
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


class Unreadable(Refusal):
    """The file as a whole cannot be read; the sentence says what to do."""


class NeedsColumns(Exception):
    """Nobody has said yet what the columns of such a file mean."""


@dataclass(frozen=True)
class Payment:
    """One line as the bank wrote it. `amount` in euros, above zero; `aside` says why it is no payment to us.

    `own_mark` tells two like lines apart: the bank's reference, where the format has one that never changes.
    """

    booked_on: date
    amount: Decimal
    payer: str = ""
    account: str = ""
    wording: str = ""
    reference: str = ""
    own_mark: str = ""
    aside: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A line that was read and not kept: where it stands, what it says, why."""

    place: int
    text: str
    why: str


type Read = Payment | LeftOut
