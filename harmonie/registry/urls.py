from django.urls import path

from . import views

urlpatterns = [
    path("", views.keep_input, name="keep_input"),
    path("oublier/", views.forget_input, name="forget_input"),
]
