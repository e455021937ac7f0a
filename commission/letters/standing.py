"""How far a letter is: to prepare, ready, issued, sent."""

from typing import NamedTuple

from harmonie.chips import Chip
from harmonie.dates import short_day

from ..enums import BatchState
from ..models import DecisionLetter, LetterBatch

TO_PREPARE = Chip("À préparer", "mail", "wait")
FAILED = Chip("À reprendre", "alert", "stop")
READY = Chip("Prête", "half", "go")
ISSUED = Chip("Émise", "mail", "go")
SENT = Chip("Partie", "check", "done")


class Standing(NamedTuple):
    """A chip, and what it does not say."""

    chip: Chip
    note: str = ""


def batch_of(letter: DecisionLetter) -> LetterBatch | None:
    """Read with `decision__item__meeting__letter_batch` selected."""
    item = letter.decision.item
    return getattr(item.meeting, "letter_batch", None) if item else None


def is_issued(letter: DecisionLetter) -> bool:
    """Released: by itself before its meeting's batch began, or with the batch."""
    batch = batch_of(letter)
    return batch is None or batch.state == BatchState.RELEASED or letter.document.issued_at < batch.started_at


def standing(letter: DecisionLetter | None, batch: LetterBatch | None = None) -> Standing:
    """« Partie le 4 janv. 2027 par courrier simple ». `batch` is told for a letter that is not made yet."""
    if letter is None:
        return Standing(FAILED if batch and batch.trouble else TO_PREPARE)
    sent = getattr(letter, "dispatch", None)
    if sent:
        return Standing(SENT, f"le {short_day(sent.sent_on)}, {sent.get_channel_display()}")
    if is_issued(letter):
        return Standing(ISSUED, f"le {short_day(letter.document.issued_at)}")
    return Standing(READY)
