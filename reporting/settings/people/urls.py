"""Addresses of the people's accounts."""

from django.urls import path

from . import leaving_views as leaving
from . import views

ONE = "reglages/personnes/<int:pk>"
urlpatterns = [
    path("reglages/personnes/", views.people, name="people"),
    path("reglages/personnes/inviter/", views.invite_person, name="invite_person"),
    path(f"{ONE}/", views.person, name="person"),
    path(f"{ONE}/fiche/", views.edit_person, name="edit_person"),
    path(f"{ONE}/roles/", views.change_roles, name="change_roles"),
    path(f"{ONE}/confier/", leaving.hand_over, name="hand_over_work"),
    path(f"{ONE}/depart/", leaving.leave, name="person_leaves"),
    path(f"{ONE}/retour/", leaving.come_back, name="person_returns"),
    path(f"{ONE}/inviter-de-nouveau/", leaving.invite_again, name="invite_again"),
    path(f"{ONE}/annuler-invitation/", leaving.take_back_invitation, name="take_back_invitation"),
    path(f"{ONE}/double-verification/", leaving.forget_second_step, name="forget_second_step"),
]
