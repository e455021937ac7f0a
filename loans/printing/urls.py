"""Many papers at once, as one file."""

from django.urls import path

from . import views

urlpatterns = [
    path("impressions/", views.print_batches, name="print_batches"),
    path("impressions/<int:pk>/", views.print_batch, name="print_batch"),
    path("impressions/<int:pk>/avancement/", views.print_progress, name="print_progress"),
    path("impressions/<int:pk>/fichier/", views.print_file, name="print_file"),
    path("impressions/<int:pk>/annuler/", views.cancel_print, name="cancel_print"),
    path("impressions/<int:pk>/reprendre/", views.resume_print, name="resume_print"),
]
