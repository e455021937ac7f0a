"""The desk."""

from django.urls import path

from . import room_views, views

urlpatterns = [
    path("seances/<int:pk>/pupitre/", views.desk, name="desk"),
    path("seances/<int:pk>/pupitre/vivant/", views.live, name="desk_live"),
    path("seances/<int:pk>/ouvrir/", views.open_meeting, name="open"),
    path("seances/<int:pk>/lever/", views.close_meeting, name="close"),
    path("seances/<int:pk>/reporter-le-reste/", views.postpone_remaining, name="postpone_remaining"),
    path("sieges/<int:pk>/presider/", views.take_the_chair, name="take_the_chair"),
    path("points/<int:pk>/reporter/", views.postpone, name="postpone"),
    path("sieges/<int:pk>/presence/", room_views.presence, name="presence"),
    path("seances/<int:pk>/tous-presents/", room_views.all_present, name="all_present"),
    path("seances/<int:pk>/heures/", room_views.hour, name="hour"),
    path("seances/<int:pk>/pouvoirs/", room_views.give_proxy, name="give_proxy"),
    path("pouvoirs/<int:pk>/revoquer/", room_views.revoke_proxy, name="revoke_proxy"),
    path("seances/<int:pk>/je-suis-present/", room_views.announce, name="announce"),
]
