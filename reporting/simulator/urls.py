"""Addresses of reporting/simulator."""

from django.urls import path

from . import views

urlpatterns = [
    path("simulateur/", views.simulator, name="simulator"),
]
