"""The words of what goes to an external lender and comes back."""

from django.db import models

from harmonie.chips import Chip


class Channel(models.TextChoices):
    """How the file went to the lender."""

    MAIL = "mail", "courriel"
    POST = "post", "courrier postal"
    PLATFORM = "platform", "plateforme du prêteur"


class Standing(models.TextChoices):
    """Where a part of the interest stands, on a day."""

    AHEAD = "ahead", "à venir"
    DUE = "due", "à payer"
    PAID = "paid", "payée"
    LOST = "lost", "non due"


CHIPS = {
    Standing.AHEAD: Chip("À venir", "calendar"),
    Standing.DUE: Chip("À payer", "clock", "wait"),
    Standing.PAID: Chip("Payée", "check", "done"),
    Standing.LOST: Chip("Non due", "cross", "stop"),
}
