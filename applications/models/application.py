"""One request, and what the money is for."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.chips import Chip
from harmonie.guards import TOO_MUCH, never_emptied
from harmonie.history import every_change
from harmonie.money import short_euros
from harmonie.schemes.models import Scheme

from .. import triggers
from ..enums import (
    CHIPS,
    CLOSED_STATES,
    STEP_OF_STATE,
    ClosingReason,
    FamilyStatus,
    Housing,
    OverIndebtedness,
    Payee,
    Purpose,
    State,
    Step,
)
from .applicant import Applicant


class LoanApplicationQuerySet(models.QuerySet["LoanApplication"]):
    def visible_to(self, user: User) -> Self:
        """What a person may open: a partner its own referrals, the CCAS all that reached it or that it began.

        A draft belongs to the side that began it: what the CCAS enters for a partner is the partner's once handed over.
        Nothing of a request that somebody stepped aside from, whatever roles they hold.
        """
        if not user.has_perm("applications.view_loanapplication"):
            return self.none()
        known = self.exclude(exclusions__user=user)
        if user.holds(Role.PARTNER):
            if not user.partner_id:
                return self.none()
            return known.filter(partner=user.partner_id).exclude(state=State.DRAFT, referred_by__partner=None)
        return known.exclude(state=State.DRAFT, referred_by__partner__isnull=False)

    def with_facts(self) -> Self:
        """What every list and page shows of a request, in one query."""
        return self.select_related("applicant", "scheme", "partner", "worker", "project")


@every_change()
class LoanApplication(models.Model):
    """One request of one person under one scheme."""

    reference = models.CharField("numéro", max_length=12, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="applications", verbose_name="dispositif")
    applicant = models.ForeignKey(
        Applicant, on_delete=models.PROTECT, related_name="applications", verbose_name="demandeur"
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="applications", verbose_name="partenaire"
    )
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="orientée par"
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_applications",
        verbose_name="travailleur social",
    )
    state = models.CharField("état", max_length=20, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField("révision", default=1)
    requested_on = models.DateField("date de la demande")
    over_indebtedness = models.CharField(
        "surendettement", max_length=10, choices=OverIndebtedness, default=OverIndebtedness.NONE
    )
    family_status = models.CharField("situation familiale", max_length=10, choices=FamilyStatus, blank=True)
    housing = models.CharField("logement", max_length=15, choices=Housing, blank=True)
    landlord = models.CharField("bailleur", max_length=120, blank=True)
    housing_note = models.CharField("précision sur le logement", max_length=120, blank=True)
    is_urgent = models.BooleanField("urgente", default=False)
    urgency_reason = models.CharField("pourquoi c’est urgent", max_length=300, blank=True)
    consented_on = models.DateField("accord de la personne le", null=True, blank=True)
    assessment = models.TextField("évaluation sociale", blank=True)
    awaited = models.TextField("pièces attendues", blank=True)
    closing_reason = models.CharField("motif", max_length=20, choices=ClosingReason, blank=True)
    closing_note = models.TextField("explication", blank=True)
    # The condition that stopped it, a code of eligibility.py: the yearly report shows where requests are lost.
    blocking_criterion = models.CharField("condition bloquante", max_length=20, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name="réunie au dossier",
    )
    # Two months' silence rejects a request for money (CRPA L231-4 3°); the date moves when documents are awaited.
    implicit_decision_on = models.DateField("décision implicite le", null=True, blank=True)
    acknowledged_at = models.DateTimeField("accusé de réception émis le", null=True, blank=True)
    meeting_on = models.DateField("séance du", null=True, blank=True)
    # Told by the later rooms, so that a new request of the same person can be judged here.
    refused_on = models.DateField("refusée le", null=True, blank=True)
    live_loan = models.CharField("prêt en cours", max_length=12, blank=True)
    redirected_from = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="redirected_to",
        verbose_name="réorientée depuis",
    )
    # A loan that ran before Harmonie: asked for and granted elsewhere, under other terms (loans/takeover).
    is_taken_over = models.BooleanField("reprise d’un ancien portefeuille", default=False, editable=False)
    created_at = models.DateTimeField("commencée le")
    state_since = models.DateTimeField("dans cet état depuis le")
    submitted_at = models.DateTimeField("transmise le", null=True, blank=True)
    closed_at = models.DateTimeField("terminée le", null=True, blank=True)

    objects = LoanApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "demande"
        verbose_name_plural = "demandes"
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [
            ("refer_loanapplication", "peut orienter une personne"),
            ("assess_loanapplication", "peut instruire une demande"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "submitted_at"]),
            # What a period received and closed, whatever its state now.
            models.Index(fields=["submitted_at", "id"]),
            models.Index(fields=["closed_at"]),
            models.Index(fields=["partner", "-id"]),
            models.Index(fields=["worker", "state"]),
            models.Index(fields=["requested_on"]),
            models.Index(fields=["state", "state_since", "id"]),
            models.Index(fields=["state_since", "id"]),
            # What is open stays small beside the archive: the desk's lists read this one.
            models.Index(
                fields=["state_since", "id"], condition=~Q(state__in=CLOSED_STATES), name="loanapplication_open"
            ),
            models.Index(fields=["meeting_on", "id"]),
            models.Index(fields=["implicit_decision_on", "id"]),
            # Whose silence is near or past: the first day in the archive is ten years old.
            models.Index(
                fields=["implicit_decision_on", "id"],
                condition=~Q(state__in=CLOSED_STATES),
                name="loanapplication_silence",
            ),
            models.Index(fields=["id"], condition=Q(is_urgent=True), name="loanapplication_urgent"),
            GinIndex(fields=["reference"], opclasses=["gin_trgm_ops"], name="loanapplication_reference"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="loanapplication_submitted_at_agrees",
                condition=Q(state=State.DRAFT, submitted_at=None)
                | (~Q(state=State.DRAFT) & Q(submitted_at__isnull=False)),
                violation_error_message="Une demande transmise porte sa date de transmission.",
            ),
            models.CheckConstraint(
                name="loanapplication_submitted_with_consent",
                condition=Q(state=State.DRAFT) | Q(consented_on__isnull=False),
                violation_error_message="La personne doit avoir donné son accord.",
            ),
            models.CheckConstraint(
                name="loanapplication_closing_has_reason",
                condition=~Q(state__in=[State.WITHDRAWN, State.INADMISSIBLE, State.REDIRECTED, State.LENDER_REFUSED])
                | (~Q(closing_reason="") & Q(closed_at__isnull=False)),
                violation_error_message="Indiquez le motif.",
            ),
            models.CheckConstraint(
                name="loanapplication_closed_at_agrees",
                condition=Q(state__in=CLOSED_STATES, closed_at__isnull=False)
                | (~Q(state__in=CLOSED_STATES) & Q(closed_at=None)),
                violation_error_message="Une demande terminée porte sa date de fin.",
            ),
            models.CheckConstraint(
                name="loanapplication_awaited_named",
                condition=~Q(state=State.AWAITING_DOCUMENTS) | ~Q(awaited=""),
                violation_error_message="Indiquez les pièces attendues.",
            ),
            models.CheckConstraint(
                name="loanapplication_merged_is_closed",
                condition=Q(merged_into=None)
                | Q(state=State.WITHDRAWN, closing_reason=ClosingReason.DUPLICATE) & ~Q(merged_into=F("id")),
                violation_error_message="Une demande réunie à une autre est close.",
            ),
        ]
        triggers: ClassVar = [
            triggers.SUBMITTED_HAS_PROJECT,
            triggers.LOANAPPLICATION_OUTCOME_IS_FINAL,
            triggers.LOANAPPLICATION_KEPT_ONCE_SUBMITTED,
            triggers.TAKEN_OVER_IS_DECIDED,
            triggers.TAKEN_OVER_STAYS,
            never_emptied("loanapplication"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, {self.applicant}"

    @property
    def chip(self) -> Chip:
        return CHIPS[State(self.state)]

    @property
    def step(self) -> Step | None:
        """The door in front of which the request stands while intake holds it."""
        return STEP_OF_STATE.get(State(self.state))


@every_change()
class Project(models.Model):
    """What the money is for, and how much of it. Euros and months, within the terms of the request date."""

    application = models.OneToOneField(
        LoanApplication, on_delete=models.PROTECT, related_name="project", verbose_name="demande"
    )
    purpose = models.CharField("objet du prêt", max_length=12, choices=Purpose)
    description = models.CharField("précisément", max_length=200)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    months = models.PositiveSmallIntegerField("durée, en mois")
    payee = models.CharField("versement à", max_length=10, choices=Payee, default=Payee.BORROWER)
    supplier = models.CharField("fournisseur", max_length=120, blank=True)
    quote = models.DecimalField("montant du devis", max_digits=10, decimal_places=2, null=True, blank=True)
    other_funding = models.DecimalField("autres financements", max_digits=10, decimal_places=2, default=0)
    other_funding_from = models.CharField("venant de", max_length=120, blank=True)

    class Meta:
        verbose_name = "objet du prêt"
        verbose_name_plural = "objets de prêt"
        indexes: ClassVar = [
            models.Index(fields=["amount", "application"]),
            models.Index(fields=["purpose", "application"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="project_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="project_months_positive", condition=Q(months__gt=0)),
            models.CheckConstraint(
                name="project_supplier_named",
                condition=Q(payee=Payee.BORROWER) | ~Q(supplier=""),
                violation_error_message="Indiquez le fournisseur à payer.",
            ),
            models.CheckConstraint(
                name="project_funding_is_figures",
                condition=(Q(quote=None) | Q(quote__gt=0, quote__lt=TOO_MUCH))
                & Q(other_funding__gte=0, other_funding__lt=TOO_MUCH),
            ),
        ]
        triggers: ClassVar = [triggers.PROJECT_WITHIN_TERMS, triggers.PROJECT_STAYS, never_emptied("project")]

    def __str__(self) -> str:
        return f"{self.description}, {short_euros(self.amount)} sur {self.months} mois"
