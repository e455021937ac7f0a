"""The versions of the text of an agreement. What was in force, or an agreement was drawn up with, stays."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded
from harmonie.schemes.models import Scheme

from ..models import AgreementText, Loan
from .rules import refusals


@transaction.atomic
def add_text(
    *, scheme: Scheme | None, title: str, articles: str, valid_from: date | None, by: User, now: datetime
) -> AgreementText:
    """A new version, for one scheme or for all (`None`); a draft without `valid_from`."""
    _check(articles, valid_from, now)
    versions = AgreementText.objects.filter(scheme=scheme)
    list(AgreementText.objects.select_for_update(of=("self",)).order_by("pk"))  # one number each
    last = versions.aggregate(last=Max("version"))["last"] or 0
    with recorded(by=by, now=now):
        return AgreementText.objects.create(
            scheme=scheme,
            version=last + 1,
            title=title,
            articles=articles,
            valid_from=valid_from,
            written_at=now,
            written_by=by,
        )


@transaction.atomic
def correct_text(
    *, text: AgreementText, title: str, articles: str, valid_from: date | None, by: User, now: datetime
) -> None:
    """Corrects a draft, or a text that is not in force yet."""
    locked = _open(text, now)
    _check(articles, valid_from, now)
    locked.title, locked.articles, locked.valid_from = title, articles, valid_from
    locked.written_at, locked.written_by = now, by
    with recorded(by=by, now=now):
        locked.save(update_fields=["title", "articles", "valid_from", "written_at", "written_by"])


@transaction.atomic
def remove_text(*, text: AgreementText, by: User, now: datetime) -> None:
    """Drops a draft, or a text that is not in force yet: the former one goes on."""
    locked = _open(text, now)
    with recorded(by=by, now=now):
        locked.delete()


def is_final(text: AgreementText, today: date) -> bool:
    """Whether it applied, or was used."""
    began = text.valid_from is not None and text.valid_from <= today
    return began or Loan.objects.filter(agreement_text=text).exists()


def _open(text: AgreementText, now: datetime) -> AgreementText:
    locked = AgreementText.objects.select_for_update(of=("self",)).filter(pk=text.pk).first()
    if locked is None:
        raise WrongState("Ce texte a été retiré entre-temps.")
    if is_final(locked, timezone.localdate(now)):
        raise WrongState("Ce texte est entré en vigueur\u00a0: il ne change plus. Partez d’une nouvelle version.")
    return locked


def _check(articles: str, valid_from: date | None, now: datetime) -> None:
    if valid_from and valid_from < timezone.localdate(now):
        raise Refusal("Un texte entre en vigueur aujourd’hui ou plus tard\u00a0: choisissez une autre date.")
    if why := next(refusals(articles), ""):
        raise Refusal(why)
