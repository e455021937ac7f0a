"""Messages to send."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from harmonie.mail.actions import write
from harmonie.mail.models import OutgoingMail

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))


def a_mail(**facts: Any) -> OutgoingMail:
    context = {"reference": "2026-0001", "sentence": "Le CCAS attend des pièces.", "link": "https://ici.example/"}
    given = {"recipient": "samuel@escale.example", "subject": "Dossier 2026-0001", "reference": "2026-0001", "now": NOW}
    return write(**{"template": "mail/notice", "context": context, **given, **facts})
