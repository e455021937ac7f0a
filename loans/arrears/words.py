"""The words of late payments: how old a debt is, and what comes next for it."""

from django.db import models

from harmonie.chips import Chip

from ..enums import ReminderStep


class Age(models.TextChoices):
    """How many days the oldest unpaid instalment is late."""

    MONTH = "0-30", "1 à 30 jours"
    TWO_MONTHS = "31-60", "31 à 60 jours"
    THREE_MONTHS = "61-90", "61 à 90 jours"
    OLDER = "90-et-plus", "plus de 90 jours"


class Next(models.TextChoices):
    """What a late loan waits for, in the order of the ladder (domain.md §5)."""

    FIRST = "relance-courtoise", "relance courtoise"
    SECOND = "relance-et-rendez-vous", "relance et rendez-vous"
    FORMAL_NOTICE = "mise-en-demeure", "mise en demeure"
    HAND_OVER = "a-transmettre", "à transmettre"
    WAIT = "attente", "en attente"
    PAUSED = "suspendus", "relances suspendues"
    SMALL = "petites-sommes", "moins de 15\u202f€"


STEP_OF = {
    Next.FIRST: ReminderStep.FIRST,
    Next.SECOND: ReminderStep.SECOND,
    Next.FORMAL_NOTICE: ReminderStep.FORMAL_NOTICE,
}
NEXT_OF = {step: coming for coming, step in STEP_OF.items()}
LETTERS = tuple(STEP_OF)
LAST_DAYS = ((30, Age.MONTH), (60, Age.TWO_MONTHS), (90, Age.THREE_MONTHS))
NEXT_CHIPS = {
    Next.FIRST: Chip("Relance courtoise", "mail", "wait"),
    Next.SECOND: Chip("Relance et rendez-vous", "mail", "wait"),
    Next.FORMAL_NOTICE: Chip("Mise en demeure", "mail", "wait"),
    Next.HAND_OVER: Chip("À transmettre", "alert", "stop"),
    Next.WAIT: Chip("En attente", "clock"),
    Next.PAUSED: Chip("Suspendu", "pause"),
    Next.SMALL: Chip("Un appel suffit", "phone"),
}
AGE_CHIPS = {
    Age.MONTH: Chip("1 à 30\u00a0jours", "clock", "wait"),
    Age.TWO_MONTHS: Chip("31 à 60\u00a0jours", "clock", "wait"),
    Age.THREE_MONTHS: Chip("61 à 90\u00a0jours", "alert", "stop"),
    Age.OLDER: Chip("Plus de 90\u00a0jours", "alert", "stop"),
}
