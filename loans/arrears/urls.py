"""Who is late, since when, and what is done about it."""

from django.urls import path

from . import follow_up_views, loan_views, views

urlpatterns = [
    path("relances/", views.arrears, name="arrears"),
    path("relances/export.csv", views.export, {"form": "csv"}, name="arrears_csv"),
    path("relances/export.xlsx", views.export, {"form": "xlsx"}, name="arrears_xlsx"),
    path("relances/preparer/", views.prepare, name="prepare_reminders"),
    path("relances/lots/<int:pk>/", views.batch, name="reminder_batch"),
    path("relances/lots/<int:pk>/avancement/", views.batch_progress, name="reminder_progress"),
    path("relances/lots/<int:pk>/annuler/", views.cancel_batch, name="cancel_reminders"),
    path("relances/lots/<int:pk>/reprendre/", views.resume_batch, name="resume_reminders"),
    path("relances/lots/<int:pk>/imprimer/", views.print_batch, name="print_reminders"),
    path("suivis/", follow_up_views.follow_ups, name="follow_ups"),
    path("suivis/<int:pk>/", follow_up_views.follow_up_done, name="follow_up_done"),
    path("<slug:reference>/suspension/", loan_views.pause, name="pause_reminders"),
    path("<slug:reference>/suspension/<int:pk>/fin/", loan_views.end_pause, name="end_pause"),
    path("<slug:reference>/relance/apercu/", loan_views.preview, name="preview_reminder"),
]
