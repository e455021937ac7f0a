"""Which requests stand behind a figure: the words of an address, and the rows that it means."""

import re
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models.expressions import RawSQL
from django.http import QueryDict

from applications.models import LoanApplication, LoanApplicationQuerySet
from applications.outcomes.criteria import LABELS
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.schemes.models import Scheme

from ..bilan.question import Question
from . import what_if
from .journeys import journeys
from .reasons import By, Why
from .records import groups
from .stages import End, Stage
from .what_if import Asked

VIEW = "applications.view_loanapplication"
CODE = re.compile(r"[a-z_]{0,20}", re.ASCII)
KEYS = """
SELECT id FROM journeys
WHERE (%(at_least)s::integer IS NULL OR reached >= %(at_least)s)
  AND (%(exactly)s::integer IS NULL OR reached = %(exactly)s)
  AND (%(ended)s = '' OR ended = %(ended)s)
  AND (%(by)s = '' OR (by_whom, reason, outcome, blocking) = (%(by)s, %(reason)s, %(outcome)s, %(blocking)s))
  AND (%(condition)s = '' OR ended = 'lost' AND (
      blocking = %(condition)s OR blocking = '' AND by_whom || ' ' || reason = ANY (%(ways)s)
  ))
"""
NAMED = re.compile(r"%\((\w+)\)s")
IMAGINED = ("gained", "elsewhere", "dropped", "stopped", "other", "otherwise", "unknown", "already")


@dataclass(frozen=True)
class Behind:
    """One figure: how far at least (`reached`), exactly (`at`), how it ended, why; or a figure of « et si »."""

    reached: Stage | None = None
    at: Stage | None = None
    end: End | None = None
    why: Why | None = None
    condition: str = ""
    imagined: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """What an address says; a word that means nothing is left out."""
        end, condition, imagined = (query.get(word, "") for word in ("fin", "condition", "si"))
        return cls(
            _stage(query.get("depuis")),
            _stage(query.get("etape")),
            End(end) if end in End else None,
            _why(query),
            condition if condition in LABELS else "",
            imagined if imagined in IMAGINED else "",
        )

    def words(self) -> dict[str, str]:
        """As an address says it."""
        said = {
            "depuis": _written(self.reached),
            "etape": _written(self.at),
            "fin": str(self.end or ""),
            "condition": self.condition,
            "si": self.imagined,
        }
        if self.why:
            said |= dict(zip(("par", "motif", "suite", "bloquante"), self.why, strict=True))
        return {word: value for word, value in said.items() if value}


def may_read_cases(user: User) -> bool:
    """Who may see which requests a figure counts; the others read figures."""
    return user.has_perm(VIEW) and not user.holds(Role.PARTNER)


def requests_behind(
    behind: Behind, question: Question, user: User, scheme: Scheme | None, asked: Asked
) -> LoanApplicationQuerySet:
    """Those that this person may open."""
    known = LoanApplication.objects.visible_to(user).with_facts()
    if behind.imagined:
        found = groups(question, scheme, with_cases=True) if scheme else ()
        return known.filter(pk__in=what_if.cases(found, asked, behind.imagined))
    # The statement is ours alone; what an address says is among its values.
    return known.filter(pk__in=RawSQL(*_keys(behind, question)))  # noqa: S611


def _keys(behind: Behind, question: Question) -> tuple[str, list[Any]]:
    why = behind.why or Why("", "", "")
    sql, given = journeys(
        question,
        KEYS,
        at_least=behind.reached,
        exactly=behind.at,
        ended=str(behind.end or ""),
        condition=behind.condition,
        ways=[f"{way.by} {way.reason}" for way in Why.all() if way.condition == behind.condition],
        **why._asdict(),
    )
    return NAMED.sub("%s", sql), [given[name] for name in NAMED.findall(sql)]


def _stage(text: str | None) -> Stage | None:
    return Stage(int(text)) if text and re.fullmatch("[0-6]", text, re.ASCII) else None


def _written(stage: Stage | None) -> str:
    return "" if stage is None else str(int(stage))


def _why(query: QueryDict) -> Why | None:
    by, *codes = (query.get(word, "") for word in ("par", "motif", "suite", "bloquante"))
    return Why(by, *codes) if by in By and all(CODE.fullmatch(code) for code in codes) else None


def address(*parts: dict[str, str]) -> str:
    """The query of several sets of words."""
    return urlencode({word: value for part in parts for word, value in part.items()})
