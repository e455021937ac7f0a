"""The addresses of this room, gathered from its sub-rooms."""

from .bilan.urls import urlpatterns as bilan
from .envelopes.urls import urlpatterns as envelopes
from .guide.urls import urlpatterns as guide
from .home.urls import urlpatterns as home
from .journal.urls import urlpatterns as journal
from .losses.urls import urlpatterns as losses
from .publishing.urls import urlpatterns as publishing
from .search.urls import urlpatterns as search
from .settings.urls import urlpatterns as settings
from .simulator.urls import urlpatterns as simulator

urlpatterns = [
    *home,
    *search,
    *bilan,
    *losses,
    *publishing,
    *envelopes,
    *settings,
    *journal,
    *simulator,
    *guide,
]
