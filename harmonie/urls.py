"""The doors of the house: one include a room."""

from django.urls import include, path

urlpatterns = [
    path("compte/", include("harmonie.accounts.urls")),
    path("demandes/", include("applications.urls")),
    path("commission/", include("commission.urls")),
    path("prets/", include("loans.urls")),
    path("saisie/", include("harmonie.registry.urls")),
    path("", include("harmonie.public.urls")),
    path("", include("harmonie.mail.urls")),
    path("", include("harmonie.documents.texts.urls")),
    path("", include("harmonie.town.urls")),
    path("", include("reporting.urls")),
]
