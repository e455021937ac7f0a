"""The history of a dossier, read from the rows that the database's triggers wrote."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from harmonie.components import Event
from harmonie.dates import clock, plain_day, short_day

from ..enums import State
from ..models import EligibilityCheck, LoanApplication, Milestone
from ..outcomes.record import letters_of

Row = Any  # a row of the event model that pghistory makes


class Change(NamedTuple):
    """Somebody's edit: who, when, which part of the dossier."""

    by: str
    at: datetime
    what: str

    def __str__(self) -> str:
        return f"{self.by} a enregistré «\u202f{self.what}\u202f» le {plain_day(self.at)} à {clock(self.at)}."


def rows(application: LoanApplication) -> list[Row]:
    """Every state the request was in, oldest first, each with its author and reason."""
    events = LoanApplication.pgh_event_model.objects.filter(pgh_obj=application)
    return list(events.select_related("pgh_context").order_by("pgh_id"))


def changes_since(application: LoanApplication, revision: int) -> list[Change]:
    """The edits that a page rendered at `revision` does not know."""
    past = rows(application)
    return [
        Change(_told(after)["by"], _at(after), _told(after)["why"])
        for before, after in pairwise(past)
        if after.revision > max(before.revision, revision)
    ]


def parts_edited_since_referral(application: LoanApplication) -> set[str]:
    """Which parts («foyer», «budget», …) the CCAS edited after it received the request."""
    past = rows(application)
    return {
        _told(after)["why"]
        for before, after in pairwise(past)
        if before.state != State.DRAFT and after.revision > before.revision
    }


def timeline(application: LoanApplication) -> list[Event]:
    """All that happened to the dossier, newest first: steps, edits, checks, and what the later rooms told."""
    steps = list(_steps(rows(application)))
    moments = {event.on for event in steps if event.is_step}
    told = application.milestones.select_related("by")
    others = [_milestone(milestone) for milestone in told if milestone.happened_at not in moments]
    own = application.checks.filter(terms__scheme=application.scheme_id)
    checks = [_check(check) for check in own.select_related("terms", "checked_by")]
    return sorted([*steps, *others, *checks, *letters_of(application)], key=lambda event: event.on)[::-1]


def _steps(past: list[Row]) -> Iterator[Event]:
    if past:
        yield Event(_at(past[0]), "Demande commencée", _told(past[0])["by"], True)
    for before, after in pairwise(past):
        if after.state != before.state:
            yield Event(
                _at(after),
                f"{_label(before.state)} → {_label(after.state)}",
                _author_and_reason(after),
                True,
            )
        elif after.worker_id != before.worker_id:
            yield Event(_at(after), _told(after)["why"], _told(after)["by"])
        elif after.revision > before.revision and before.state != State.DRAFT:
            yield Event(
                _at(after),
                f"Modification\u00a0: {_told(after)['why']}",
                _told(after)["by"],
                kind="edits",
            )
        elif after.worker_id != before.worker_id:
            yield Event(_at(after), _told(after)["why"] or "Dossier confié à quelqu’un d’autre", _told(after)["by"])


def _milestone(milestone: Milestone) -> Event:
    return Event(milestone.happened_at, milestone.sentence, str(milestone.by))


def _check(check: EligibilityCheck) -> Event:
    failed = [verdict["say"] for verdict in check.verdicts if verdict["verdict"] == "fail"]
    found = "toutes les conditions sont remplies" if check.is_eligible else ", ".join(failed).lower()
    why = f"{check.checked_by}, conditions du {short_day(check.terms.valid_from)}"
    return Event(check.checked_at, f"Contrôle d’éligibilité\u00a0: {found}", why, kind="checks")


def _told(row: Row) -> dict[str, str]:
    metadata = row.pgh_context.metadata if row.pgh_context else {}
    return {
        "by": metadata.get("by", ""),
        "why": metadata.get("why", ""),
        "at": metadata.get("at", ""),
    }


def _at(row: Row) -> datetime:
    at = _told(row)["at"]
    return datetime.fromisoformat(at) if at else row.pgh_created_at


def happened(row: Row) -> datetime:
    """When a change was made, by the clock of whoever made it."""
    return _at(row)


def authored(row: Row) -> str:
    """Who made a change."""
    return _told(row)["by"]


def _author_and_reason(row: Row) -> str:
    told = _told(row)
    return f"{told['by']}\u00a0: «\u202f{told['why']}\u202f»" if told["why"] else told["by"]


def _label(state: str) -> str:
    label = str(State(state).label)
    return label[:1].upper() + label[1:]
