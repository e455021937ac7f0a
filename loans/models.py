"""Loans, their schedules, and a ledger that only grows."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, DecimalField, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from applications.enums import Payee
from applications.models import Applicant
from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.documents.models import IssuedDocument
from harmonie.guards import append_only, never_deleted
from harmonie.history import every_change
from harmonie.money import euros
from harmonie.schemes.models import BudgetMovement, Scheme

from . import triggers
from .enums import CHIPS, LATE_CHIP, LIVE_STATES, CancelReason, Channel, EntryKind, LoanState

EUROS: DecimalField = DecimalField(max_digits=10, decimal_places=2)


NOTHING = Value(Decimal("0.00"), output_field=EUROS)
# What came in, and what took it back: everything but the money that left.
REPAYMENTS = Q(kind=EntryKind.REPAYMENT) | Q(reverses__kind=EntryKind.REPAYMENT)


def _sum(rows: models.QuerySet[Any, dict[str, Any]]) -> Coalesce:
    return Coalesce(Subquery(rows.values("sum")), NOTHING, output_field=EUROS)


class LoanQuerySet(models.QuerySet["Loan"]):
    def visible_to(self, user: User) -> Self:
        """Every loan for those who keep the books, those of cases they stepped aside from excepted."""
        if not user.has_perm("loans.view_loan"):
            return self.none()
        return self.exclude(decision__application__exclusions__user=user)

    def with_balance(self) -> Self:
        """Adds `outstanding`, in euros: what the ledger says is still owed."""
        balance = LedgerEntry.objects.filter(loan=OuterRef("pk")).order_by().values("loan").annotate(sum=Sum("effect"))
        return self.annotate(outstanding=_sum(balance))

    def with_overdue(self, today: date) -> Self:
        """Adds `overdue`: euros of the latest schedule that were due before `today` and are not repaid."""
        latest = Schedule.objects.filter(loan=OuterRef("pk")).order_by("-version")
        due = (
            Instalment.objects.filter(schedule=OuterRef("latest_schedule"), due_on__lt=today)
            .order_by()
            .values("schedule")
            .annotate(sum=Sum("amount"))
        )
        repaid = (
            LedgerEntry.objects.filter(REPAYMENTS, loan=OuterRef("pk"))
            .order_by()
            .values("loan")
            .annotate(sum=Sum("effect"))
        )
        return self.annotate(
            latest_schedule=Subquery(latest.values("pk")[:1]),
            overdue=Case(
                When(
                    state=LoanState.ACTIVE,
                    then=Greatest(
                        _sum(due) + _sum(repaid) + F("principal") - Subquery(latest.values("amount")[:1]),
                        NOTHING,
                    ),
                ),
                default=NOTHING,
                output_field=EUROS,
            ),
        )

    def with_facts(self) -> Self:
        return self.select_related("borrower", "scheme", "decision__application__project")

    def live(self) -> Self:
        return self.filter(state__in=LIVE_STATES)


@every_change()
class Loan(models.Model):
    """What one granted decision became."""

    reference = models.CharField("numéro", max_length=12, unique=True)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="loan", verbose_name="décision")
    borrower = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="loans", verbose_name="emprunteur")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="loans", verbose_name="dispositif")
    principal = models.DecimalField("montant prêté", max_digits=10, decimal_places=2)
    months = models.PositiveSmallIntegerField("nombre d’échéances")
    payee = models.CharField("versement à", max_length=10, choices=Payee)
    payee_name = models.CharField("nom du bénéficiaire", max_length=120)
    first_due_on = models.DateField("première échéance")
    sign_before = models.DateField("à signer avant le")
    state = models.CharField("état", max_length=12, choices=LoanState, default=LoanState.TO_SIGN)
    opened_at = models.DateTimeField("ouvert le")
    signed_on = models.DateField("signé le", null=True, blank=True)
    settled_on = models.DateField("soldé le", null=True, blank=True)
    cancelled_on = models.DateField("annulé le", null=True, blank=True)
    cancel_reason = models.CharField("motif d’annulation", max_length=12, choices=CancelReason, blank=True)
    release = models.OneToOneField(
        BudgetMovement, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dégagement"
    )

    objects = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = "prêt"
        verbose_name_plural = "prêts"
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [("keep_loan", "peut tenir le compte d’un prêt")]
        indexes: ClassVar = [models.Index(fields=["state", "-id"]), models.Index(fields=["borrower", "state"])]
        constraints: ClassVar = [
            models.CheckConstraint(name="loan_principal_positive", condition=Q(principal__gt=0, months__gt=0)),
            models.CheckConstraint(
                name="loan_state_and_dates_agree",
                condition=Q(state=LoanState.TO_SIGN, signed_on=None, settled_on=None, cancelled_on=None)
                | Q(
                    state__in=[LoanState.SIGNED, LoanState.ACTIVE],
                    signed_on__isnull=False,
                    settled_on=None,
                    cancelled_on=None,
                )
                | Q(state=LoanState.SETTLED, signed_on__isnull=False, settled_on__isnull=False, cancelled_on=None)
                | Q(state__in=[LoanState.WAIVED, LoanState.WRITTEN_OFF], signed_on__isnull=False, cancelled_on=None)
                | (Q(state=LoanState.CANCELLED, settled_on=None, cancelled_on__isnull=False) & ~Q(cancel_reason="")),
            ),
            models.CheckConstraint(
                name="loan_cancelled_gives_back",
                condition=Q(state=LoanState.CANCELLED, release__isnull=False)
                | (~Q(state=LoanState.CANCELLED) & Q(release=None)),
            ),
        ]
        triggers: ClassVar = [
            triggers.LOAN_REPEATS_DECISION,
            triggers.LOAN_STAYS,
            triggers.LOAN_ONE_LIVE_PER_SCHEME,
            triggers.LOAN_AGREES_WITH_LEDGER,
            *never_deleted("loan"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, {self.borrower}"

    @property
    def chip(self) -> Chip:
        """The loan's state; late when the row was read `with_overdue` and something is."""
        return LATE_CHIP if getattr(self, "overdue", None) else CHIPS[LoanState(self.state)]

    @property
    def decided_on(self) -> date:
        """The day of the decision, in the town's time."""
        return timezone.localdate(self.decision.decided_at)


class Schedule(models.Model):
    """One version of what is repaid when. A new version leaves the old one readable."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="schedules", verbose_name="prêt")
    version = models.PositiveSmallIntegerField("version", default=1)
    amount = models.DecimalField("à rembourser", max_digits=10, decimal_places=2)
    months = models.PositiveSmallIntegerField("nombre d’échéances")
    drawn_up_at = models.DateTimeField("établi le")

    class Meta:
        verbose_name = "échéancier"
        verbose_name_plural = "échéanciers"
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loan", "version"], name="schedule_one_per_version"),
            models.CheckConstraint(name="schedule_amount_positive", condition=Q(amount__gt=0, months__gt=0)),
        ]
        triggers: ClassVar = [*append_only("schedule"), triggers.SCHEDULE_REPAYS_LOAN, triggers.SCHEDULE_SUMS_UP]

    def __str__(self) -> str:
        return f"{self.loan.reference}, version {self.version}"


class Instalment(models.Model):
    """One amount to repay by one date, in euros."""

    schedule = models.ForeignKey(
        Schedule, on_delete=models.PROTECT, related_name="instalments", verbose_name="échéancier"
    )
    number = models.PositiveSmallIntegerField("n°")
    due_on = models.DateField("date d’échéance")
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "échéance"
        verbose_name_plural = "échéances"
        ordering: ClassVar = ["schedule", "number"]
        indexes: ClassVar = [models.Index(fields=["due_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["schedule", "number"], name="instalment_number_unique"),
            models.CheckConstraint(name="instalment_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="instalment_number_from_one", condition=Q(number__gte=1)),
        ]
        triggers: ClassVar = [*append_only("instalment"), triggers.INSTALMENTS_SUM_UP]

    def __str__(self) -> str:
        return f"échéance {self.number} du {self.due_on:%d/%m/%Y}"


class LedgerEntry(models.Model):
    """One movement of a loan's account. `effect` is what it does to the outstanding, in euros."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="entries", verbose_name="prêt")
    sequence = models.PositiveIntegerField("rang")
    kind = models.CharField("écriture", max_length=12, choices=EntryKind)
    amount = models.DecimalField("montant", max_digits=10, decimal_places=2)
    effect = models.DecimalField("effet sur le reste dû", max_digits=10, decimal_places=2)
    channel = models.CharField("moyen", max_length=15, choices=Channel, blank=True)
    voucher = models.CharField("n° de mandat, de titre ou de quittance", max_length=40, blank=True)
    note = models.CharField("motif", max_length=200, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name="contre-passe"
    )
    value_on = models.DateField("date de valeur")
    posted_at = models.DateTimeField("enregistrée le")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "écriture"
        verbose_name_plural = "écritures"
        ordering: ClassVar = ["loan", "sequence"]
        indexes: ClassVar = [models.Index(fields=["value_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loan", "sequence"], name="ledgerentry_sequence_unique"),
            models.CheckConstraint(name="ledgerentry_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="ledgerentry_effect_agrees",
                condition=Q(kind=EntryKind.DISBURSEMENT, effect=F("amount"), reverses=None)
                | Q(kind=EntryKind.REPAYMENT, effect=Value(0) - F("amount"), reverses=None)
                | Q(kind=EntryKind.REVERSAL, reverses__isnull=False),
            ),
            models.CheckConstraint(
                name="ledgerentry_reversal_has_reason", condition=~Q(kind=EntryKind.REVERSAL) | ~Q(note="")
            ),
            models.CheckConstraint(
                name="ledgerentry_repayment_has_channel", condition=~Q(kind=EntryKind.REPAYMENT) | ~Q(channel="")
            ),
        ]
        triggers: ClassVar = [
            *append_only("ledgerentry"),
            triggers.LEDGER_WITHIN_BOUNDS,
            triggers.LEDGER_AGREES_WITH_LOAN,
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} de {euros(self.amount)} le {self.value_on:%d/%m/%Y}"

    @property
    def is_undone(self) -> bool:
        """One half of a pair that cancels out."""
        return self.kind == EntryKind.REVERSAL or hasattr(self, "reversed_by")

    @property
    def repaid(self) -> Decimal:
        """Euros by which it lowers what is owed; below zero for a reversal."""
        return -self.effect


class LoanDocument(models.Model):
    """A document issued for a loan: its agreement, its schedule, the receipt of one repayment."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="documents", verbose_name="prêt")
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, related_name="loan_document", verbose_name="document"
    )
    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="receipt", verbose_name="écriture"
    )

    class Meta:
        verbose_name = "document de prêt"
        verbose_name_plural = "documents de prêt"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = append_only("loandocument")

    def __str__(self) -> str:
        return str(self.document)
