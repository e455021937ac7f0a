from django.urls import path

from . import papers_views, views

app_name = "loans"
urlpatterns = [
    path("", views.loan_list, name="list"),
    path("accords/<slug:number>/contrat/", views.open_loan, name="open"),
    path("accords/<slug:number>/caducite/", views.lapse, name="lapse"),
    path("<slug:reference>/", views.detail, name="detail"),
    path("<slug:reference>/signature/", views.sign, name="sign"),
    path("<slug:reference>/versement/", views.disburse, name="disburse"),
    path("<slug:reference>/remboursement/", views.repay, name="repay"),
    path("<slug:reference>/annulation/", views.cancel, name="cancel"),
    path("<slug:reference>/ecritures/<int:sequence>/contre-passation/", views.reverse_entry, name="reverse"),
    path("<slug:reference>/contrat/", papers_views.agreement, name="agreement"),
    path("<slug:reference>/echeancier/", papers_views.schedule, name="schedule"),
    path("<slug:reference>/ecritures/<int:sequence>/recu/", papers_views.receipt, name="receipt"),
    path("<slug:reference>/documents/<slug:document>/", papers_views.document, name="document"),
]
