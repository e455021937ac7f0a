"""Files of payments: read, matched, posted, once."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
