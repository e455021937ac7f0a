"""Who may write to whom about a request."""

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from ..enums import State
from ..models import LoanApplication
from ..rules import may_review


def has_two_sides(application: LoanApplication) -> bool:
    """Whether a partner handed this request to the CCAS: before, and without one, nobody is there to answer."""
    return application.partner_id is not None and application.state != State.DRAFT


def may_exchange(application: LoanApplication, user: User) -> bool:
    """Whether this person may write to the other side: the partner's own users, and who reviews for the CCAS."""
    if not has_two_sides(application):
        return False
    if user.holds(Role.PARTNER):
        return user.partner_id == application.partner_id
    return may_review(user)
