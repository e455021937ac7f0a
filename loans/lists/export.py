"""A list for a spreadsheet: every row that the filters keep, not one page of it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from applications.models import LoanApplication
from applications.queries import project_of
from commission.models import Decision
from harmonie.spreadsheets import Row

from ..enums import LoanState, Tab

AT_A_TIME = 2000
SHARED = (
    "dossier",
    "demandeur",
    "adresse",
    "code postal",
    "commune",
    "dispositif",
    "partenaire",
    "suivi par",
    "objet du prêt",
    "précisément",
    "délibération",
    "décidé le",
    "montant",
    "mois",
    "versement à",
    "à signer avant le",
)
LOAN = (
    "prêt",
    "état",
    "bénéficiaire",
    "signé le",
    "première échéance",
    "reste dû",
    "en retard",
    "à rendre",
    "soldé le",
    "annulé le",
)


def headings(tab: Tab) -> Row:
    return SHARED if tab == Tab.TO_CONTRACT else (*SHARED, *LOAN)


def lines(tab: Tab, rows: QuerySet[Any]) -> Iterator[Row]:
    """One tuple a row, read through a cursor of the database: memory does not grow with the list."""
    if tab == Tab.TO_CONTRACT:
        for decision in rows.iterator(chunk_size=AT_A_TIME):
            yield _shared(decision)
    else:
        for loan in rows.with_surplus().iterator(chunk_size=AT_A_TIME):
            yield (*_shared(loan.decision), *_loan(loan))


def _shared(decision: Decision) -> Row:
    application: LoanApplication = decision.application
    person, project = application.applicant, project_of(application)
    return (
        application.reference,
        str(person),
        person.address,
        person.postcode,
        person.city,
        str(application.scheme),
        str(application.partner or ""),
        str(application.worker or ""),
        project.get_purpose_display() if project else "",
        project.description if project else "",
        decision.number,
        timezone.localdate(decision.decided_at),
        decision.amount,
        decision.months,
        decision.get_payee_display(),
        decision.sign_before,
    )


def _loan(loan: Any) -> Row:
    return (
        loan.reference,
        str(LoanState(loan.state).label),
        loan.payee_name,
        loan.signed_on,
        loan.first_due_on,
        _cents(loan.outstanding),
        _cents(loan.overdue),
        _cents(loan.surplus),
        loan.settled_on,
        loan.cancelled_on,
    )


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))
