"""The secret ballot. Nothing here says who voted what, nor in which order: no time, no history, one sealed box."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from harmonie.guards import append_only, never_deleted

from .. import triggers
from .agenda import AgendaItem, Motion
from .meeting import Seat


class SecretDemand(models.Model):
    """A member asks that one case be voted on secretly."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="secret_demands", verbose_name="point")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", verbose_name="siège")
    asked_at = models.DateTimeField("demandé le")

    class Meta:
        verbose_name = "demande de scrutin secret"
        verbose_name_plural = "demandes de scrutin secret"
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "seat"], name="secretdemand_once_per_item")]
        triggers: ClassVar = append_only("secretdemand")

    def __str__(self) -> str:
        return f"{self.seat}, {self.item}"


class SecretVoter(models.Model):
    """That a seat's voice is in the box. A voice in the box is not taken out again."""

    motion = models.ForeignKey(
        Motion, on_delete=models.PROTECT, related_name="secret_voters", verbose_name="proposition"
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", verbose_name="siège")
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="déposée par"
    )

    class Meta:
        verbose_name = "votant au scrutin secret"
        verbose_name_plural = "votants au scrutin secret"
        constraints: ClassVar = [models.UniqueConstraint(fields=["motion", "seat"], name="secretvoter_once")]
        triggers: ClassVar = [*append_only("secretvoter"), triggers.SECRETVOTER_ALLOWED]

    def __str__(self) -> str:
        return f"{self.seat}, {self.motion}"


class BallotBox(models.Model):
    """How many voices of each kind one secret motion has, sealed as one (`secret/box.py`); empty once counted."""

    motion = models.OneToOneField(
        Motion, on_delete=models.PROTECT, related_name="ballot_box", verbose_name="proposition"
    )
    sealed = models.BinaryField("contenu scellé")

    class Meta:
        verbose_name = "urne"
        verbose_name_plural = "urnes"
        triggers: ClassVar = [triggers.BALLOTBOX_LIVES_WITH_MOTION, *never_deleted("ballotbox")]

    def __str__(self) -> str:
        return f"urne, {self.motion}"
