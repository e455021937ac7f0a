"""Addresses of reporting/search."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
