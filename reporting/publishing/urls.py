"""Addresses of reporting/publishing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
