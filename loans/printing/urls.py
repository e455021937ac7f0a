"""Many papers at once, as one file."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
