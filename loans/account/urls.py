"""One loan's page, and the money that is recorded from it."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:reference>/", views.detail, name="detail"),
    path("<slug:reference>/signature/", views.sign, name="sign"),
    path("<slug:reference>/versement/", views.disburse, name="disburse"),
    path("<slug:reference>/restitution/", views.refund, name="refund"),
    path("<slug:reference>/remboursement/", views.repay, name="repay"),
    path("<slug:reference>/ecritures/<int:sequence>/contre-passation/", views.reverse_entry, name="reverse"),
]
