"""The agenda."""

from django.urls import path

from . import views

urlpatterns = [
    path("seances/", views.meetings, name="meetings"),
    path("seances/<int:pk>/", views.meeting, name="meeting"),
    path("seances/<int:pk>/inscrire/", views.add_case, name="add_case"),
    path("points/<int:pk>/monter/", views.move_up, name="move_up"),
    path("points/<int:pk>/descendre/", views.move_down, name="move_down"),
    path("points/<int:pk>/placer/", views.place, name="place"),
    path("points/<int:pk>/rapporteur/", views.rapporteur, name="rapporteur"),
    path("points/<int:pk>/retirer/", views.remove, name="remove"),
]
