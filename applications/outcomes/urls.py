"""How a request ends, and its letters."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:reference>/clore/", views.close, name="close"),
    path("<slug:reference>/lettre/", views.closing_letter, name="closing_letter"),
    path("<slug:reference>/accuse-de-reception/", views.acknowledge, name="acknowledge"),
    path("<slug:reference>/accuse-de-reception/pdf/", views.receipt_pdf, name="receipt_pdf"),
    path("<slug:reference>/lettre/pdf/", views.letter_pdf, name="letter_pdf"),
]
