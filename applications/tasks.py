"""What leaves by mail, later and elsewhere than in the request."""

from django.conf import settings
from django.core.mail import send_mail
from django.tasks import task

from .models import LoanApplication


@task()
def send_notice(subject: str, body: str, recipients: list[str]) -> None:
    """One plain message. It never carries a name or a figure: the facts stay behind the sign-in."""
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, recipients)


def tell_partner(application: LoanApplication) -> None:
    """Tells the person who referred the case that there is something to read."""
    if application.partner_id and application.referred_by.is_active:
        send_notice.enqueue(
            f"Harmonie\u00a0: du nouveau pour le dossier {application.reference}",
            f"Le dossier {application.reference} que vous suivez a une réponse.\n"
            "Connectez-vous à Harmonie pour la lire.\n\n"
            f"{settings.TOWN['ccas']}",
            [application.referred_by.email],
        )
