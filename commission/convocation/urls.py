"""The convocation."""

from django.urls import path

from . import views

urlpatterns = [
    path("seances/<int:pk>/convocation/<int:number>/", views.convocation, name="convocation"),
    path("seances/<int:pk>/seance.ics", views.calendar, name="calendar"),
    path("seances/<int:pk>/ordre-du-jour/envoyer/", views.send_changed, name="send_changed_agenda"),
    path("seances/<int:pk>/convocation/envoyer/", views.send_missing, name="send_to_missing"),
    path("seances/<int:pk>/fiches/", views.case_sheets, name="case_sheets"),
    path("seances/<int:pk>/emargement/", views.attendance_sheet, name="attendance_sheet"),
    path("seances/<int:pk>/emargement/emettre/", views.issue_sheet, name="issue_attendance_sheet"),
]
