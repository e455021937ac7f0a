from django.urls import path

from . import referral_views, review_views, views

app_name = "applications"
urlpatterns = [
    path("", views.application_list, name="list"),
    path("nouvelle/", referral_views.new, name="new"),
    path("<str:reference>/", views.detail, name="detail"),
    path("<str:reference>/simulation", views.simulation, name="simulation"),
    path("<str:reference>/personne", referral_views.person, name="person"),
    path("<str:reference>/foyer", referral_views.household, name="household"),
    path("<str:reference>/budget", referral_views.household_budget, name="budget"),
    path("<str:reference>/projet", referral_views.project, name="project"),
    path("<str:reference>/transmettre", referral_views.submit, name="submit"),
    path("<str:reference>/prendre-en-charge", review_views.take_over, name="take_over"),
    path("<str:reference>/reprendre", review_views.resume, name="resume"),
    path("<str:reference>/verifier", review_views.check, name="check"),
    path("<str:reference>/preparer", review_views.ready, name="ready"),
    path("<str:reference>/pieces", review_views.ask_documents, name="ask_documents"),
    path("<str:reference>/evaluation", review_views.assess, name="assess"),
    path("<str:reference>/clore", review_views.close, name="close"),
    path("<str:reference>/autre-dispositif", review_views.open_under, name="open_under"),
    path("<str:reference>/envoyer", review_views.send, name="send"),
    path(
        "<str:reference>/reponse-du-preteur",
        review_views.lender_answer,
        name="lender_answer",
    ),
    path(
        "<str:reference>/versement-du-preteur",
        review_views.lender_paid,
        name="lender_paid",
    ),
]
