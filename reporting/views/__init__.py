"""The pages of this room, one module a page."""

from .access_log import access_log
from .bilan import bilan_csv, bilan_page
from .home import home
from .settings import open_envelope, settings_page, vote_terms
from .simulator import simulator

__all__ = [
    "access_log",
    "bilan_csv",
    "bilan_page",
    "home",
    "open_envelope",
    "settings_page",
    "simulator",
    "vote_terms",
]
