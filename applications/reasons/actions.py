"""Wording a reason. What a letter said stays: a letter keeps its bytes."""

from datetime import datetime

from django.db import transaction

from harmonie.accounts.models import User
from harmonie.registry.authorship import recorded

from ..models import ReasonKind, ReasonText


@transaction.atomic
def word_reason(
    *,
    kind: ReasonKind,
    code: str,
    sentence: str,
    opening: str,
    is_offered: bool,
    position: int,
    by: User,
    now: datetime,
) -> ReasonText:
    """Sets how this town words, orders and offers a reason; an empty text goes back to Harmonie's own words.

    Whoever calls knows the list: that the code is one of its own, and that enough of them stay offered.
    """
    with recorded(by=by, now=now, why="Motif\u00a0: ses mots et sa place"):
        text, _ = ReasonText.objects.get_or_create(kind=kind, code=code)
        locked = ReasonText.objects.select_for_update().get(pk=text.pk)
        locked.sentence, locked.opening = sentence.strip(), opening.strip()
        locked.is_offered, locked.position = is_offered, position
        locked.save(update_fields=["sentence", "opening", "is_offered", "position"])
    return locked
