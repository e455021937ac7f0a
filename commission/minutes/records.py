"""What the minutes are drafted from: the records of one meeting, read with a fixed number of queries."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from applications.models import Exclusion
from harmonie.accounts.models import User

from ..enums import ItemState, Means, Mode, Presence, QuorumShare
from ..models import AgendaItem, Decision, Meeting, Minutes, Motion, Proxy, Recusal, Seat
from ..rules import Quorum, quorum
from ..urgent.queries import reports_of


class Records(NamedTuple):
    """A meeting and all that the minutes tell of it. `postponed_why` by item."""

    meeting: Meeting
    minutes: Minutes | None
    seats: Sequence[Seat]
    items: Sequence[AgendaItem]
    reports: Sequence[Decision]
    postponed_why: dict[int, str]
    # Who presided since when, by user: the chair may pass to another during the meeting.
    presidencies: Sequence[tuple[int, datetime | None]]

    @property
    def is_partial(self) -> bool:
        """Something of the meeting is not for this reader."""
        return any(row.is_hidden for row in (*self.items, *self.reports))


def records_of(meeting: Meeting, reader: User | None) -> Records:
    """`is_hidden` marks the items that `reader` stepped aside from; nothing is hidden when `reader` is None."""
    items = list(_items(meeting, reader))
    return Records(
        meeting=Meeting.objects.select_related("rules", "presided_by", "follows").get(pk=meeting.pk),
        minutes=Minutes.objects.select_related("signed_by").filter(meeting=meeting).first(),
        seats=list(_seats(meeting)),
        items=items,
        reports=list(_reports(meeting, reader)),
        postponed_why=_postponed_why([item.pk for item in items if item.state == ItemState.POSTPONED]),
        presidencies=_presidencies(meeting),
    )


def _seats(meeting: Meeting) -> QuerySet[Seat]:
    given = Proxy.objects.select_related("holder__user").order_by("given_at", "pk")
    seats = meeting.seats.select_related("user", "stands_in_for__user").prefetch_related(
        "passages", Prefetch("proxies_given", queryset=given)
    )
    return seats.order_by("precedence", "pk")


def _items(meeting: Meeting, reader: User | None) -> QuerySet[AgendaItem]:
    shown = Count("votes", distinct=True, filter=Q(votes__means=Means.SHOW_OF_HANDS, votes__replaced_by=None))
    took_part = Count("votes__seat", distinct=True) + Count("secret_voters", distinct=True)
    motions = Motion.objects.select_related("target_scheme", "presided_by").annotate(hands=shown, took_part=took_part)
    motions = motions.order_by("pk")
    aside = Recusal.objects.select_related("user").order_by("pk")
    apart = Exclusion.objects.filter(application=OuterRef("application"), user=reader)
    recused = Recusal.objects.filter(item=OuterRef("pk"), user=reader)
    return (
        meeting.items.select_related(
            "application__scheme", "application__project", "rapporteur", "decision__decided_by",
            "decision__target_scheme", "remark", "withdraws",
        )
        .prefetch_related(Prefetch("motions", queryset=motions), Prefetch("recusals", queryset=aside))
        .annotate(is_hidden=Exists(apart) | Exists(recused))
        .order_by("position")
    )  # fmt: skip


def _reports(meeting: Meeting, reader: User | None) -> QuerySet[Decision]:
    apart = Exclusion.objects.filter(application=OuterRef("application"), user=reader)
    return reports_of(meeting).annotate(is_hidden=Exists(apart))


def _postponed_why(items: Sequence[int]) -> dict[int, str]:
    """The reason that was given, from the history: it stands nowhere else."""
    events = AgendaItem.pgh_event_model.objects.filter(pgh_obj_id__in=items, state=ItemState.POSTPONED)  # type: ignore[attr-defined]
    told = events.order_by("pgh_id").values_list("pgh_obj_id", "pgh_context__metadata__why")
    return {item: why for item, why in told if why}


def _presidencies(meeting: Meeting) -> list[tuple[int, datetime | None]]:
    events = Meeting.pgh_event_model.objects.filter(pgh_obj_id=meeting.pk, presided_by__isnull=False)  # type: ignore[attr-defined]
    found: list[tuple[int, datetime | None]] = []
    for chair, at in events.order_by("pgh_id").values_list("presided_by", "pgh_context__metadata__at"):
        if not found or found[-1][0] != chair:
            found.append((chair, datetime.fromisoformat(at) if at else None))
    return found


# Who was there, when ------------------------------------------------------------------------------


def was_here(seat: Seat, moment: datetime) -> bool:
    """Whether somebody was noted present at a moment. Meetings from before arrivals were kept have the seat's times."""
    noted = [passage for passage in seat.passages.all() if passage.at <= moment]
    if noted:
        return noted[-1].presence == Presence.PRESENT
    return bool(seat.arrived_at and seat.arrived_at <= moment and (seat.left_at is None or seat.left_at > moment))


def ever_came(seat: Seat) -> bool:
    return seat.arrived_at is not None or any(p.presence == Presence.PRESENT for p in seat.passages.all())


class Headcount(NamedTuple):
    """Both ways of counting (domain.md §1, déport), and the quorum by the one that rules."""

    in_office: int
    present: int
    recused: int
    quorum: Quorum


def headcount(records: Records, moment: datetime, item: AgendaItem | None = None) -> Headcount:
    """In a written consultation, whoever voted takes part: on any case, or on this one."""
    here = [seat for seat in records.seats if was_here(seat, moment)]
    if item and records.meeting.mode == Mode.WRITTEN:
        return _written(records, item)
    aside = {recusal.seat_id for recusal in item.recusals.all()} if item else set()
    recused = len([seat for seat in here if seat.pk in aside])
    return _counted(records, len(here), recused)


def _written(records: Records, item: AgendaItem) -> Headcount:
    took_part = [motion.took_part for motion in item.motions.all()]  # type: ignore[attr-defined]
    return _counted(records, took_part[-1] if took_part else 0, 0)


def _counted(records: Records, present: int, recused: int) -> Headcount:
    rules = records.meeting.rules
    in_office = len([seat for seat in records.seats if seat.stands_in_for_id is None])
    count = quorum(
        in_office=in_office,
        present=present,
        recused_present=recused,
        recused_count=rules.recused_count_for_quorum,
        share=QuorumShare(rules.quorum_share),
        is_waived=records.meeting.follows_id is not None and rules.second_without_quorum,
    )
    return Headcount(in_office, present, recused, count)
