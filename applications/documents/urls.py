"""The documents of a dossier, and the setting that says which are asked for."""

from django.urls import path

from . import settings_views, views

urlpatterns = [
    path("pieces-a-demander/", settings_views.requirements, name="requirements"),
    path("pieces-a-demander/nouvelle/", settings_views.add_requirement, name="add_requirement"),
    path("pieces-a-demander/<int:pk>/", settings_views.edit_requirement, name="edit_requirement"),
    path("pieces-a-demander/<int:pk>/<str:way>/", settings_views.move_requirement, name="move_requirement"),
    path("<slug:reference>/documents/", views.documents, name="documents"),
    path("<slug:reference>/documents/deposer/", views.deposit, name="deposit"),
    path("<slug:reference>/documents/vue/", views.mark_seen, name="mark_seen"),
    path("<slug:reference>/documents/<uuid:key>/", views.examine, name="examine"),
    path("<slug:reference>/documents/<uuid:key>/fichier/", views.document, name="document"),
    path("<slug:reference>/pieces/", views.ask_documents, name="ask_documents"),
    path("<slug:reference>/pieces/<int:number>/emettre/", views.issue_request_letter, name="issue_request_letter"),
    path("<slug:reference>/pieces/<int:number>/lettre/", views.request_letter, name="request_letter"),
]
