"""The urgent path."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
