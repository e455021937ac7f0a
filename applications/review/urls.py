"""What the CCAS does with a request."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:reference>/prendre-en-charge/", views.take_over, name="take_over"),
    path("<slug:reference>/reprendre/", views.resume, name="resume"),
    path("<slug:reference>/verifier/", views.check, name="check"),
    path("<slug:reference>/preparer/", views.ready, name="ready"),
    path("<slug:reference>/evaluation/", views.assess, name="assess"),
    path("<slug:reference>/clore/", views.close, name="close"),
    path("<slug:reference>/autre-dispositif/", views.open_under, name="open_under"),
    path("<slug:reference>/envoyer/", views.send, name="send"),
    path("<slug:reference>/reponse-du-preteur/", views.lender_answer, name="lender_answer"),
    path("<slug:reference>/versement-du-preteur/", views.lender_paid, name="lender_paid"),
]
