"""What one granted decision became."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Case, DecimalField, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from applications.enums import Payee
from applications.models import Applicant
from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.documents.models import StoredFile
from harmonie.guards import never_deleted
from harmonie.history import every_change
from harmonie.schemes.enums import Rounding
from harmonie.schemes.models import BudgetMovement, Scheme

from .. import triggers
from ..enums import CHIPS, LATE_CHIP, LIVE_STATES, CancelReason, LoanState
from .ledger import LOWERING, LedgerEntry
from .schedules import Instalment, Schedule

EUROS: DecimalField = DecimalField(max_digits=10, decimal_places=2)


NOTHING = Value(Decimal("0.00"), output_field=EUROS)


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
        lowered = (
            LedgerEntry.objects.filter(LOWERING, loan=OuterRef("pk"))
            .order_by()
            .values("loan")
            .annotate(sum=Sum("effect"))
        )
        behind = _sum(due) + _sum(lowered) + F("principal") - Subquery(latest.values("amount")[:1])
        owed = LedgerEntry.objects.filter(loan=OuterRef("pk")).order_by().values("loan").annotate(sum=Sum("effect"))
        return self.annotate(latest_schedule=Subquery(latest.values("pk")[:1]), due=_sum(due)).annotate(
            # Nothing is late before something was due, nor more than is owed: a loan may be paid out in parts.
            overdue=Case(
                When(state=LoanState.ACTIVE, due__gt=0, then=Least(Greatest(behind, NOTHING), _sum(owed))),
                default=NOTHING,
                output_field=EUROS,
            ),
        )

    def with_surplus(self) -> Self:
        """Adds `surplus`, in euros: what came in beyond the debt and is to be given back."""
        kept = LedgerEntry.objects.filter(loan=OuterRef("pk")).order_by().values("loan").annotate(sum=Sum("surplus"))
        return self.annotate(surplus=_sum(kept))

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
    payee_iban = models.CharField("IBAN du bénéficiaire", max_length=34, blank=True)
    payee_bank = models.CharField("banque du bénéficiaire", max_length=80, blank=True)
    funds_not_before = models.DateField("fonds versés au plus tôt le", null=True, blank=True)
    agreement_text = models.ForeignKey(
        "loans.AgreementText",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="texte du contrat",
    )
    signed_copy = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="contrat signé"
    )
    first_due_on = models.DateField("première échéance")
    due_day = models.PositiveSmallIntegerField("jour des échéances suivantes", null=True, blank=True)
    rounding = models.CharField("arrondi des échéances", max_length=5, choices=Rounding, default=Rounding.CENT)
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
