"""The secret ballot."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
