"""Who sits on the commission."""

from django.urls import path

from . import views

urlpatterns = [
    path("membres/", views.members, name="mandates"),
    path("membres/nouveau/", views.appoint, name="appoint"),
    path("membres/<int:pk>/liens/", views.ties, name="mandate_ties"),
    path("membres/<int:pk>/fin/", views.end, name="end_mandate"),
    path("membres/<int:pk>/retirer/", views.remove, name="remove_mandate"),
]
