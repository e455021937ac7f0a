"""The documents of a case that a member may see: what came and where it stands, and the files while they may help.

Files are opened by those who sit in the meeting, until the case is decided, and only where the sheet says who is
asking: a payslip or a bill carries a name, so an anonymised scheme shows labels alone.
"""

from typing import NamedTuple
from uuid import UUID

from applications.documents.enums import CHIPS as FILE_CHIPS
from applications.documents.enums import Status
from applications.documents.queries import papers
from applications.models import SupportingDocument
from harmonie.accounts.models import User
from harmonie.chips import Chip

from ..enums import IN_THE_ROOM, ItemState
from ..models import AgendaItem


class Paper(NamedTuple):
    """One document of the list; `key` opens its file, None where there is nothing to open."""

    label: str
    chip: Chip
    key: UUID | None


def papers_of(item: AgendaItem, user: User) -> list[Paper]:
    """What the dossier rests on, in the order of the setting. A document outside it was named by hand: not repeated
    where the sheet hides who is asking."""
    known = papers(item.application)
    opens, named = may_open(item, user), not item.application.scheme.is_anonymised
    listed = [Paper(need.requirement.label, need.chip, _key(need.documents, opens)) for need in known.needs]
    others = [
        Paper(one.label if named else "Autre pièce", FILE_CHIPS[Status(one.status)], _key([one], opens))
        for one in known.others
    ]
    return listed + others


def may_open(item: AgendaItem, user: User) -> bool:
    """Whether the files of this case are open to `user`."""
    undecided = item.state in (ItemState.LISTED, ItemState.UNDER_VOTE) and item.meeting.state in IN_THE_ROOM
    return (
        undecided
        and not item.application.scheme.is_anonymised
        and item.meeting.seats.filter(user=user).exists()
        and AgendaItem.objects.visible_to(user).filter(pk=item.pk).exists()
    )


def open_to(item: AgendaItem, user: User) -> "list[SupportingDocument]":
    """The documents whose files `user` may open: accepted or still to examine, none that was refused or replaced."""
    if not may_open(item, user):
        return []
    return list(item.application.documents.current().exclude(status=Status.REFUSED).filter(file__isnull=False))


def _key(brought: "list[SupportingDocument]", opens: bool) -> UUID | None:
    files = (one.key for one in brought if one.file_id and one.status != Status.REFUSED)
    return next(files, None) if opens else None
