"""One dossier."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:reference>/", views.detail, name="detail"),
    path("<slug:reference>/lecture/", views.reading, name="reading"),
    path("<slug:reference>/deport/", views.step_aside, name="step_aside"),
]
