"""The member's screens."""

from django.urls import path

from . import views

urlpatterns = [
    path("mes-votes/", views.queue, name="queue"),
    path("points/<int:pk>/", views.case, name="case"),
    path("points/<int:pk>/voter/", views.vote, name="vote"),
    path("points/<int:pk>/note/", views.note, name="note"),
    path("points/<int:pk>/pieces/<uuid:key>/", views.paper, name="paper"),
    path("points/<int:pk>/deport/", views.recuse, name="recuse"),
]
