from django.urls import path

from . import papers_views, views

app_name = "loans"
urlpatterns = [
    path("", views.loan_list, name="list"),
    path("accords/<str:number>/contrat/", views.open_loan, name="open"),
    path("accords/<str:number>/caducite/", views.lapse, name="lapse"),
    path("<str:reference>/", views.detail, name="detail"),
    path("<str:reference>/signature/", views.sign, name="sign"),
    path("<str:reference>/versement/", views.disburse, name="disburse"),
    path("<str:reference>/remboursement/", views.repay, name="repay"),
    path("<str:reference>/annulation/", views.cancel, name="cancel"),
    path("<str:reference>/ecritures/<int:sequence>/contre-passation/", views.reverse_entry, name="reverse"),
    path("<str:reference>/contrat/", papers_views.agreement, name="agreement"),
    path("<str:reference>/echeancier/", papers_views.schedule, name="schedule"),
    path("<str:reference>/ecritures/<int:sequence>/recu/", papers_views.receipt, name="receipt"),
    path("<str:reference>/documents/<str:document>/", papers_views.document, name="document"),
]
