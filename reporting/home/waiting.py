"""What waits for somebody, whatever roles they hold: each desk is asked once, and each thing is shown once."""

from datetime import date

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from . import books, commission, intake, keeping, loans, settings
from .groups import Desk, Group, Waiting, in_order

DESKS: tuple[tuple[Desk, tuple[Role, ...]], ...] = (
    (intake.for_partner, (Role.PARTNER,)),
    (intake.for_silence, (Role.SOCIAL_WORKER, Role.SECRETARY)),
    (intake.for_worker, (Role.SOCIAL_WORKER,)),
    (loans.for_follow_ups, (Role.SOCIAL_WORKER,)),
    (commission.for_member, (Role.COMMISSION_MEMBER, Role.CHAIR)),
    (commission.for_agenda, (Role.SECRETARY,)),
    (commission.for_meetings, (Role.CHAIR, Role.SECRETARY)),
    (commission.for_presidency, (Role.CHAIR,)),
    (commission.for_letters, (Role.CHAIR, Role.SECRETARY)),
    (commission.for_minutes, (Role.CHAIR, Role.SECRETARY, Role.COMMISSION_MEMBER)),
    (loans.for_finance, (Role.FINANCE,)),
    (loans.for_arrears, (Role.FINANCE,)),
    (books.for_books, (Role.FINANCE,)),
    (loans.for_second_person, (Role.FINANCE, Role.CHAIR)),
    (settings.for_administrator, (Role.ADMINISTRATOR,)),
    (keeping.for_retention, (Role.ADMINISTRATOR, Role.AUDITOR)),
)


def groups_for(user: User, today: date) -> list[Group]:
    """Everything that waits for a person, by kind, the most pressing kind first."""
    desks = [desk for desk, roles in DESKS if any(user.holds(role) for role in roles)]
    return in_order((group for desk in desks for group in desk(user, today)), today)


def waiting_for(user: User, today: date) -> list[Waiting]:
    """The lines of all groups, the oldest first."""
    lines = [line for group in groups_for(user, today) for line in group.lines]
    return sorted(lines, key=lambda line: line.since)
