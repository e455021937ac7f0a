"""A loan that ran before Harmonie: the case behind it, as far as the spreadsheet tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.registry.authorship import recorded
from harmonie.registry.numbering import year_reference
from harmonie.schemes.models import Scheme

from .actions import record_milestone
from .duplicates.actions import record_finding
from .enums import Payee, Purpose, State, Step
from .models import Applicant, LoanApplication, Project

WHY = "Même nom, même prénom et même date de naissance, à la reprise d’un ancien portefeuille"


@dataclass(frozen=True)
class FormerCase:
    """What an old list says of one loan: `person` holds fields of `Applicant`, `amount` is in euros."""

    person: dict[str, Any]
    scheme: Scheme
    purpose: Purpose
    amount: Decimal
    months: int
    lent_on: date
    supplier: str = ""


@transaction.atomic
def take_over_case(*, case: FormerCase, known: Sequence[Applicant], by: User, now: datetime) -> LoanApplication:
    """The request of a loan taken over, decided on the day it was lent. Nobody is told: it is old news.

    `known` are rows of the same person. The new row is linked to them, not merged: what a partner types in its own
    dossier never changes a borrower. The caller records the decision in the same transaction.
    """
    then = timezone.make_aware(datetime.combine(case.lent_on, time(12)))
    with recorded(by=by, now=now, why="Reprise d’un ancien portefeuille"):
        application = LoanApplication.objects.create(
            reference=year_reference("", timezone.localdate(now).year),
            scheme=case.scheme,
            applicant=Applicant.objects.create(**case.person),
            referred_by=by,
            state=State.DECIDED,
            requested_on=case.lent_on,
            consented_on=case.lent_on,
            submitted_at=then,
            closed_at=then,
            created_at=now,
            state_since=now,
            is_taken_over=True,
        )
        Project.objects.create(
            application=application,
            purpose=case.purpose,
            description=Purpose(case.purpose).label,
            amount=case.amount,
            months=case.months,
            payee=Payee.SUPPLIER if case.supplier else Payee.BORROWER,
            supplier=case.supplier,
        )
    for other in known:
        record_finding(one=application.applicant, other=other, is_same=True, why=WHY, by=by, now=now)
    _tell(application, case.lent_on, by, now)
    return application


def _tell(application: LoanApplication, lent_on: date, by: User, now: datetime) -> None:
    note = f"Avant Harmonie, {short_day(lent_on)}"
    for step in (Step.REFERRAL, Step.REVIEW, Step.COMMISSION, Step.CONTRACT):
        record_milestone(
            application=application,
            step=step,
            sentence="Prêt repris d’un ancien portefeuille",
            note=note,
            by=by,
            now=now,
            is_done=True,
        )
