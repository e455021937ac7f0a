"""A row in every table of the commission that a whole story does not pass through by itself."""

from collections.abc import Callable
from datetime import datetime

from commission import deciding, voting
from commission.models import (
    AgendaItem,
    BallotBox,
    Decision,
    DecisionLetter,
    LetterBatch,
    LetterDispatch,
    MeetingPaper,
    Minutes,
    MinutesRemark,
    Motion,
    PrivateNote,
    Reading,
    RegisterExtract,
    Seat,
    SecretDemand,
    SecretVoter,
    UrgentReport,
)
from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument


def a_secret_motion(item: AgendaItem, by: User, now: datetime) -> Motion:
    """A refusal put to a secret vote, with its empty box."""
    motion = voting.put_motion(
        item=item, kind="refuse", grounds="budget", explanation="Trop cher", is_secret=True, by=by, now=now
    )
    if not BallotBox.objects.filter(motion=motion).exists():
        BallotBox.objects.create(motion=motion, sealed=b"")
    return motion


def a_secret_voter(motion: Motion, user: User) -> SecretVoter:
    """That somebody voted, behind the actions."""
    return SecretVoter.objects.create(motion=motion, seat=motion.item.meeting.seats.get(user=user), cast_by=user)


def furnish_item(item: AgendaItem, by: User, now: datetime) -> None:
    """What was read, noted and asked about one case, and a secret vote that the chair took back."""
    seat: Seat = item.meeting.seats.get(user=by)
    Reading.objects.create(item=item, user=by, read_at=now)
    PrivateNote.objects.create(item=item, author=by, text="Un mot", written_at=now)
    SecretDemand.objects.create(item=item, seat=seat, asked_at=now)
    motion = a_secret_motion(item, by, now)
    a_secret_voter(motion, by)
    deciding.drop_motion(motion=motion, by=by, now=now)
    item.refresh_from_db()


def furnish_papers(
    letter: DecisionLetter, by: User, now: datetime, a_document: Callable[[str], IssuedDocument]
) -> Minutes:
    """Minutes with a remark, letters in a batch and on their way, the papers of a meeting and of a year."""
    decision: Decision = letter.decision
    meeting = decision.item.meeting
    LetterBatch.objects.create(meeting=meeting, total=1, started_at=now, started_by=by)
    LetterDispatch.objects.create(letter=letter, channel="post", sent_on=now.date(), noted_at=now, noted_by=by)
    MeetingPaper.objects.create(meeting=meeting, kind="convocation", document=a_document("Convocation-1"))
    RegisterExtract.objects.create(form="nominative", year=now.year, decisions=1, document=a_document("Registre-1"))
    UrgentReport.objects.create(decision=decision, meeting=meeting, listed_at=now)
    minutes = Minutes.objects.create(meeting=meeting, started_at=now)
    MinutesRemark.objects.create(minutes=minutes, item=decision.item, text="Un mot")
    return minutes
