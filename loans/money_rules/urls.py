"""What the town decides about money, dated."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
