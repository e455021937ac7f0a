"""Files of payments: read, matched, posted, once."""

from django.urls import path

from . import line_views, views

urlpatterns = [
    path("fichiers/", views.payment_files, name="payment_files"),
    path("fichiers/a-rapprocher/", views.lines_to_match, name="lines_to_match"),
    path("fichiers/a-rapprocher.csv", views.lines_csv, name="lines_csv"),
    path("fichiers/<int:pk>/", views.payment_file, name="payment_file"),
    path("fichiers/<int:pk>/avancement/", views.file_progress, name="file_progress"),
    path("fichiers/<int:pk>/colonnes/", views.file_columns, name="file_columns"),
    path("fichiers/<int:pk>/enregistrer/", views.post_file, name="post_file"),
    path("fichiers/<int:pk>/reprendre/", views.resume_file, name="resume_file"),
    path("fichiers/<int:pk>/abandonner/", views.drop_file, name="drop_file"),
    path("fichiers/<int:pk>/relire/", views.read_file_again, name="read_file_again"),
    path("fichiers/<int:pk>/laisser/", views.leave_for_later, name="leave_for_later"),
    path("fichiers/<int:pk>/lignes.csv", views.file_csv, name="file_csv"),
    path("fichiers/lignes/<int:pk>/", line_views.payment_line, name="payment_line"),
    path("fichiers/lignes/<int:pk>/choisir/", line_views.choose_loan, name="choose_loan"),
    path("fichiers/lignes/<int:pk>/retirer/", line_views.unmatch_line, name="unmatch_line"),
    path("fichiers/lignes/<int:pk>/ecarter/", line_views.set_line_aside, name="set_line_aside"),
    path("fichiers/lignes/<int:pk>/reprendre/", line_views.take_line_back, name="take_line_back"),
]
