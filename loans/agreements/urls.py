"""The texts of agreements, in versions edited here."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
