"""Money taken at the counter."""

from django.urls import path

from . import views

urlpatterns = [
    path("guichet/", views.counter, name="counter"),
    path("guichet/<slug:reference>/", views.counter_sheet, name="counter_sheet"),
    path("guichet/<slug:reference>/<int:sequence>/", views.counter_done, name="counter_done"),
]
