"""A person's request, from referral to outcome, and what is known to judge it."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.chips import Chip
from harmonie.guards import TOO_MUCH, append_only, never_emptied
from harmonie.history import every_change
from harmonie.money import euros, short_euros
from harmonie.schemes.models import Scheme, SchemeTerms

from . import triggers
from .enums import (
    CHIPS,
    CLOSED_STATES,
    EARNED,
    STEP_OF_STATE,
    ClosingReason,
    ExpenseKind,
    IncomeKind,
    Kinship,
    OverIndebtedness,
    Payee,
    Purpose,
    State,
    Step,
)


class Folded(models.Func):
    """Some names without accents or capitals, for search and for French order (the function is in migration 0001)."""

    function = "harmonie_fold"
    output_field = models.TextField()


@every_change(exclude=["search_text"])
class Applicant(models.Model):
    """The person who asks. One row a person, so that a second request is recognised."""

    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    birth_date = models.DateField("date de naissance")
    address = models.CharField("adresse", max_length=200)
    postcode = models.CharField("code postal", max_length=5)
    city = models.CharField("commune", max_length=80)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    situation = models.CharField("situation professionnelle", max_length=120, blank=True)
    search_text = models.GeneratedField(
        expression=Folded("last_name", "first_name"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = "demandeur"
        verbose_name_plural = "demandeurs"
        indexes: ClassVar = [
            models.Index(fields=["birth_date"]),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="applicant_search"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="applicant_postcode_five_digits",
                condition=Q(postcode__regex=r"^\d{5}$"),
                violation_error_message="Le code postal a cinq chiffres.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class LoanApplicationQuerySet(models.QuerySet["LoanApplication"]):
    def visible_to(self, user: User) -> Self:
        """What a person may open: a partner its own referrals, the CCAS all that reached it or that it began."""
        if not user.has_perm("applications.view_loanapplication"):
            return self.none()
        if user.holds(Role.PARTNER):
            return self.filter(partner=user.partner_id) if user.partner_id else self.none()
        return self.exclude(state=State.DRAFT, partner__isnull=False)

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
    is_urgent = models.BooleanField("urgente", default=False)
    consented_on = models.DateField("accord de la personne le", null=True, blank=True)
    assessment = models.TextField("évaluation sociale", blank=True)
    awaited = models.TextField("pièces attendues", blank=True)
    closing_reason = models.CharField("motif", max_length=20, choices=ClosingReason, blank=True)
    closing_note = models.TextField("explication", blank=True)
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
    created_at = models.DateTimeField("commencée le")
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
            models.Index(fields=["partner", "-id"]),
            models.Index(fields=["worker", "state"]),
            models.Index(fields=["requested_on"]),
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
        ]
        triggers: ClassVar = [
            triggers.SUBMITTED_HAS_PROJECT,
            triggers.LOANAPPLICATION_OUTCOME_IS_FINAL,
            triggers.LOANAPPLICATION_KEPT_ONCE_SUBMITTED,
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

    class Meta:
        verbose_name = "objet du prêt"
        verbose_name_plural = "objets de prêt"
        constraints: ClassVar = [
            models.CheckConstraint(name="project_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="project_months_positive", condition=Q(months__gt=0)),
            models.CheckConstraint(
                name="project_supplier_named",
                condition=Q(payee=Payee.BORROWER) | ~Q(supplier=""),
                violation_error_message="Indiquez le fournisseur à payer.",
            ),
        ]
        triggers: ClassVar = [triggers.PROJECT_WITHIN_TERMS, triggers.PROJECT_STAYS, never_emptied("project")]

    def __str__(self) -> str:
        return f"{self.description}, {short_euros(self.amount)} sur {self.months} mois"


@every_change()
class HouseholdMember(models.Model):
    """Somebody who lives with the applicant."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="members", verbose_name="demande"
    )
    first_name = models.CharField("prénom", max_length=60)
    birth_date = models.DateField("date de naissance")
    kinship = models.CharField("lien", max_length=10, choices=Kinship)

    class Meta:
        verbose_name = "membre du foyer"
        verbose_name_plural = "membres du foyer"
        ordering: ClassVar = ["birth_date", "id"]

    def __str__(self) -> str:
        return self.first_name


@every_change()
class IncomeLine(models.Model):
    """One resource of the household, in euros a month."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="incomes", verbose_name="demande"
    )
    kind = models.CharField("ressource", max_length=20, choices=IncomeKind)
    label = models.CharField("précision", max_length=80, blank=True)
    amount = models.DecimalField("montant par mois", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "ressource"
        verbose_name_plural = "ressources"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="incomeline_amount_positive", condition=Q(amount__gt=0, amount__lt=TOO_MUCH))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {euros(self.amount)}"

    @property
    def is_earned(self) -> bool:
        return self.kind in EARNED


@every_change()
class ExpenseLine(models.Model):
    """One charge of the household, in euros a month."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="expenses", verbose_name="demande"
    )
    kind = models.CharField("charge", max_length=20, choices=ExpenseKind)
    label = models.CharField("précision", max_length=80, blank=True)
    amount = models.DecimalField("montant par mois", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "charge"
        verbose_name_plural = "charges"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="expenseline_amount_positive", condition=Q(amount__gt=0, amount__lt=TOO_MUCH))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {euros(self.amount)}"


class EligibilityCheck(models.Model):
    """What the terms said of a request, once. A new check is a new row."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="checks", verbose_name="demande"
    )
    terms = models.ForeignKey(SchemeTerms, on_delete=models.PROTECT, related_name="+", verbose_name="conditions")
    revision = models.PositiveIntegerField("révision du dossier")
    is_eligible = models.BooleanField("conditions remplies")
    verdicts = models.JSONField("phrases")
    consumption_units = models.DecimalField("unités de consommation", max_digits=4, decimal_places=1)
    earned_income = models.DecimalField("revenus d’activité", max_digits=10, decimal_places=2)
    resources = models.DecimalField("ressources", max_digits=10, decimal_places=2)
    expenses = models.DecimalField("charges", max_digits=10, decimal_places=2)
    checked_at = models.DateTimeField("contrôlé le")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "contrôle d’éligibilité"
        verbose_name_plural = "contrôles d’éligibilité"
        ordering: ClassVar = ["-id"]
        get_latest_by = "id"
        triggers: ClassVar = append_only("eligibilitycheck")

    def __str__(self) -> str:
        return f"{self.application.reference} le {self.checked_at:%d/%m/%Y}"


class Milestone(models.Model):
    """Something a reader of the dossier should know happened. Later rooms tell theirs through `record_milestone`."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="milestones", verbose_name="demande"
    )
    step = models.CharField("étape", max_length=12, choices=Step)
    sentence = models.CharField("ce qui s’est passé", max_length=200)
    note = models.CharField("sous la porte", max_length=80)
    is_done = models.BooleanField("étape franchie", default=False)
    is_stop = models.BooleanField("parcours arrêté", default=False)
    is_shared = models.BooleanField("visible du partenaire", default=True)
    url = models.CharField("où continuer", max_length=200, blank=True)
    happened_at = models.DateTimeField("le")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par")

    class Meta:
        verbose_name = "jalon"
        verbose_name_plural = "jalons"
        ordering: ClassVar = ["happened_at", "id"]
        triggers: ClassVar = append_only("milestone")

    def __str__(self) -> str:
        return self.sentence
