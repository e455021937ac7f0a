"""A written consultation has no room: who has answered, how many points, until when."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count

from ..models import AgendaItem, Recusal, Seat, SecretVoter, Vote


class Participant(NamedTuple):
    """One member, the points on which their voice is in, and those on which it is awaited; never which voice."""

    name: str
    given: int
    asked: int

    @property
    def is_done(self) -> bool:
        return self.given >= self.asked


def participation(agenda: Sequence[AgendaItem], seats: Sequence[Seat]) -> list[Participant]:
    """Counted by point, so that a second proposal on the same point is not a second answer.

    The points from which the reader stepped aside are left out.
    """
    shown = AgendaItem.objects.filter(pk__in=[item.pk for item in agenda if not item.is_hidden])
    put = set(shown.filter(motions__isnull=False).values_list("pk", flat=True))
    said = {
        *Vote.objects.filter(motion__item__in=put).values_list("seat", "motion__item"),
        *SecretVoter.objects.filter(motion__item__in=put).values_list("seat", "motion__item"),
    }
    aside = dict(Recusal.objects.filter(item__in=put).values_list("seat").annotate(points=Count("pk")))
    given = {seat.pk: sum(one == seat.pk for one, _ in said) for seat in seats}
    return [Participant(str(seat.user), given[seat.pk], len(put) - aside.get(seat.pk, 0)) for seat in seats]
