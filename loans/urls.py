"""The addresses of the loans room. Words of our own stand before references."""

from .account import urls as account
from .agreements import urls as agreements
from .arrears import urls as arrears
from .books import urls as books
from .changes import urls as changes
from .checking import urls as checking
from .contracting import urls as contracting
from .counter import urls as counter
from .lists import urls as lists
from .money_rules import urls as money_rules
from .papers import urls as papers
from .payment_files import urls as payment_files
from .printing import urls as printing
from .takeover import urls as takeover

app_name = "loans"
urlpatterns = [
    *lists.urlpatterns,
    *agreements.urlpatterns,
    *counter.urlpatterns,
    *checking.urlpatterns,
    *payment_files.urlpatterns,
    *arrears.urlpatterns,
    *printing.urlpatterns,
    *books.urlpatterns,
    *takeover.urlpatterns,
    *money_rules.urlpatterns,
    *contracting.urlpatterns,
    *changes.urlpatterns,
    *papers.urlpatterns,
    *account.urlpatterns,
]
