"""allauth's forms, spoken in our words and drawn by our template pack."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.conf import settings

from harmonie.forms import HouseForm

from .demonstration import PASSWORD

RULES = "Huit caractères au moins, pas seulement des chiffres, et rien qui ressemble à votre nom."
CODE = "Les six chiffres que montre votre application, ou l’un de vos codes de secours."


class AccountForm(HouseForm):
    """Replaces allauth's labels and hints; a placeholder is no label, so there is none."""

    labels: ClassVar[dict[str, str]] = {}
    hints: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels[name]
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)
        self.speak()


class SignInForm(AccountForm, account.LoginForm):
    """In the demonstration, `?compte=` fills the form in for one of its invented people."""

    labels: ClassVar = {"login": "Adresse électronique", "password": "Mot de passe"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(autocomplete="username", autofocus=True)
        account_shown = self.request.GET.get("compte", "") if self.request else ""
        if settings.DEMONSTRATION and account_shown:
            self.initial.update(login=account_shown, password=PASSWORD)
            self.fields["password"].widget.render_value = True


class ForgottenPasswordForm(AccountForm, account.ResetPasswordForm):
    labels: ClassVar = {"email": "Adresse électronique"}


class NewPasswordForm(AccountForm, account.ResetPasswordKeyForm):
    labels: ClassVar = {"password1": "Nouveau mot de passe", "password2": "Le même, encore une fois"}
    hints: ClassVar = {"password1": RULES}


class ChangePasswordForm(AccountForm, account.ChangePasswordForm):
    labels: ClassVar = {"oldpassword": "Mot de passe actuel", **NewPasswordForm.labels}
    hints: ClassVar = {"password1": RULES}


class ConfirmForm(AccountForm, account.ReauthenticateForm):
    labels: ClassVar = {"password": "Mot de passe"}


class CodeForm(AccountForm, second_step.AuthenticateForm):
    labels: ClassVar = {"code": "Code"}
    hints: ClassVar = {"code": CODE}


class ConfirmCodeForm(AccountForm, second_step.ReauthenticateForm):
    labels: ClassVar = {"code": "Code"}
    hints: ClassVar = {"code": CODE}


class ActivateForm(AccountForm, ActivateTOTPForm):
    labels: ClassVar = {"code": "Code affiché par l’application"}
