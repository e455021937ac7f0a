"""Who is late, since when, and what is done about it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
