"""The books: slips, the cash office's journal, what is left to recover, direct debits."""

from .cash import urls as cash
from .debits import urls as debits
from .receivables import urls as receivables
from .slips import urls as slips

urlpatterns = [
    *slips.urlpatterns,
    *cash.urlpatterns,
    *receivables.urlpatterns,
    *debits.urlpatterns,
]
