"""django-allauth, closed: accounts are opened by the administration, never by the public."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse

from .doors import is_shut_out


class ClosedAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Ce compte est fermé. L’administration du CCAS peut le rouvrir.",
        "email_password_mismatch": "L’adresse et le mot de passe ne vont pas ensemble. Vérifiez l’un et l’autre.",
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
        "incorrect_code": "Ce code ne convient pas. Attendez le suivant, puis recopiez-le.",
        "incorrect_password": "Ce n’est pas votre mot de passe.",
        "rate_limited": "Trop d’essais rapprochés. Attendez cinq minutes, puis recommencez.",
        "too_many_login_attempts": "Trop d’essais rapprochés. Attendez cinq minutes, puis recommencez.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse | None:
        """Who works for a closed partner is answered like a closed account."""
        if is_shut_out(user):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **facts)

    def format_email_subject(self, subject: str) -> str:
        return f"Harmonie\u00a0: {subject}"


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": ClosedAdapter.error_messages["incorrect_code"],
        "rate_limited": ClosedAdapter.error_messages["rate_limited"],
    }
