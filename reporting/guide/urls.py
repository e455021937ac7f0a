"""Addresses of reporting/guide."""

from django.urls import path

from . import views

urlpatterns = [
    path("aide/", views.guide, name="guide"),
    path("aide/images/<slug:name>.png", views.guide_picture, name="guide_picture"),
    path("aide/<slug:slug>/", views.guide_page, name="guide_page"),
]
