"""The accounts of a partner."""

from django.urls import path

from . import views

urlpatterns = [
    path("structure/", views.accounts, name="team"),
    path("structure/inviter/", views.invite, name="team_invite"),
    path("structure/comptes/<int:pk>/fermer/", views.close, name="team_close"),
    path("structure/comptes/<int:pk>/rouvrir/", views.reopen, name="team_reopen"),
    path("structure/comptes/<int:pk>/confier/", views.hand_over, name="team_hand_over"),
    path("structure/invitations/<int:pk>/annuler/", views.cancel, name="team_cancel"),
    path("partenaires/<int:pk>/", views.partner, name="partner_accounts"),
]
