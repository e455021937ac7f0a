"""Decisions."""

from django.urls import path

from . import views

urlpatterns = [
    path("seances/<int:pk>/decisions/", views.decisions, name="decisions"),
    path("decisions/<slug:number>/", views.decision, name="decision"),
]
