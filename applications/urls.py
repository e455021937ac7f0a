"""The addresses of intake. Words of our own (`nouvelle/`, `derogations/`, `interets/`) stand before the dossiers."""

from .checking import urls as checking
from .correspondence import urls as correspondence
from .documents import urls as documents
from .dossier import urls as dossier
from .duplicates import urls as duplicates
from .lender import urls as lender
from .outcomes import urls as outcomes
from .referral import urls as referral
from .review import urls as review
from .worklist import urls as worklist

app_name = "applications"
urlpatterns = [
    *worklist.urlpatterns,
    *documents.urlpatterns,
    *referral.urlpatterns,
    *checking.urlpatterns,
    *lender.urlpatterns,
    *dossier.urlpatterns,
    *duplicates.urlpatterns,
    *review.urlpatterns,
    *outcomes.urlpatterns,
    *correspondence.urlpatterns,
]
