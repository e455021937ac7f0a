"""The addresses of takeover: an old portfolio, taken over."""

from django.urls import path

from . import views

urlpatterns = [
    path("reprise/", views.takeover, name="takeover"),
    path("reprise/modele.xlsx", views.takeover_template, name="takeover_template"),
    path("reprise/<int:pk>/", views.takeover_check, name="takeover_check"),
    path("reprise/<int:pk>/a-corriger.csv", views.takeover_mistakes, name="takeover_mistakes"),
    path("reprise/<int:pk>/reprendre/", views.takeover_run, name="takeover_run"),
]
