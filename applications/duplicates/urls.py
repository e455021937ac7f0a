"""Other requests that may be the same person's."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:reference>/doublons/", views.compare_requests, name="duplicates"),
]
