"""The conditions of a request. `derogations/` stands before the dossiers, which take any word."""

from django.urls import path

from . import views

urlpatterns = [
    path("derogations/", views.derogations, name="derogations"),
    path("derogations/<int:pk>/", views.answer_derogation, name="answer_derogation"),
    path("<slug:reference>/controles/<int:pk>/", views.check_record, name="check_record"),
    path("<slug:reference>/faits-nouveaux/", views.new_facts, name="new_facts"),
    path("<slug:reference>/derogation/", views.ask_derogation, name="ask_derogation"),
]
