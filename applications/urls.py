"""The addresses of intake. `nouvelle/` and `pieces-a-demander/` stand before the dossiers, which take any word."""

from .documents import urls as documents
from .dossier import urls as dossier
from .referral import urls as referral
from .review import urls as review
from .worklist import urls as worklist

app_name = "applications"
urlpatterns = [
    *worklist.urlpatterns,
    *documents.urlpatterns,
    *referral.urlpatterns,
    *dossier.urlpatterns,
    *review.urlpatterns,
]
