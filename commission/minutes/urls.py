"""Minutes."""

from django.urls import path

from . import views

urlpatterns = [
    path("seances/<int:pk>/proces-verbal/", views.minutes, name="minutes"),
    path("seances/<int:pk>/proces-verbal/signer/", views.sign, name="sign_minutes"),
    path("seances/<int:pk>/proces-verbal/pdf/", views.minutes_pdf, name="minutes_pdf"),
]
