"""« En un coup d’œil »: what the page of a dossier says beyond its facts. For the CCAS alone."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from harmonie.components import VerdictLine
from harmonie.dates import plain_day
from harmonie.money import euros
from harmonie.refusals import Refusal
from harmonie.schemes.models import SchemeTerms

from ..checking.answers import SchemeAnswer, asked_now, on_record
from ..checking.queries import own_check
from ..eligibility import advice
from ..models import Derogation, EligibilityCheck, LoanApplication
from ..queries import project_of, terms_of


class Eligibility(NamedTuple):
    """The verdicts to show, whether they are on record as the dossier stands, and which terms they hold it to.

    `is_eligible` is also true where a derogation waives what fails. `answers` are those of every scheme, the request's
    own first.
    """

    lines: Sequence[VerdictLine]
    is_eligible: bool
    check: EligibilityCheck | None
    is_recorded: bool
    terms: SchemeTerms | None
    which_terms: str
    route: str = ""
    answers: Sequence[SchemeAnswer] = ()
    derogation: Derogation | None = None


def overview(application: LoanApplication, today: date) -> Eligibility:
    """The last recorded check when it is of the dossier as it stands, else the same questions asked now."""
    check = own_check(application)
    if check and check.revision == application.revision:
        return _shown(application, check.terms, on_record(check), check, today, is_recorded=True)
    try:
        terms = terms_of(application)
    except Refusal as refusal:
        return Eligibility([], False, check, False, None, str(refusal))
    if project_of(application) is None:
        return Eligibility([], False, check, False, terms, which_terms(application, terms, today))
    return _shown(application, terms, asked_now(application, terms), check, today, is_recorded=False)


def _shown(
    application: LoanApplication,
    terms: SchemeTerms,
    answers: list[SchemeAnswer],
    check: EligibilityCheck | None,
    today: date,
    *,
    is_recorded: bool,
) -> Eligibility:
    own = answers[0]
    return Eligibility(
        own.lines,
        own.answer.is_possible,
        check,
        is_recorded,
        terms,
        which_terms(application, terms, today),
        advice([shown.answer for shown in answers]),
        answers,
        own.derogation,
    )


def which_terms(application: LoanApplication, terms: SchemeTerms, today: date) -> str:
    """Which ceiling applies, and why not a later one (domain.md §2: the one of the request date)."""
    asked = plain_day(application.requested_on)
    if terms.valid_to and terms.valid_to <= today:
        return (
            f"Demande du {asked}\u00a0: le plafond en vigueur ce jour-là s’applique ({euros(terms.income_ceiling)}), "
            f"même si d’autres conditions valent depuis le {plain_day(terms.valid_to)}."
        )
    return f"Demande du {asked}, conditions en vigueur depuis le {plain_day(terms.valid_from)}."
