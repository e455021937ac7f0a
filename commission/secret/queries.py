"""Who asked for a secret ballot, whether enough did, and what is in the box for those who may count it."""

from typing import NamedTuple

from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from harmonie.accounts.models import User
from harmonie.refusals import Refusal

from ..enums import IN_THE_ROOM, ItemState
from ..models import AgendaItem, BallotBox, Motion, Seat, SecretDemand
from .box import Counts, SealBroken, unseal


class Demands(NamedTuple):
    """Members taking part who asked, and how many must ask (CASF R123-22: one third of those present)."""

    asked: int
    needed: int

    @property
    def is_due(self) -> bool:
        return self.asked >= self.needed


def demands_of(item: AgendaItem) -> Demands:
    """Counted among those who take part in this case now: neither the absent nor those who stepped aside."""
    here = _here(item)
    asked = here.filter(pk__in=SecretDemand.objects.filter(item=item).values("seat")).count()
    return Demands(asked, max(1, -(-here.count() // item.meeting.rules.secret_ballot_share)))


def who_asked(item: AgendaItem) -> list[str]:
    """Their names: a demand is made aloud."""
    return [str(demand.seat) for demand in item.secret_demands.select_related("seat__user").order_by("id")]


def may_demand(user: User, item: AgendaItem) -> bool:
    """Whether this member may still ask that the case be voted on secretly."""
    if item.state != ItemState.LISTED or item.meeting.state not in IN_THE_ROOM:
        return False
    return _here(item).filter(user=user).exclude(pk__in=item.secret_demands.values("seat")).exists()


def _here(item: AgendaItem) -> QuerySet[Seat]:
    return Seat.objects.filter(meeting=item.meeting_id).taking_part().exclude(recusals__item=item)


@sensitive_variables("counts")
def open_box(motion: Motion) -> Counts:
    """The voices inside, for the next one or for the count. The caller holds the lock of the motion."""
    sealed = BallotBox.objects.get(motion=motion).sealed
    try:
        counts = unseal(bytes(sealed), motion.pk, motion.secret_voters.count())
    except SealBroken as error:
        raise Refusal(
            "L’urne ne s’ouvre pas\u00a0: la clé du serveur a changé, ou son contenu a été touché. "
            "Retirez la proposition et votez de nouveau\u00a0; prévenez l’administrateur."
        ) from error
    return counts
