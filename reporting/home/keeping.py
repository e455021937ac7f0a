"""What waits for those who keep the archives: a slip of elimination to draw up, to issue, to have approved."""

from collections.abc import Iterator
from datetime import date, timedelta

from applications.models import DisposalSlip, RetentionRules
from harmonie.accounts.models import User
from harmonie.calendar import add_months
from harmonie.chips import Chip

from ..links import link
from ..periods import midnight
from ..settings.retention.queries import due
from .groups import FEW, Group, Waiting, day_of, days_before, waiting

SLIP_CHIP = Chip("Bordereau", "file", "wait")
SLIPS_EVERY = 365  # days: eliminations are proposed once a year


def for_retention(user: User, today: date) -> Iterator[Group]:
    """Slips without their paper or visa; once a year, the slip of what has come to the end of its time."""
    if not user.has_perm("applications.keep_retention"):
        return
    unsigned = DisposalSlip.objects.filter(visa_on=None, abandoned_at=None).order_by("pk")[:FEW]
    lines = [_to_go_on(slip, today) for slip in unsigned] or list(_to_draw_up(today))
    if lines:
        yield Group("Conservation", lines, None, link("retention"))


def _to_go_on(slip: DisposalSlip, today: date) -> Waiting:
    do = "Noter le visa du" if slip.document_id else "Émettre le"
    about = f"{slip.count}\u00a0dossier{'s' if slip.count > 1 else ''} à éliminer ou à trier."
    url = link("disposal_slip", slip.number)
    return waiting(day_of(slip.made_at), today, f"{do} bordereau d’élimination {slip.number}", url, about, SLIP_CHIP)


def _to_draw_up(today: date) -> Iterator[Waiting]:
    if DisposalSlip.objects.filter(abandoned_at=None, made_at__gte=days_before(today, SLIPS_EVERY)).exists():
        return
    rules = RetentionRules.objects.in_force(today)
    shortest = min(rules.granted_years, rules.refused_years)
    closed_before = midnight(add_months(today, -12 * shortest) + timedelta(days=1))
    # What closed lately is not read at all, and the first that is due is answer enough.
    if due(today, rules).filter(closed_at__lt=closed_before).order_by().exists():
        about = "Des dossiers sont arrivés au terme de leur conservation."
        yield waiting(today, today, "Établir le bordereau d’élimination", link("retention"), about, SLIP_CHIP)
