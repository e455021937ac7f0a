"""What is done about late payments."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument
from harmonie.guards import append_only, final_columns, never_deleted
from harmonie.history import every_change

from ..enums import BatchState, PauseReason, ReminderStep
from .loan import Loan


@every_change()
class Pause(models.Model):
    """Nobody is reminded between two days; without an end, until somebody ends it."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="pauses", verbose_name="prêt")
    reason = models.CharField("raison", max_length=20, choices=PauseReason)
    note = models.CharField("précision", max_length=200, blank=True)
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    noted_at = models.DateTimeField("noté le")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="noté par"
    )

    class Meta:
        verbose_name = "suspension des relances"
        verbose_name_plural = "suspensions des relances"
        ordering: ClassVar = ["starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pause_days_ordered", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            )
        ]
        triggers: ClassVar = never_deleted("pause")

    def __str__(self) -> str:
        return f"{self.get_reason_display()}, {self.loan.reference}"


class ReminderBatch(models.Model):
    """Letters asked for together, made one after the other by a task. `chosen` holds pairs: a loan's key, a step.

    `done` counts the pairs that are dealt with; `left_out` says of which loan no letter was made, and why.
    """

    chosen = models.JSONField("prêts choisis")
    state = models.CharField("état", max_length=10, choices=BatchState, default=BatchState.WAITING)
    total = models.PositiveIntegerField("lettres à faire")
    done = models.PositiveIntegerField("lettres traitées", default=0)
    left_out = models.JSONField("prêts laissés de côté", default=list)
    asked_at = models.DateTimeField("demandé le")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="demandé par"
    )
    alive_at = models.DateTimeField("dernier signe")
    finished_at = models.DateTimeField("fini le", null=True, blank=True)

    class Meta:
        verbose_name = "lot de relances"
        verbose_name_plural = "lots de relances"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="reminderbatch_done_within_total", condition=Q(done__lte=F("total"))),
        ]
        triggers: ClassVar = [
            final_columns(
                "reminderbatch_stays", "chosen", "total", "asked_at", "asked_by_id", why="a batch is what was asked"
            ),
        ]

    def __str__(self) -> str:
        return f"relances du {self.asked_at:%d/%m/%Y}, {self.total}"


class Reminder(models.Model):
    """One step of the ladder, for the debt that began with one instalment."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="reminders", verbose_name="prêt")
    step = models.CharField("étape", max_length=15, choices=ReminderStep)
    late_since = models.DateField("en retard depuis le")
    amount = models.DecimalField("en retard", max_digits=10, decimal_places=2)
    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="+", verbose_name="lettre")
    batch = models.ForeignKey(
        ReminderBatch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reminders",
        verbose_name="lot de relances",
    )
    issued_at = models.DateTimeField("émise le")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="émise par"
    )

    class Meta:
        verbose_name = "relance"
        verbose_name_plural = "relances"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loan", "step", "late_since"], name="reminder_once_per_debt"),
            models.CheckConstraint(name="reminder_amount_positive", condition=Q(amount__gt=0)),
        ]
        triggers: ClassVar = append_only("reminder")

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.loan.reference}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: User) -> Self:
        """What is asked of a worker, and of the worker of the dossier; never of who stepped aside from it."""
        if not user.has_perm("applications.assess_loanapplication"):
            return self.none()
        theirs = self.filter(Q(worker=user) | Q(loan__decision__application__worker=user))
        return theirs.exclude(loan__decision__application__exclusions__user=user)

    def with_facts(self) -> Self:
        return self.select_related("worker", "loan__borrower", "loan__decision__application")


@every_change()
class FollowUp(models.Model):
    """Something that a social worker does about a late loan."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="follow_ups", verbose_name="prêt")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="confié à"
    )
    text = models.CharField("à faire", max_length=200)
    due_on = models.DateField("pour le")
    asked_at = models.DateTimeField("demandé le")
    done_at = models.DateTimeField("fait le", null=True, blank=True)
    outcome = models.CharField("suite", max_length=200, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi d’impayé"
        verbose_name_plural = "suivis d’impayés"
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [
            models.Index(fields=["worker", "due_on"], condition=Q(done_at=None), name="followup_waiting")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="followup_done_says_how", condition=Q(done_at=None) | ~Q(outcome=""))
        ]
        triggers: ClassVar = never_deleted("followup")

    def __str__(self) -> str:
        return f"{self.text}, {self.loan.reference}"
