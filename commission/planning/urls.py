"""Planning a meeting, and what becomes of it before it opens."""

from django.urls import path

from . import ending_views, views

urlpatterns = [
    path("seances/nouvelle/", views.plan, name="plan"),
    path("seances/nouvelle/jour/", views.day, name="plan_day"),
    path("seances/<int:pk>/modifier/", views.change, name="change_meeting"),
    path("seances/<int:pk>/convoquer/", views.convene, name="convene"),
    path("seances/<int:pk>/sieges/", views.seats, name="refresh_seats"),
    path("seances/<int:pk>/suppleance/", views.substitute, name="call_substitute"),
    path("seances/<int:pk>/annuler/", ending_views.cancel, name="cancel_meeting"),
    path("seances/<int:pk>/sans-quorum/", ending_views.no_quorum, name="no_quorum"),
    path("seances/<int:pk>/seconde-convocation/", ending_views.again, name="plan_again"),
]
