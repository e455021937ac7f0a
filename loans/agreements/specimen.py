"""An agreement that nobody signs, to read a text before it applies."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from applications.enums import Payee
from applications.models import Applicant, LoanApplication, Project
from commission.models import Decision
from harmonie.accounts.models import User
from harmonie.calendar import add_months
from harmonie.documents.pdf import render_pdf
from harmonie.schemes.models import Scheme
from harmonie.town.queries import town

from ..models import AgreementText, CoBorrower, Loan, MoneyRules
from ..schedule import build_schedule
from .content import annex, paper, signatory

AMOUNT, MONTHS = Decimal("620.00"), 12


def specimen_pdf(text: AgreementText, by: User, today: date) -> bytes:
    """The text as a borrower and a co-borrower would read it. Slow (about half a second)."""
    loan, beside = _loan(text.scheme, by, today), _beside()
    rows = build_schedule(AMOUNT, MONTHS, loan.first_due_on)
    context: dict[str, Any] = {
        "town": town(),
        "loan": loan,
        "application": loan.decision.application,
        "borrower": loan.borrower,
        "person": loan.borrower,
        "worker": None,
        "issued_on": today,
        "reference": "CT-SPECIMEN",
        "paper_title": "Contrat de prêt",
        "president": signatory(loan, today),
        "replaces": None,
        "is_specimen": True,
    }
    context |= annex(rows) | paper(loan, text, MoneyRules.objects.in_force(today), rows, beside)
    return render_pdf("pdf/agreement.html", context)


def _loan(scheme: Scheme | None, by: User, today: date) -> Loan:
    person = Applicant(
        first_name="Camille",
        last_name="Exemple",
        birth_date=date(1990, 5, 14),
        address="1 rue du Modèle",
        postcode=town().postcode,
        city=town().name,
    )
    application = LoanApplication(reference="SPECIMEN", applicant=person, requested_on=today)
    application.project = Project(description="réfrigérateur", amount=AMOUNT, months=MONTHS)
    decided_at = timezone.make_aware(datetime.combine(today, time(14)))
    decision = Decision(number="SPECIMEN", application=application, decided_at=decided_at, decided_by=by)
    return Loan(
        reference="SPECIMEN",
        decision=decision,
        borrower=person,
        scheme=scheme or Scheme(name="Crédit sans intérêts"),
        principal=AMOUNT,
        months=MONTHS,
        payee=Payee.SUPPLIER,
        payee_name="Électroménager Exemple",
        payee_iban="FR7630006000011234567890189",
        payee_bank="Banque Exemple",
        first_due_on=add_months(today.replace(day=5), 2),
        sign_before=add_months(today, 3),
    )


def _beside() -> CoBorrower:
    return CoBorrower(
        first_name="Dominique",
        last_name="Exemple",
        birth_date=date(1988, 9, 2),
        address=f"1 rue du Modèle, {town().postcode} {town().name}",
    )
