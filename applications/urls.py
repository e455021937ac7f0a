"""The addresses of intake. `nouvelle/` stands before the dossiers, which take any word."""

from .correspondence import urls as correspondence
from .dossier import urls as dossier
from .duplicates import urls as duplicates
from .referral import urls as referral
from .review import urls as review
from .worklist import urls as worklist

app_name = "applications"
urlpatterns = [
    *worklist.urlpatterns,
    *referral.urlpatterns,
    *dossier.urlpatterns,
    *duplicates.urlpatterns,
    *review.urlpatterns,
    *correspondence.urlpatterns,
]
