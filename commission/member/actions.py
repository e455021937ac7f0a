"""What a member leaves behind: that they opened a sheet, and what they jotted down for themselves."""

from datetime import datetime

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.refusals import Refusal

from ..enums import IN_THE_ROOM
from ..models import AgendaItem, PrivateNote, Reading


def note_reading(*, item: AgendaItem, member: User, now: datetime) -> None:
    """A member who sits opened the sheet: it no longer awaits their reading. Once is enough."""
    sits = item.meeting.state in IN_THE_ROOM and item.meeting.seats.filter(user=member).exists()
    if sits:
        Reading.objects.get_or_create(item=item, user=member, defaults={"read_at": now})


@transaction.atomic
def save_note(*, item: AgendaItem, author: User, text: str, now: datetime) -> None:
    """Keeps a member's own words on one case; nothing written, nothing kept. No history remembers them."""
    locked = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not AgendaItem.objects.visible_to(author).filter(pk=locked.pk).exists():
        raise Refusal("Vous ne prenez pas part à ce dossier\u00a0: aucune note n’est gardée.")
    if text.strip():
        facts = {"text": text.strip(), "written_at": now}
        PrivateNote.objects.update_or_create(item=locked, author=author, defaults=facts)
    else:
        PrivateNote.objects.filter(item=locked, author=author).delete()
