"""The secret ballot."""

from django.urls import path

from . import views

urlpatterns = [
    path("points/<int:pk>/scrutin-secret/", views.demand_secret, name="demand_secret"),
]
