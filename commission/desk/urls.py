"""The desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("seances/<int:pk>/pupitre/", views.desk, name="desk"),
    path("seances/<int:pk>/ouvrir/", views.open_meeting, name="open"),
    path("seances/<int:pk>/lever/", views.close_meeting, name="close"),
    path("sieges/<int:pk>/presence/", views.presence, name="presence"),
    path("seances/<int:pk>/pouvoirs/", views.give_proxy, name="give_proxy"),
    path("pouvoirs/<int:pk>/revoquer/", views.revoke_proxy, name="revoke_proxy"),
    path("points/<int:pk>/reporter/", views.postpone, name="postpone"),
]
