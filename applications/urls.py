"""The addresses of intake. `nouvelle/` and `derogations/` stand before the dossiers, which take any word."""

from .checking import urls as checking
from .correspondence import urls as correspondence
from .dossier import urls as dossier
from .duplicates import urls as duplicates
from .outcomes import urls as outcomes
from .referral import urls as referral
from .review import urls as review
from .worklist import urls as worklist

app_name = "applications"
urlpatterns = [
    *worklist.urlpatterns,
    *referral.urlpatterns,
    *checking.urlpatterns,
    *dossier.urlpatterns,
    *duplicates.urlpatterns,
    *review.urlpatterns,
    *outcomes.urlpatterns,
    *correspondence.urlpatterns,
]
