"""The dated financial settings."""

from django.urls import path

from . import views

urlpatterns = [
    path("regles/", views.money_rules, name="money_rules"),
    path("regles/nouvelles/", views.add, name="add_money_rules"),
    path("regles/<int:pk>/corriger/", views.correct, name="correct_money_rules"),
    path("regles/<int:pk>/retirer/", views.remove, name="remove_money_rules"),
]
