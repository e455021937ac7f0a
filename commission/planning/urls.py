"""Planning a meeting."""

from django.urls import path

from . import views

urlpatterns = [
    path("seances/nouvelle/", views.plan, name="plan"),
    path("seances/<int:pk>/convoquer/", views.convene, name="convene"),
]
