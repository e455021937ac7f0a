"""One address per thing that can be read or done in the commission."""

from django.urls import path

from . import agenda_views, decision_views, desk_views, views

app_name = "commission"
urlpatterns = [
    path("mes-votes/", views.queue, name="queue"),
    path("points/<int:pk>/", views.case, name="case"),
    path("points/<int:pk>/voter/", views.vote, name="vote"),
    path("points/<int:pk>/deport/", views.recuse, name="recuse"),
    path("seances/", agenda_views.meetings, name="meetings"),
    path("seances/nouvelle/", agenda_views.plan, name="plan"),
    path("seances/<int:pk>/", agenda_views.meeting, name="meeting"),
    path("seances/<int:pk>/inscrire/", agenda_views.add_case, name="add_case"),
    path("seances/<int:pk>/convoquer/", agenda_views.convene, name="convene"),
    path("points/<int:pk>/monter/", agenda_views.move_up, name="move_up"),
    path("points/<int:pk>/descendre/", agenda_views.move_down, name="move_down"),
    path("points/<int:pk>/retirer/", agenda_views.remove, name="remove"),
    path("seances/<int:pk>/pupitre/", desk_views.desk, name="desk"),
    path("seances/<int:pk>/ouvrir/", desk_views.open_meeting, name="open"),
    path("seances/<int:pk>/lever/", desk_views.close_meeting, name="close"),
    path("sieges/<int:pk>/presence/", desk_views.presence, name="presence"),
    path("seances/<int:pk>/pouvoirs/", desk_views.give_proxy, name="give_proxy"),
    path("pouvoirs/<int:pk>/revoquer/", desk_views.revoke_proxy, name="revoke_proxy"),
    path("points/<int:pk>/mettre-aux-voix/", desk_views.put_motion, name="put_motion"),
    path("points/<int:pk>/reporter/", desk_views.postpone, name="postpone"),
    path("propositions/<int:pk>/votants/", desk_views.voters, name="voters"),
    path("propositions/<int:pk>/clore/", desk_views.close_motion, name="close_motion"),
    path("propositions/<int:pk>/retirer/", desk_views.drop_motion, name="drop_motion"),
    path("seances/<int:pk>/decisions/", decision_views.decisions, name="decisions"),
    path("decisions/<slug:number>/", decision_views.decision, name="decision"),
    path("decisions/<slug:number>/lettre/", decision_views.letter, name="letter"),
    path("decisions/<slug:number>/lettre/emettre/", decision_views.issue_letter, name="issue_letter"),
]
