"""Addresses of reporting/losses."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
