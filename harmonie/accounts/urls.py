"""Sign-in and one's own account: the few of allauth's pages that this house uses, under French addresses.

The names are allauth's, which its own code looks up. Where it knows a page that we do not want, `closed` keeps
the name and answers 404.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path


@login_not_required
def closed(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Accounts and their addresses are the administration's affair."""
    raise Http404


urlpatterns = [
    path("connexion/", account.login, name="account_login"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("inactif/", account.account_inactive, name="account_inactive"),
    path("confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("mot-de-passe/", account.password_change, name="account_change_password"),
    path("mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "mot-de-passe/nouveau/<str:uidb36>-<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("mot-de-passe/change/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("deux-etapes/", mfa.index, name="mfa_index"),
    path("deux-etapes/code/", mfa.authenticate, name="mfa_authenticate"),
    path("deux-etapes/confirmer/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("deux-etapes/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("deux-etapes/desactiver/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("deux-etapes/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("deux-etapes/codes/nouveaux/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("deux-etapes/codes/fichier/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("ferme/inscription/", closed, name="account_signup"),
    path("ferme/adresse/", closed, name="account_email"),
    path("ferme/verification/", closed, name="account_email_verification_sent"),
    path("ferme/verification/<str:key>/", closed, name="account_confirm_email"),
    path("ferme/mot-de-passe/", closed, name="account_set_password"),
    path("ferme/code/", closed, name="account_confirm_login_code"),
]
