"""Referring a person, step by step."""

from django.urls import path

from . import submit_views, views

urlpatterns = [
    path("nouvelle/", views.new, name="new"),
    path("<slug:reference>/personne/", views.person, name="person"),
    path("<slug:reference>/foyer/", views.household, name="household"),
    path("<slug:reference>/budget/", views.household_budget, name="budget"),
    path("<slug:reference>/projet/", views.project, name="project"),
    path("<slug:reference>/transmettre/", submit_views.submit, name="submit"),
]
