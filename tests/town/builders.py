"""A CCAS that wrote who it is, behind its actions: its pages are not what is tested."""

from datetime import date, datetime

from django.conf import settings

from harmonie.accounts.models import User
from harmonie.documents.models import DocumentKind, LetterText
from harmonie.town.models import ONE, Signatory, TownIdentity
from tests.intake_rows import a_stored_file

TO_COME = date(2999, 1, 1)


def a_town(by: User, now: datetime) -> tuple[Signatory, LetterText]:
    """Its identity with a logo; a signatory and a text that have not begun."""
    TownIdentity.objects.create(pk=ONE, logo=a_stored_file(by, now), **settings.TOWN)
    return a_signatory(by, now, TO_COME), a_letter_text(by, now, TO_COME)


def a_signatory(by: User, now: datetime, valid_from: date, **changed: str) -> Signatory:
    facts = {"paper": DocumentKind.DECISION_LETTER, "name": "Claire Morel", "office": "vice-présidente"} | changed
    return Signatory.objects.create(valid_from=valid_from, recorded_at=now, recorded_by=by, **facts)


def a_letter_text(by: User, now: datetime, valid_from: date, **changed: object) -> LetterText:
    facts = {"kind": "refused", "version": 1, "advice": "Venez nous voir, {personne}."} | changed
    return LetterText.objects.create(valid_from=valid_from, written_at=now, written_by=by, **facts)
