"""What the pages say of the losses: lines with their words and, for who may follow them, their addresses."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.urls import reverse

from harmonie.accounts.models import User
from harmonie.money import short_euros

from ..bilan.forms import address as bilan_address
from ..bilan.question import Question
from ..charts.bars import Columns, columns
from ..periods import Period
from .cases import Behind, address, may_read_cases
from .funnel import Level, Losses, Stop, losses
from .reasons import named
from .stages import AT_LENDER, DOORS, WHERE, End
from .what_if import Effect, WhatIf

NO_BREAK = "\u202f"
ON_TIME = "le jour même"


class FunnelLine(NamedTuple):
    """One stage, as it is drawn and as its row of the table says it; an address is "" for who may not follow it."""

    level: Level
    url: str
    of_before: str
    of_all: str
    median: str
    mean: str
    stopped_url: str
    waiting_url: str
    where: str


class StopLine(NamedTuple):
    stop: Stop
    where: str
    url: str


class ConditionLine(NamedTuple):
    name: str
    count: int
    url: str


class StepLine(NamedTuple):
    """The effect of one ceiling. `is_current`: the one in force; `is_asked`: the one of the form."""

    ceiling: Decimal
    effect: Effect
    is_current: bool
    is_asked: bool


class Part(NamedTuple):
    """A share of the lost requests by what the terms had to do with it."""

    label: str
    count: int
    url: str
    why: str


class Links:
    """The addresses behind the figures of one question; "" for who may not open dossiers."""

    def __init__(self, question: Question, user: User | None, **words: str) -> None:
        self._base = reverse("losses_cases") if user and may_read_cases(user) else ""
        self._asked = asked_words(question) | {word: value for word, value in words.items() if value}

    def __call__(self, count: int, **behind: Any) -> str:
        return f"{self._base}?{address(self._asked, Behind(**behind).words())}" if self._base and count else ""


def asked_words(question: Question) -> dict[str, str]:
    """The question as the words of an address."""
    return dict(parse_qsl(bilan_address(question)))


def panel(period: Period, found: Losses | None = None, user: User | None = None) -> dict[str, Any]:
    """What `reporting/losses/_panel.html` takes as `panel`. `found` spares reading again what a bilan holds already."""
    question = Question.of(period)
    kept, links = found or losses(question), Links(question, user)
    return {
        "losses": kept,
        "lines": [_line(level, kept, links) for level in kept.levels],
        "stops": [_stop_line(stop, kept, links) for stop in kept.stops],
        "conditions": [ConditionLine(named(code), n, links(n, condition=code)) for code, n in kept.conditions],
        "url": f"{reverse('losses')}?{address(asked_words(question))}",
    }


def _stop_line(stop: Stop, found: Losses, links: Links) -> StopLine:
    where = "Chez le prêteur" if _door(stop.stage, found.at_lender) == AT_LENDER else stop.step.label
    return StopLine(stop, where, links(stop.count, at=stop.stage, end=End.LOST, why=stop.why))


def _line(level: Level, found: Losses, links: Links) -> FunnelLine:
    return FunnelLine(
        level,
        url=links(level.count, reached=level.stage),
        of_before=percent(level.of_before) if level.stage else "",
        of_all=percent(level.of_all),
        median=days(level.delay.median),
        mean=days(level.delay.mean),
        stopped_url=links(level.stopped, at=level.stage, end=End.LOST),
        waiting_url=links(level.under_way, at=level.stage, end=End.UNDER_WAY),
        where=f"{level.stopped} {_door(level.stage, found.at_lender)}" if level.stopped else "",
    )


def _door(stage: Any, at_lender: bool) -> str:
    step = DOORS[stage]
    return AT_LENDER if at_lender and step in ("commission", "contract") else WHERE[step]


def percent(part: Decimal | None) -> str:
    """« 83 % »; "" where nothing can be shared."""
    return "" if part is None else f"{_whole(100 * part)}{NO_BREAK}%"


def days(count: float | Decimal | None) -> str:
    """« 17 jours », « le jour même »; "" where nothing was measured."""
    if count is None:
        return ""
    whole = _whole(count)
    return f"{whole}\u00a0jour{'s' if whole > 1 else ''}" if whole else ON_TIME


def _whole(figure: float | Decimal) -> Decimal:
    return Decimal(figure).quantize(Decimal(1), ROUND_HALF_UP)


# « Et si » ------------------------------------------------------------------------------------------


def parts(found: WhatIf, links: Links) -> list[Part]:
    """What the terms had to do with each lost request."""
    said = (
        ("stopped", "Plafond, montant ou durée", "seules ces conditions manquaient"),
        ("other", "Une autre condition", "un autre plafond n’y change rien"),
        ("otherwise", "Toutes les conditions remplies", "arrêtées pour une autre raison"),
        ("unknown", "On ne sait pas", "pas de contrôle utilisable, ou un motif qui le contredit"),
    )
    counts = [(getattr(found, key), key, label, why) for key, label, why in said]
    return [Part(label, count, links(count, imagined=key), why) for count, key, label, why in counts]


def step_lines(found: WhatIf, current: Decimal, asked: Decimal | None) -> list[StepLine]:
    return [StepLine(ceiling, effect, ceiling == current, ceiling == asked) for ceiling, effect in found.steps]


def step_chart(lines: list[StepLine]) -> Columns:
    """How many lost requests each ceiling would have let pass. Every other one is named: a phone can show no more."""
    at = next((place for place, line in enumerate(lines) if line.is_current), 0)
    return columns(
        [
            (_short(line.ceiling) if (place - at) % 2 == 0 else "", Decimal(line.effect.gained + line.effect.elsewhere))
            for place, line in enumerate(lines)
        ]
    )


def _short(ceiling: Decimal) -> str:
    return short_euros(ceiling.quantize(Decimal(1), ROUND_HALF_UP)).removesuffix(f"{NO_BREAK}€")
