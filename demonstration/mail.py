"""A mail that could not be delivered, and an invitation that waits, for the administration's pages."""

from datetime import date, timedelta

from django.conf import settings

from applications.enums import State
from applications.models import LoanApplication
from applications.notices import Event, tell
from harmonie.accounts.models import User
from harmonie.accounts.people.inviting_actions import invite_person
from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from harmonie.mail.retrying import TRIES

from .books import at

ANSWERED = "SMTPRecipientsRefused\u00a0: 550 Requested action not taken: mailbox unavailable"


def one_that_never_arrived(today: date) -> None:
    """The letter of somebody whose address has a slip: tried for a day, then given up."""
    written_on = today - timedelta(days=3)
    ended = LoanApplication.objects.filter(state=State.INADMISSIBLE, worker__isnull=False).order_by("-pk")
    application = ended.select_related("applicant", "worker").first()
    if application is None or not application.applicant.email:
        return
    tell(application, Event.LETTER, by=application.worker, now=at(written_on, 15))
    OutgoingMail.objects.filter(sent_at=None, abandoned_at=None).update(
        attempts=TRIES, tried_at=at(written_on, 17), abandoned_at=at(today - timedelta(days=1), 18), trouble=ANSWERED
    )


def one_that_is_awaited(today: date) -> None:
    """A colleague invited yesterday, who has not chosen a password yet."""
    invite_person(
        email="camille.ortega@rivemont.example",
        first_name="Camille",
        last_name="Ortega",
        office="adjointe à la secrétaire",
        roles=[Role.SECRETARY],
        site=settings.HARMONIE_URL,
        by=User.objects.get(email="admin@harmonie.example"),
        now=at(today - timedelta(days=1), 16),
    )
