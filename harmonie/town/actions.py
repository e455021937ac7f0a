"""What the administration writes about the CCAS."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.documents.actions import store
from harmonie.documents.models import DocumentKind
from harmonie.documents.uploads import Brought
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from .models import ONE, Signatory, TownIdentity
from .queries import forget


@transaction.atomic
def save_identity(*, values: dict[str, Any], by: User, now: datetime, why: str = "") -> None:
    """Writes who the CCAS is; papers that were issued keep what they bear."""
    if not values["court"].strip():
        raise Refusal("Indiquez le tribunal administratif\u00a0: les voies de recours le nomment.")
    with recorded(by=by, now=now, why=why or "Identité du CCAS"):
        identity = _locked()
        for name, value in values.items():
            setattr(identity, name, value)
        identity.save(update_fields=list(values))
    forget()


@transaction.atomic
def keep_logo(*, logo: Brought, by: User, now: datetime) -> None:
    """Puts a picture that `logo.shrunk()` made on the pages and papers to come."""
    with recorded(by=by, now=now, why="Logo du CCAS"):
        identity = _locked()
        identity.logo = store(brought=logo, by=by, now=now)
        identity.save(update_fields=["logo"])
    forget()


@transaction.atomic
def remove_logo(*, by: User, now: datetime) -> None:
    """The arch of Harmonie stands in its place again."""
    with recorded(by=by, now=now, why="Logo du CCAS retiré"):
        identity = _locked()
        if identity.logo_id is None:
            raise WrongState("Il n’y a pas de logo\u00a0: l’arche d’Harmonie est déjà à sa place.")
        identity.logo = None
        identity.save(update_fields=["logo"])
    forget()


def _locked() -> TownIdentity:
    """The identity, begun from the values of the installation the first time."""
    TownIdentity.objects.bulk_create([TownIdentity(pk=ONE, **settings.TOWN)], ignore_conflicts=True)
    return TownIdentity.objects.select_for_update(of=("self",)).get(pk=ONE)


@transaction.atomic
def name_signatory(
    *, paper: DocumentKind, name: str, office: str, delegation: str, valid_from: date, by: User, now: datetime
) -> Signatory:
    """Who signs this kind of paper from a day on; without a name, its author again."""
    if valid_from < timezone.localdate(now):
        raise Refusal("Un signataire commence aujourd’hui ou plus tard\u00a0: choisissez une autre date.")
    if name and not office:
        raise Refusal("Indiquez la qualité de qui signe\u00a0: la loi la demande à côté du nom.")
    with recorded(by=by, now=now, why=f"Signataire\u00a0: {paper.label}"):
        return Signatory.objects.create(
            paper=paper,
            name=name,
            office=office if name else "",
            delegation=delegation if name else "",
            valid_from=valid_from,
            recorded_at=now,
            recorded_by=by,
        )


@transaction.atomic
def remove_signatory(*, signatory: Signatory, by: User, now: datetime) -> None:
    """Drops one who is still to come: the former one goes on."""
    locked = Signatory.objects.select_for_update(of=("self",)).filter(pk=signatory.pk).first()
    if locked is None:
        raise WrongState("Ce signataire a été retiré entre-temps.")
    if locked.valid_from <= timezone.localdate(now):
        raise WrongState("Ce signataire a déjà pu signer\u00a0: nommez-en un autre à partir d’aujourd’hui.")
    with recorded(by=by, now=now, why="Retiré avant de signer"):
        locked.delete()
