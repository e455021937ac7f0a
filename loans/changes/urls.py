"""What changes a running loan: amendments, deferrals, debt relief, write-off."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
