"""Sign-in and one's own account: the few of allauth's pages that this house uses, under French addresses.

The names are allauth's, which its own code looks up. Where it knows a page that we do not want, `closed` keeps
the name and answers 404.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

type View = Callable[..., HttpResponse]


def says_what_is_wrong(view: View) -> View:
    """A form sent back for correction is a 422: allauth would answer 200."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return answered


@login_not_required
def closed(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Accounts and their addresses are the administration's affair."""
    raise Http404


urlpatterns = [
    path("connexion/", says_what_is_wrong(account.login), name="account_login"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("inactif/", account.account_inactive, name="account_inactive"),
    path("confirmer/", says_what_is_wrong(account.reauthenticate), name="account_reauthenticate"),
    path("mot-de-passe/", says_what_is_wrong(account.password_change), name="account_change_password"),
    path("mot-de-passe/oublie/", says_what_is_wrong(account.password_reset), name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        says_what_is_wrong(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("mot-de-passe/change/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("deux-etapes/", mfa.index, name="mfa_index"),
    path("deux-etapes/code/", says_what_is_wrong(mfa.authenticate), name="mfa_authenticate"),
    path("deux-etapes/confirmer/", says_what_is_wrong(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("deux-etapes/activer/", says_what_is_wrong(totp.activate_totp), name="mfa_activate_totp"),
    path("deux-etapes/desactiver/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("deux-etapes/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("deux-etapes/codes/nouveaux/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("deux-etapes/codes/fichier/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("", include("harmonie.accounts.team.urls")),
    path("ferme/inscription/", closed, name="account_signup"),
    path("ferme/adresse/", closed, name="account_email"),
    path("ferme/verification/", closed, name="account_email_verification_sent"),
    path("ferme/verification/<str:key>/", closed, name="account_confirm_email"),
    path("ferme/mot-de-passe/", closed, name="account_set_password"),
    path("ferme/code/", closed, name="account_confirm_login_code"),
]
