"""What people are told by mail about their own account. No mail names anybody's rights but its reader's."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from harmonie.mail.actions import write

from ..models import User


def _link(user: User, site: str) -> str:
    """The page to choose a password: good for three days, once, and for this password alone."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return site.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)


def invitation(user: User, site: str, now: datetime) -> None:
    """The way in, for who never came."""
    inviting = user.partner or settings.TOWN["ccas"]
    write(
        recipient=user.email,
        subject=f"Harmonie\u00a0: {'votre structure' if user.partner else 'le CCAS'} vous invite",
        template="mail/invitation" if user.partner else "mail/colleague",
        context={"partner": inviting, "link": _link(user, site)},
        now=now,
    )


def welcome_back(user: User, site: str, now: datetime) -> None:
    _about(user, "Votre compte est de nouveau ouvert. Choisissez un nouveau mot de passe.", _link(user, site), now)


def told(user: User, sentence: str, now: datetime, *, to: str = "") -> None:
    """One sentence about their account, `to` another address than theirs of today where that is told."""
    _about(user, sentence, "", now, to=to)


def _about(user: User, sentence: str, link: str, now: datetime, *, to: str = "") -> None:
    write(
        recipient=to or user.email,
        subject="Harmonie\u00a0: votre compte",
        template="mail/account",
        context={"sentence": sentence, "link": link},
        now=now,
    )
