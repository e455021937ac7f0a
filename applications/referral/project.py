"""What the project step shows and warns of."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from harmonie.money import short_euros
from harmonie.schemes.models import SchemeTerms

from ..enums import State
from ..models import LoanApplication
from ..queries import open_terms, project_of
from ..rules import last_instalment, small_instalment_warning, usual_instalment

OF_THE_PROJECT = (
    "purpose",
    "description",
    "amount",
    "months",
    "payee",
    "supplier",
    "quote",
    "other_funding",
    "other_funding_from",
)


def terms_to_choose(application: LoanApplication) -> list[SchemeTerms]:
    """A draft is judged on the day it is handed over, a request on its own date."""
    draft = application.state == State.DRAFT
    return open_terms(timezone.localdate() if draft else application.requested_on)


def saved_project(application: LoanApplication) -> dict[str, Any]:
    """The answers of the project step, as they are saved."""
    project = project_of(application)
    said = {name: getattr(project, name) for name in OF_THE_PROJECT} if project else {}
    return {
        "scheme": application.scheme_id,
        "is_urgent": application.is_urgent,
        "urgency_reason": application.urgency_reason,
        **said,
        "other_funding": said.get("other_funding") or None,
    }


def cautions(terms: SchemeTerms, project: Mapping[str, Any]) -> Iterator[str]:
    """What is worth a second look once the project is saved; never a refusal."""
    if warning := small_instalment_warning(terms, project["amount"], project["months"]):
        yield warning
    quote, together = project.get("quote"), project["amount"] + (project.get("other_funding") or Decimal(0))
    if quote and together > quote:
        yield (
            f"Le devis est de {short_euros(quote)}, et la demande avec les autres financements fait "
            f"{short_euros(together)}\u00a0: vérifiez ces montants."
        )


def example(terms: list[SchemeTerms]) -> dict[str, Any]:
    """What the largest loan of the first scheme would cost each month."""
    if not terms:
        return {}
    most, limit = terms[0].amount_max, terms[0].months_max
    months = sorted({limit * 10 // 18, limit * 2 // 3, limit * 15 // 18, limit} - {0})
    rows = [(count, usual_instalment(most, count), last_instalment(most, count)) for count in months]
    return {"scheme": terms[0].scheme, "amount": most, "rows": rows}
