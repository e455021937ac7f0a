"""What the CCAS does with a request."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:reference>/prendre-en-charge/", views.take_over, name="take_over"),
    path("<slug:reference>/reprendre/", views.resume, name="resume"),
    path("<slug:reference>/verifier/", views.check, name="check"),
    path("<slug:reference>/preparer/", views.ready, name="ready"),
    path("<slug:reference>/evaluation/", views.assess, name="assess"),
    path("<slug:reference>/autre-dispositif/", views.open_under, name="open_under"),
]
