"""The addresses of intake. `nouvelle/` and `interets/` stand before the dossiers, which take any word."""

from .dossier import urls as dossier
from .lender import urls as lender
from .referral import urls as referral
from .review import urls as review
from .worklist import urls as worklist

app_name = "applications"
urlpatterns = [
    *worklist.urlpatterns,
    *referral.urlpatterns,
    *lender.urlpatterns,
    *dossier.urlpatterns,
    *review.urlpatterns,
]
