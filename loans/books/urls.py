"""The books: slips, the cash office's journal, what is left to recover, direct debits."""

from .slips import urls as slips

urlpatterns = [
    *slips.urlpatterns,
]
