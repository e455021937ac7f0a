from django.urls import path

from . import referral_views, review_views, views

app_name = "applications"
urlpatterns = [
    path("", views.application_list, name="list"),
    path("nouvelle/", referral_views.new, name="new"),
    path("<slug:reference>/", views.detail, name="detail"),
    path("<slug:reference>/simulation", views.simulation, name="simulation"),
    path("<slug:reference>/personne", referral_views.person, name="person"),
    path("<slug:reference>/foyer", referral_views.household, name="household"),
    path("<slug:reference>/budget", referral_views.household_budget, name="budget"),
    path("<slug:reference>/projet", referral_views.project, name="project"),
    path("<slug:reference>/transmettre", referral_views.submit, name="submit"),
    path("<slug:reference>/prendre-en-charge", review_views.take_over, name="take_over"),
    path("<slug:reference>/reprendre", review_views.resume, name="resume"),
    path("<slug:reference>/verifier", review_views.check, name="check"),
    path("<slug:reference>/preparer", review_views.ready, name="ready"),
    path("<slug:reference>/pieces", review_views.ask_documents, name="ask_documents"),
    path("<slug:reference>/evaluation", review_views.assess, name="assess"),
    path("<slug:reference>/clore", review_views.close, name="close"),
    path("<slug:reference>/autre-dispositif", review_views.open_under, name="open_under"),
    path("<slug:reference>/envoyer", review_views.send, name="send"),
    path(
        "<slug:reference>/reponse-du-preteur",
        review_views.lender_answer,
        name="lender_answer",
    ),
    path(
        "<slug:reference>/versement-du-preteur",
        review_views.lender_paid,
        name="lender_paid",
    ),
]
