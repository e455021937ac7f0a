"""The texts of agreements, in versions edited here, and what one loan's agreement is made of."""

from django.urls import path

from . import text_views, views

urlpatterns = [
    path("contrats/", text_views.texts, name="agreement_texts"),
    path("contrats/nouveau/", text_views.add, name="add_agreement_text"),
    path("contrats/<int:pk>/", text_views.text, name="agreement_text"),
    path("contrats/<int:pk>/modifier/", text_views.edit, name="edit_agreement_text"),
    path("contrats/<int:pk>/specimen/", text_views.specimen, name="agreement_specimen"),
    path("contrats/<int:pk>/retirer/", text_views.remove, name="remove_agreement_text"),
    path("<slug:reference>/co-emprunteur/", views.co_borrower, name="co_borrower"),
    path("<slug:reference>/co-emprunteur/retirer/", views.remove_co_borrower, name="remove_co_borrower"),
    path("<slug:reference>/compte/", views.account, name="payee_account"),
    path("<slug:reference>/contrat-signe/", views.signed_copy, name="signed_copy"),
    path("<slug:reference>/contrat-signe/deposer/", views.keep_signed_copy, name="keep_signed_copy"),
]
