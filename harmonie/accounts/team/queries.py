"""Who works for a partner, and who was invited to."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from ..models import Invitation, Partner, User


def colleagues(partner: Partner | None) -> QuerySet[User]:
    """Those who chose their password; who did not is an invitation, known to the partner as nothing else."""
    people = User.objects.filter(partner=partner, partner__isnull=False)
    return people.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def invitations(partner: Partner | None) -> QuerySet[Invitation]:
    """Those that wait. An address that has its account elsewhere waits too, and looks like any other."""
    joined = User.objects.annotate(address=Lower("email")).filter(
        partner=OuterRef("partner"), address=Lower(OuterRef("email"))
    )
    waiting = Invitation.objects.filter(partner=partner, partner__isnull=False, cancelled_at=None)
    accepted = joined.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return waiting.exclude(Exists(accepted)).select_related("invited_by").order_by("-invited_at", "-pk")


def never_signed_in(invitation: Invitation) -> QuerySet[User]:
    """The account that this invitation opened, while nobody chose its password."""
    own = User.objects.filter(partner=invitation.partner_id, email__iexact=invitation.email, last_login=None)
    return own.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
