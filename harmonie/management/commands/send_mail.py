from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from harmonie.mail.models import OutgoingMail
from harmonie.mail.sending import deliver_all


class Command(BaseCommand):
    help = "Sends at once the mail that waits and is due; for a cron job, or when no worker runs."

    def handle(self, *args: Any, **options: Any) -> None:
        taken = deliver_all(now=timezone.now())
        waiting = OutgoingMail.objects.filter(sent_at=None, abandoned_at=None).count()
        given_up = OutgoingMail.objects.exclude(abandoned_at=None).count()
        self.stdout.write(
            f"Courriels traités\u00a0: {taken}. En attente\u00a0: {waiting}. Abandonnés\u00a0: {given_up}."
        )
