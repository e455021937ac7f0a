"""What a person may open here. What is not theirs does not exist."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from commission.models import Decision

from .models import LedgerEntry, Loan
from .queries import grants_to_contract


def loan_or_404(request: HttpRequest, reference: str) -> Loan:
    loans = Loan.objects.visible_to(request.user).with_facts().select_related("decision__application__worker")
    return get_object_or_404(loans, reference=reference)


def entry_or_404(request: HttpRequest, reference: str, sequence: int) -> LedgerEntry:
    loan = loan_or_404(request, reference)
    entry = get_object_or_404(LedgerEntry.objects.filter(loan=loan), sequence=sequence)
    entry.loan = loan
    return entry


def grant_or_404(request: HttpRequest, number: str) -> Decision:
    return get_object_or_404(grants_to_contract(request.user), number=number)
