"""Which documents somebody may say that their file is."""

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from ..enums import State
from ..models import LoanApplication
from .actions import Piece
from .forms import item_value, need_value
from .queries import open_for_partner, papers

# Until the CCAS takes the request over, it says only what the partner wrote, and so does the list of documents.
STILL_ITS_OWN = (State.DRAFT, State.SUBMITTED)


def choices(application: LoanApplication, user: User) -> dict[str, Piece]:
    """By their value in a form. A partner never learns of a document that follows from what the CCAS added."""
    if not user.holds(Role.PARTNER):
        found = papers(application)
        needed = {need_value(need.requirement): _of(need.requirement) for need in found.needs}
        asked = {item_value(item): _of_item(item) for item in found.open_items if item.requirement_id is None}
        return {**asked, **needed}
    if application.state in STILL_ITS_OWN and application.redirected_from_id is None:
        return {need_value(need.requirement): _of(need.requirement) for need in papers(application).needs}
    return {item_value(item): _of_item(item) for item in open_for_partner(application)}


def _of(requirement) -> Piece:
    return Piece(requirement.label, requirement)


def _of_item(item) -> Piece:
    return Piece(item.label, item.requirement, item)
