"""What was decided, and the letter that said so."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.enums import Payee
from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.guards import append_only
from harmonie.schemes.models import BudgetMovement, Scheme

from .. import triggers
from ..enums import (
    GRANTS,
    OUTCOME_CHIPS,
    DecisionPath,
    Grounds,
    Outcome,
)
from .agenda import AgendaItem, Motion
from .meeting import Meeting, sees_every_meeting
from .standing_rules import StandingRules


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> Self:
        """Decisions of cases whose agenda item the person may open.

        One taken alone has no item: those who prepare the meetings read it, who took it, and the members it was
        reported to. Nobody reads one of a case they stepped aside from.
        """
        by_commission = Q(item__in=AgendaItem.objects.visible_to(user))
        alone = Q(path=DecisionPath.DELEGATION)
        if not sees_every_meeting(user):
            told = Q(report__meeting__in=Meeting.objects.visible_to(user))
            alone &= told | Q(decided_by=user)
        return self.filter(by_commission | alone).exclude(application__exclusions__user=user)

    def decided_here(self) -> Self:
        """Without those that were taken before Harmonie, and only taken over with their loan."""
        return self.exclude(path=DecisionPath.TAKEOVER)

    def grants(self) -> Self:
        return self.filter(outcome__in=GRANTS)


class Decision(models.Model):
    """What was decided of one case, by the commission or alone by delegation. Written once."""

    number = models.CharField("délibération", max_length=12, unique=True)
    path = models.CharField("prise par", max_length=10, choices=DecisionPath, default=DecisionPath.COMMISSION)
    item = models.OneToOneField(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="decision", verbose_name="point"
    )
    motion = models.OneToOneField(
        Motion, on_delete=models.PROTECT, null=True, blank=True, related_name="decision", verbose_name="proposition"
    )
    rules = models.ForeignKey(
        StandingRules, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="délégation"
    )
    urgency = models.TextField("motif de l’urgence", blank=True)
    withdraws = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawn_by", verbose_name="retire"
    )
    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="decisions", verbose_name="demande"
    )
    outcome = models.CharField("décision", max_length=20, choices=Outcome)
    amount = models.DecimalField("montant accordé", max_digits=10, decimal_places=2, null=True, blank=True)
    months = models.PositiveSmallIntegerField("durée accordée, en mois", null=True, blank=True)
    payee = models.CharField("versement à", max_length=10, choices=Payee, blank=True)
    target_scheme = models.ForeignKey(
        Scheme, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="dispositif proposé"
    )
    grounds = models.CharField("motif", max_length=15, choices=Grounds, blank=True, default="")
    explanation = models.TextField("explication", blank=True)
    conditions = models.TextField("conditions de l’accord", blank=True)
    awaited_document = models.CharField("pièce attendue", max_length=200, blank=True)
    defer_until = models.DateField("ajournée jusqu’au", null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField("pour")
    votes_against = models.PositiveSmallIntegerField("contre")
    abstentions = models.PositiveSmallIntegerField("abstentions")
    by_casting_vote = models.BooleanField("par la voix prépondérante", default=False)
    commitment = models.OneToOneField(
        BudgetMovement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision",
        verbose_name="engagement",
    )
    sign_before = models.DateField("à signer avant le", null=True, blank=True)
    decided_at = models.DateTimeField("décidé le")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="sous la présidence de"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "décision"
        verbose_name_plural = "décisions"
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [("decide_urgently", "peut décider en urgence, par délégation")]
        indexes: ClassVar = [models.Index(fields=["decided_at"]), models.Index(fields=["outcome", "decided_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="decision_grant_is_complete",
                condition=(
                    Q(
                        outcome__in=GRANTS,
                        amount__isnull=False,
                        amount__gt=0,
                        months__isnull=False,
                        months__gt=0,
                        sign_before__isnull=False,
                    )
                    & Q(Q(path=DecisionPath.TAKEOVER) ^ Q(commitment__isnull=False))
                    & ~Q(payee="")
                )
                | (~Q(outcome__in=GRANTS) & Q(amount=None, months=None, payee="", commitment=None, sign_before=None)),
            ),
            models.CheckConstraint(
                name="decision_grounds_given",
                condition=Q(outcome=Outcome.GRANTED) | (~Q(grounds="") & ~Q(explanation="")),
                violation_error_message="Un refus, un accord partiel ou un ajournement se motive.",
            ),
            models.CheckConstraint(
                name="decision_has_majority",
                condition=Q(votes_for__gt=models.F("votes_against"))
                | Q(by_casting_vote=True, votes_for=models.F("votes_against"), votes_for__gt=0)
                | (
                    ~Q(path=DecisionPath.COMMISSION)
                    & Q(votes_for=0, votes_against=0, abstentions=0, by_casting_vote=False)
                ),
            ),
            models.CheckConstraint(
                name="decision_path_is_whole",
                condition=Q(
                    path=DecisionPath.COMMISSION, item__isnull=False, motion__isnull=False, rules=None, urgency=""
                )
                | (Q(path=DecisionPath.DELEGATION, item=None, motion=None, rules__isnull=False) & ~Q(urgency=""))
                | Q(
                    path=DecisionPath.TAKEOVER,
                    item=None,
                    motion=None,
                    rules=None,
                    urgency="",
                    outcome=Outcome.GRANTED,
                    commitment=None,
                ),
            ),
            models.CheckConstraint(
                name="decision_withdrawal_names_decision",
                condition=Q(outcome=Outcome.WITHDRAWN, withdraws__isnull=False)
                | (~Q(outcome=Outcome.WITHDRAWN) & Q(withdraws=None)),
            ),
            models.CheckConstraint(
                name="decision_redirection_names_scheme",
                condition=~Q(outcome=Outcome.REDIRECTED) | Q(target_scheme__isnull=False),
            ),
        ]
        triggers: ClassVar = [
            *append_only("decision"),
            triggers.DECISION_MATCHES_MOTION,
            triggers.DECISION_ONE_OUTCOME,
            triggers.DECISION_WITHDRAWAL_IN_TIME,
            triggers.DECISION_WITHDRAWAL_RELEASES,
            triggers.DECISION_WITHIN_DELEGATION,
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.get_outcome_display()}"

    @property
    def chip(self) -> Chip:
        return OUTCOME_CHIPS[Outcome(self.outcome)]

    @property
    def is_grant(self) -> bool:
        return self.outcome in GRANTS

    @property
    def is_delegated(self) -> bool:
        """Whether somebody decided alone, by delegation: there is then no item, no motion and no voice."""
        return self.path == DecisionPath.DELEGATION
