"""The reports that were issued: the only rows of this room, which otherwise reads those of the others."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument
from harmonie.guards import final_columns, never_deleted

from .enums import ReportState, ReportVersion

STEPS = 3  # the figures, the pages, the frozen file
# Who may open dossiers, decisions or loans may read small numbers about them.
OF_THE_HOUSE = ("applications.view_loanapplication", "commission.view_decision", "loans.view_loan")


def reads_small_numbers(user: User) -> bool:
    """Whether the internal version is for this person."""
    return any(user.has_perm(permission) for permission in OF_THE_HOUSE)


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> Self:
        """All of them for those of the house; the version for everybody else for the others who read the bilan."""
        if not user.has_perm("accounts.view_report"):
            return self.none()
        return self.all() if reads_small_numbers(user) else self.filter(version=ReportVersion.PUBLISHED)


class Report(models.Model):
    """One bilan asked for as a paper, made by a task, frozen when it is ready.

    `question` is the bilan's address without its path: period, scheme, partner, purpose, day of the records.
    """

    version = models.CharField("version", max_length=10, choices=ReportVersion)
    question = models.CharField("question posée", max_length=300)
    title = models.CharField("titre", max_length=120)
    state = models.CharField("état", max_length=10, choices=ReportState, default=ReportState.WAITING)
    done = models.PositiveSmallIntegerField("étapes faites", default=0)
    trouble = models.CharField("difficulté", max_length=200, blank=True)
    asked_at = models.DateTimeField("demandé le")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="demandé par"
    )
    alive_at = models.DateTimeField("dernier signe")
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="document"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "bilan émis"
        verbose_name_plural = "bilans émis"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="report_ready_has_document",
                condition=Q(state=ReportState.READY, document__isnull=False)
                | (~Q(state=ReportState.READY) & Q(document=None)),
            )
        ]
        triggers: ClassVar = [
            final_columns(
                "report_stays",
                *("version", "question", "title", "asked_at", "asked_by_id"),
                why="a report is what was asked",
            ),
            final_columns(
                "report_issued_once",
                *("state", "document_id"),
                why="an issued report is frozen",
                unless="OLD.document_id IS NULL",
            ),
            *never_deleted("report"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.get_version_display()}"
