"""The lists of the loans room."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.loan_list, name="list"),
]
