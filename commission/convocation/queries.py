"""What was sent for a meeting, to whom, and what each reader may see of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from applications.models import Exclusion
from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument
from harmonie.mail.models import OutgoingMail

from ..enums import ItemState, PaperKind
from ..models import AgendaItem, Meeting, MeetingPaper, Recusal, Seat


class Batch(NamedTuple):
    """One sending of the convocation: the paper for everybody, and one for each way of stepping aside."""

    number: int
    issued_at: datetime
    papers: list[MeetingPaper]

    @property
    def agenda(self) -> list[int]:
        """The keys of the items, as they were listed."""
        return self.papers[0].agenda

    def paper_for(self, hidden: set[int]) -> MeetingPaper | None:
        """The paper that hides what is to be hidden, and as little else as possible. None when there is none."""
        fit = [paper for paper in self.papers if not hidden & (set(paper.agenda) - set(paper.hides))]
        return min(fit, key=lambda paper: len(paper.hides), default=None)


def batches(meeting: Meeting) -> list[Batch]:
    """Every sending, the first one first; the PDFs themselves are left where they are."""
    papers = meeting.papers.filter(kind=PaperKind.CONVOCATION).select_related("document").defer("document__content")
    sent = groupby(papers.order_by("document__issued_at", "id"), key=lambda paper: paper.document.issued_at)
    return [Batch(number, at, list(group)) for number, (at, group) in enumerate(sent, 1)]


def listed(meeting: Meeting) -> list[AgendaItem]:
    """What the convocation announces: the items that are still to be examined, in their order."""
    items = meeting.items.filter(state__in=[ItemState.LISTED, ItemState.UNDER_VOTE]).order_by("position")
    return list(items.select_related("application__project", "application__scheme", "rapporteur", "withdraws"))


def hidden_items(meeting: Meeting) -> dict[int, set[int]]:
    """By user: the items of this meeting from which they stepped aside, here or wherever the case was before."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    apart = Exclusion.objects.filter(application__agenda_items__meeting=meeting)
    recused = Recusal.objects.filter(item__meeting=meeting).values_list("user_id", "item_id")
    for user, item in [*apart.values_list("user_id", "application__agenda_items__pk"), *recused]:
        found[user].add(item)
    ours = set(meeting.items.values_list("pk", flat=True))
    return {user: items & ours for user, items in found.items() if items & ours}


class Change(NamedTuple):
    """What became of the agenda since it was sent: how many items came, went, and whether the order is another."""

    added: int
    removed: int
    is_reordered: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.is_reordered)


def change_since(sent: Iterable[int], now: Iterable[int]) -> Change:
    """`sent` and `now` are keys of items, in their order."""
    before, after = list(sent), list(now)
    kept = [key for key in before if key in after]
    return Change(
        added=len(set(after) - set(before)),
        removed=len(set(before) - set(after)),
        is_reordered=kept != [key for key in after if key in before],
    )


def sent_mails(batch: Batch) -> dict[str, OutgoingMail]:
    """By address: the mail that carried this sending."""
    carried = OutgoingMail.objects.filter(document__in=[paper.document_id for paper in batch.papers])
    return {mail.recipient: mail for mail in carried.defer("text", "html", "calendar")}


def convened_people(meeting: Meeting) -> list[Seat]:
    """Whom a convocation goes to: everybody who has a seat and an account in use."""
    seats = meeting.seats.filter(user__is_active=True).select_related("user")
    return list(seats.order_by("precedence", "pk"))


def issued_sheet(meeting: Meeting) -> IssuedDocument | None:
    """The attendance sheet, once it is issued."""
    paper = meeting.papers.filter(kind=PaperKind.ATTENDANCE_SHEET).select_related("document").first()
    return paper.document if paper else None


def readable_batches(meeting: Meeting, user: User) -> list[tuple[Batch, MeetingPaper]]:
    """The convocations that this person may read, each with the paper that hides what it must from them."""
    hidden = hidden_items(meeting).get(user.pk, set())
    found = [(batch, batch.paper_for(hidden)) for batch in batches(meeting)]
    return [(batch, paper) for batch, paper in found if paper]
