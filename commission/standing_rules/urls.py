"""The règlement intérieur."""

from django.urls import path

from . import views

urlpatterns = [
    path("reglement/", views.standing_rules, name="standing_rules"),
    path("reglement/nouveau/", views.add, name="add_rules"),
    path("reglement/<int:pk>/corriger/", views.correct, name="correct_rules"),
    path("reglement/<int:pk>/retirer/", views.remove, name="remove_rules"),
]
