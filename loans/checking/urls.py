"""Maker and checker."""

from django.urls import path

from . import views

urlpatterns = [
    path("controle/", views.waiting, name="posting_requests"),
    path("controle/<int:pk>/", views.one, name="posting_request"),
    path("controle/<int:pk>/accord/", views.approve, name="approve_posting"),
    path("controle/<int:pk>/refus/", views.decline, name="decline_posting"),
]
