"""The cases behind each figure. A figure's key leads to rows of one kind, that a person may or may not open."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncMonth, TruncYear

from applications.enums import ClosingReason, Purpose, State
from commission.enums import Grounds, Outcome
from harmonie.accounts.models import Partner
from loans.enums import AmendmentKind
from loans.models import Loan

from . import people, populations, repaying
from .question import Question
from .received import ALONE
from .repaying import PAR_DAYS, SEVERAL


class Kind(StrEnum):
    """What is listed, with the permission that opens it."""

    REQUEST = "applications.view_loanapplication"
    DECISION = "commission.view_decision"
    LOAN = "loans.view_loan"


class Cases(NamedTuple):
    """The list behind one figure: its title in French, and its rows, not scoped to anybody yet."""

    title: str
    kind: Kind
    rows: QuerySet[Any]


type Find = Callable[[Question], QuerySet[Any]]


def _loans(keys: Any) -> QuerySet[Loan]:
    return Loan.objects.filter(pk__in=keys)


def _moved(name: str) -> Find:
    return lambda question: _loans(repaying.moved(question, name).values("loan"))


def _amended(kind: AmendmentKind) -> Find:
    return lambda question: _loans(repaying.amendments(question, kind).values("loan"))


def _late(instalments: int = 1, days: int = 0) -> Find:
    return lambda question: _loans(repaying.late_keys(question, instalments=instalments, days=days))


FIGURES: dict[str, tuple[str, Kind, Find]] = {
    "recues": ("Demandes reçues", Kind.REQUEST, populations.received),
    "completes": (
        "Dossiers complets",
        Kind.REQUEST,
        lambda question: populations.received(question).filter(populations.is_complete(question)),
    ),
    "reorientees": (
        "Demandes réorientées avant la commission",
        Kind.REQUEST,
        lambda question: populations.closed(question).filter(state=State.REDIRECTED),
    ),
    "preteur": ("Prêts accordés par un organisme prêteur", Kind.REQUEST, populations.lent_requests),
    "decidees": ("Demandes décidées", Kind.DECISION, populations.standing),
    "credits": ("Crédits accordés", Kind.DECISION, populations.granted),
    "annules": (
        "Crédits annulés ensuite",
        Kind.DECISION,
        lambda question: populations.granted(question).filter(populations.is_cancelled(question)),
    ),
    "en-cours": (
        "Prêts en cours",
        Kind.LOAN,
        lambda question: _loans(repaying.balances(question).values("loan")),
    ),
    "impayes": ("Prêts en impayé", Kind.LOAN, _late()),
    "impayes-3": ("Prêts en impayé de trois échéances ou plus", Kind.LOAN, _late(SEVERAL)),
    "risque-30": ("Prêts en retard de plus de 30\u00a0jours", Kind.LOAN, _late(days=PAR_DAYS[0])),
    "risque-90": ("Prêts en retard de plus de 90\u00a0jours", Kind.LOAN, _late(days=PAR_DAYS[1])),
    "verses": ("Prêts versés", Kind.LOAN, _moved("disbursed")),
    "rembourses": ("Prêts sur lesquels un remboursement est arrivé", Kind.LOAN, _moved("repaid")),
    "remises": ("Remises gracieuses", Kind.LOAN, _moved("relieved")),
    "non-valeurs": ("Admissions en non-valeur", Kind.LOAN, _moved("written_off")),
    "recouvres": ("Recouvrés après non-valeur", Kind.LOAN, _moved("recovered")),
    "reechelonnes": ("Prêts rééchelonnés", Kind.LOAN, _amended(AmendmentKind.RESCHEDULING)),
    "reportes": ("Prêts dont des échéances sont reportées", Kind.LOAN, _amended(AmendmentKind.DEFERRAL)),
}


# Lines of a table: a prefix, then what distinguishes the line ---------------------------------------


def _by_purpose(question: Question, code: str) -> Cases:
    label = Purpose(code).label
    purpose = populations.of_project(question, "purpose", "application__")
    rows = populations.granted(question).alias(found=purpose).filter(found=code)
    return Cases(f"Crédits accordés\u00a0: {label}", Kind.DECISION, rows)


def _by_month(question: Question, code: str) -> Cases:
    year, month = int(code[:4]), int(code[5:] or 1)
    step = TruncMonth if code[5:] else TruncYear
    rows = populations.granted(question).alias(since=step("decided_at")).filter(since__date=date(year, month, 1))
    said = f"{month:02d}/{year}" if code[5:] else str(year)
    return Cases(f"Crédits accordés en {said}", Kind.DECISION, rows)


def _partner(code: str) -> tuple[str, int | None]:
    key = int(code) or None
    return (Partner.objects.get(pk=key).name if key else ALONE), key


def _received_from(question: Question, code: str) -> Cases:
    name, key = _partner(code)
    rows = populations.received(question).alias(sender=populations.of_request(question, "partner_id"))
    return Cases(f"Demandes reçues\u00a0: {name}", Kind.REQUEST, rows.filter(_is("sender", key)))


def _granted_from(question: Question, code: str) -> Cases:
    name, key = _partner(code)
    sender = populations.of_request(question, "partner_id", "application__")
    rows = populations.granted(question).alias(sender=sender)
    return Cases(f"Crédits accordés\u00a0: {name}", Kind.DECISION, rows.filter(_is("sender", key)))


def _decided(question: Question, code: str) -> Cases:
    label = Outcome(code).label.capitalize()
    return Cases(f"Décisions\u00a0: {label}", Kind.DECISION, populations.decisions(question).filter(outcome=code))


def _grounded(question: Question, code: str) -> Cases:
    outcome, _, grounds = code.partition("-")
    grounds = "" if grounds == "sans" else grounds
    title = f"{Outcome(outcome).label.capitalize()}\u00a0: {Grounds(grounds).label}"
    return Cases(title, Kind.DECISION, populations.standing(question).filter(outcome=outcome, grounds=grounds))


def _closed(question: Question, code: str) -> Cases:
    state, _, reason = code.partition("-")
    reason = "" if reason == "sans" else reason
    said = ClosingReason(reason).label if reason else "sans motif noté"
    rows = populations.closed(question).filter(state=state, closing_reason=reason)
    return Cases(f"{State(state).label.capitalize()}\u00a0: {said}", Kind.REQUEST, rows)


def _measured(measure: str) -> Callable[[Question, str], Cases]:
    def find(question: Question, code: str) -> Cases:
        words = dict(people.bands(measure))
        label = words[code]
        title = f"Demandes reçues\u00a0: {label[:1].lower()}{label[1:]}"
        return Cases(title, Kind.REQUEST, people.behind(question, measure, code))

    return find


LINES: tuple[tuple[str, str, Kind, Callable[[Question, str], Cases]], ...] = (
    ("credits-objet-", r"[a-z_]+", Kind.DECISION, _by_purpose),
    ("credits-mois-", r"\d{4}(-\d{2})?", Kind.DECISION, _by_month),
    ("credits-partenaire-", r"\d{1,9}", Kind.DECISION, _granted_from),
    ("recues-partenaire-", r"\d{1,9}", Kind.REQUEST, _received_from),
    ("decision-", r"[a-z_]+", Kind.DECISION, _decided),
    ("motif-", r"[a-z_]+-[a-z_]+", Kind.DECISION, _grounded),
    ("closes-", r"[a-z_]+-[a-z_]+", Kind.REQUEST, _closed),
    *((f"{measure}-", r"[a-z0-9_-]+", Kind.REQUEST, _measured(measure)) for measure in people.MEASURES),
)


def kind_of(key: str) -> Kind | None:
    """What the list behind a figure holds; None for a key that is none."""
    if key in FIGURES:
        return FIGURES[key][1]
    return next((kind for prefix, _, kind, _ in LINES if key.startswith(prefix)), None)


def cases(question: Question, key: str) -> Cases | None:
    """The list behind a figure; None for a key that is none."""
    if key in FIGURES:
        title, kind, find = FIGURES[key]
        return Cases(title, kind, find(question))
    for prefix, pattern, _, find_line in LINES:
        code = key.removeprefix(prefix)
        if code != key and re.fullmatch(pattern, code, re.ASCII):
            try:
                return find_line(question, code)
            except (ValueError, KeyError, StopIteration, Partner.DoesNotExist):
                return None
    return None


def _is(column: str, key: int | None) -> Q:
    return Q(**{f"{column}__isnull": True}) if key is None else Q(**{column: key})
