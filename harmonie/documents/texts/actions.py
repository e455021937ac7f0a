"""The versions of a letter's paragraphs. What has begun stays as it was written; another version follows it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..models import LetterText
from .kinds import BLOCKS, LetterKind
from .rules import missing, refusals

LOCK = 7_310_452  # one new version at a time, whichever letter it is for


@transaction.atomic
def add_text(
    *, kind: LetterKind, paragraphs: Mapping[str, str], valid_from: date, by: User, now: datetime
) -> LetterText:
    """A new version from a day on; `paragraphs` holds the three blocks of `BLOCKS`."""
    if valid_from < timezone.localdate(now):
        raise Refusal("Un texte entre en vigueur aujourd’hui ou plus tard\u00a0: choisissez une autre date.")
    texts = [paragraphs[block] for block in BLOCKS]
    for why in (*(why for text in texts for why in refusals(kind, text)), *missing(kind, texts)):
        raise Refusal(why)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    versions = LetterText.objects.filter(kind=kind)
    last = versions.aggregate(last=Max("version"))["last"] or 0
    with recorded(by=by, now=now, why=f"{kind.label}, version {last + 1}"):
        return LetterText.objects.create(
            kind=kind, version=last + 1, valid_from=valid_from, written_at=now, written_by=by, **paragraphs
        )


@transaction.atomic
def remove_text(*, text: LetterText, by: User, now: datetime) -> None:
    """Drops a version that is still to come: the former one goes on."""
    locked = LetterText.objects.select_for_update(of=("self",)).filter(pk=text.pk).first()
    if locked is None:
        raise WrongState("Ce texte a été retiré entre-temps.")
    if locked.valid_from <= timezone.localdate(now):
        raise WrongState("Ce texte est entré en vigueur\u00a0: il ne change plus. Écrivez la version suivante.")
    with recorded(by=by, now=now, why="Retiré avant d’entrer en vigueur"):
        locked.delete()
