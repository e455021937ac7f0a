"""How voices were given: aloud, by hand or in secret. Never by whom."""

from ..enums import Means
from ..models import Motion


def ballot(motion: Motion | None) -> str:
    """« Au scrutin secret », « À main levée », or nothing to say."""
    if motion is None:
        return ""
    if motion.is_secret:
        return "Au scrutin secret"
    by_hand = motion.votes.filter(means=Means.SHOW_OF_HANDS, replaced_by=None).exists()
    return "À main levée" if by_hand else ""
