"""The list of late loans as its page shows it. Pure: records in, records of `harmonie.components` out."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from harmonie.chips import Chip
from harmonie.components import Tab, Tile
from harmonie.dates import short_day
from harmonie.money import euros, percent

from ..enums import PauseReason
from ..models import Loan
from .filters import EVERY, Filters
from .late import Late
from .rules import ZERO
from .words import AGE_CHIPS, NEXT_CHIPS, Age, Next


class Row(NamedTuple):
    """One late loan in the list."""

    loan: Loan
    late: Late
    age_chip: Chip
    next_chip: Chip
    why: str


def rows(late: Iterable[Late], loans: Mapping[int, Loan]) -> list[Row]:
    return [
        Row(loans[one.loan_id], one, age_chip(one), NEXT_CHIPS[one.next], stopped(one))
        for one in late
        if one.loan_id in loans
    ]


def age_chip(late: Late) -> Chip:
    days = late.found.days
    return AGE_CHIPS[late.found.age]._replace(label=f"{days}\u00a0jour{'s' if days > 1 else ''}")


def stopped(late: Late) -> str:
    """« décès », « arrangement trouvé avec la personne, jusqu’au 4 janv. 2027 »."""
    pause = late.found.stopped_by
    if pause is None:
        return ""
    reason = PauseReason(pause.reason).label
    return f"{reason}, jusqu’au {short_day(pause.ends_on)}" if pause.ends_on else reason


def tabs(late: Sequence[Late], filters: Filters, shown: str) -> list[Tab]:
    """The steps of the ladder with how many loans wait at each; those where nobody waits are left out."""
    count = {step: sum(one.next == step for one in late) for step in Next}
    listed = [
        Tab(step.label.capitalize(), f"?{filters.address(step=step.value)}", shown == step, count[step])
        for step in Next
        if count[step] or shown == step or step == Next.FIRST
    ]
    return [*listed, Tab("Tous", f"?{filters.address(step=EVERY)}", shown == EVERY, len(late))]


def ages(late: Sequence[Late]) -> list[Tile]:
    """What is late by age, in euros; how many loans."""
    amounts: dict[Age, list[Decimal]] = {age: [] for age in Age}
    for one in late:
        amounts[one.found.age].append(one.found.amount)
    return [Tile(age.label.capitalize(), euros(sum(some, ZERO)), _loans(len(some))) for age, some in amounts.items()]


def at_risk(late: Sequence[Late], owed: Decimal) -> str:
    """Portfolio at risk: what is owed on loans that are late by more than 30, and 90 days, over all that is owed."""
    if not owed:
        return ""
    shares = [_share(late, days, owed) for days in (30, 90)]
    return f"Encours à risque\u00a0: {shares[0]} à plus de 30\u00a0jours, {shares[1]} à plus de 90\u00a0jours, sur {euros(owed)} restant dus."  # noqa: E501


def _share(late: Sequence[Late], days: int, owed: Decimal) -> str:
    behind = sum((one.found.owed for one in late if one.found.days > days), ZERO)
    return percent((behind * 100 / owed).quantize(Decimal("0.1")))


def lead(late: Sequence[Late], filters: Filters) -> str:
    """« 12 prêts en retard, 1 234,00 € en tout. Jamais de pénalités. »"""
    on = f"Au {short_day(filters.on)}\u00a0: " if filters.is_past else ""
    if not late:
        return f"{on}aucun prêt en retard." if on else "Aucun prêt n’est en retard."
    total = sum((one.found.amount for one in late), ZERO)
    return f"{on}{_loans(len(late))} en retard, {euros(total)} en tout. Jamais de pénalités."


def _loans(count: int) -> str:
    return f"{count}\u00a0prêt{'s' if count > 1 else ''}"
