"""What is put to the vote."""

from django.urls import path

from . import views

# Pages one stands on begin with seances/, so that the menu shows where one is.
urlpatterns = [
    path("points/<int:pk>/mettre-aux-voix/", views.put_motion, name="put_motion"),
    path("seances/propositions/<int:pk>/amender/", views.amend_motion, name="amend_motion"),
    path("seances/propositions/<int:pk>/main-levee/", views.show_of_hands, name="show_of_hands"),
    path("seances/<int:pk>/tout-mettre-aux-voix/", views.put_all, name="put_all"),
    path("propositions/<int:pk>/clore/", views.close_motion, name="close_motion"),
    path("propositions/<int:pk>/retirer/", views.drop_motion, name="drop_motion"),
]
