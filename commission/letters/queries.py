"""The letters a person may see, one by one and meeting by meeting."""

from typing import NamedTuple

from django.db.models import QuerySet

from harmonie.accounts.models import User

from ..decisions.scope import decisions_for
from ..models import Decision, DecisionLetter, LetterBatch, Meeting
from .due import letters_due
from .standing import Standing, is_issued, standing

PREPARES = "commission.plan_meeting"


class Line(NamedTuple):
    """A decision and how far its letter is. `may_read`: the frozen letter, by this person, now."""

    decision: Decision
    letter: DecisionLetter | None
    standing: Standing
    may_read: bool

    @property
    def is_issued(self) -> bool:
        return self.letter is not None and is_issued(self.letter)

    @property
    def is_sent(self) -> bool:
        return self.letter is not None and hasattr(self.letter, "dispatch")


def letters_for(user: User) -> QuerySet[Decision]:
    """Decisions with all that a letter's standing needs; not the bytes of the letters."""
    found = decisions_for(user).select_related("letter__dispatch", "item__meeting__letter_batch")
    return found.defer("letter__document__content")


def lines_of(meeting: Meeting, user: User) -> list[Line]:
    """The letters of a meeting, in the order of its agenda."""
    batch = batch_of(meeting)
    found = letters_for(user).filter(pk__in=letters_due(meeting.pk).values("pk")).order_by("item__position")
    return [line_of(decision, user, batch) for decision in found]


def line_of(decision: Decision, user: User, batch: LetterBatch | None = None) -> Line:
    letter = getattr(decision, "letter", None)
    if letter:
        letter.decision = decision
    return Line(decision, letter, standing(letter, batch), letter is not None and may_read(letter, user))


def may_read(letter: DecisionLetter, user: User) -> bool:
    """Whoever prepares reads a letter before it is released; the others once it is."""
    return user.has_perm(PREPARES) or is_issued(letter)


def batch_of(meeting: Meeting) -> LetterBatch | None:
    return LetterBatch.objects.filter(meeting=meeting).first()
