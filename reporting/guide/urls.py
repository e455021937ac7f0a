"""Addresses of reporting/guide."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
