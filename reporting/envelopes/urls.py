"""Addresses of reporting/envelopes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
