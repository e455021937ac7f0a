"""Letters."""

from django.urls import path

from . import views

urlpatterns = [
    path("decisions/<slug:number>/lettre/", views.letter, name="letter"),
    path("decisions/<slug:number>/lettre/emettre/", views.issue_letter, name="issue_letter"),
]
