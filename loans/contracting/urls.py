"""From a granted decision to a signed agreement."""

from django.urls import path

from . import views

urlpatterns = [
    path("accords/<slug:number>/contrat/", views.open_loan, name="open"),
    path("accords/<slug:number>/caducite/", views.lapse, name="lapse"),
    path("<slug:reference>/annulation/", views.cancel, name="cancel"),
]
