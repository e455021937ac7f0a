"""Deciding alone, by delegation."""

from django.urls import path

from . import views

urlpatterns = [
    path("urgences/", views.urgent, name="urgent"),
    path("urgences/<slug:reference>/", views.decide_urgently, name="decide_urgently"),
]
