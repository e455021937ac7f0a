"""An old portfolio, taken over from a spreadsheet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
