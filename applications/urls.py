"""The addresses of intake. Words of our own (`nouvelle/`, `derogations/`, `interets/`) stand before the dossiers."""

"""The addresses of intake. `nouvelle/` and `interets/` stand before the dossiers, which take any word."""

from .checking import urls as checking
from .correspondence import urls as correspondence
from .dossier import urls as dossier
from .duplicates import urls as duplicates
from .lender import urls as lender
from .referral import urls as referral
from .review import urls as review
from .worklist import urls as worklist

app_name = "applications"
urlpatterns = [
    *worklist.urlpatterns,
    *referral.urlpatterns,
    *checking.urlpatterns,
    *lender.urlpatterns,
    *dossier.urlpatterns,
    *duplicates.urlpatterns,
    *review.urlpatterns,
    *correspondence.urlpatterns,
]
