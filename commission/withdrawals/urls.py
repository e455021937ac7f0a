"""Taking a decision back."""

from django.urls import path

from . import views

urlpatterns = [path("decisions/<slug:number>/retirer/", views.withdraw, name="withdraw")]
