"""« En un coup d’œil »: what the page of a dossier says beyond its facts. For the CCAS alone."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.conf import settings

from harmonie.components import VerdictLine
from harmonie.dates import plain_day
from harmonie.money import euros
from harmonie.refusals import Refusal
from harmonie.schemes.models import SchemeTerms

from .. import eligibility
from ..models import EligibilityCheck, LoanApplication
from ..queries import eligibility_facts, open_terms, project_of, terms_of


class Eligibility(NamedTuple):
    """The verdicts to show, whether they are on record as the dossier stands, and which terms they hold it to."""

    lines: Sequence[VerdictLine]
    is_eligible: bool
    check: EligibilityCheck | None
    is_recorded: bool
    terms: SchemeTerms | None
    which_terms: str
    route: str = ""


def overview(application: LoanApplication, today: date) -> Eligibility:
    """The last recorded check when it is of the dossier as it stands, else the same questions asked now."""
    check = application.checks.select_related("terms__scheme", "checked_by").first()
    if check and check.revision == application.revision:
        return _recorded(application, check, today)
    try:
        terms = terms_of(application)
    except Refusal as refusal:
        return Eligibility([], False, check, False, None, str(refusal))
    if project_of(application) is None:
        return Eligibility([], False, check, False, terms, which_terms(application, terms, today))
    verdicts = _asked(application, terms)
    return Eligibility(
        [VerdictLine(str(line.verdict), line.say, line.why) for line in verdicts],
        eligibility.is_eligible(verdicts),
        check,
        False,
        terms,
        which_terms(application, terms, today),
        other_route(application, terms),
    )


def _recorded(application: LoanApplication, check: EligibilityCheck, today: date) -> Eligibility:
    lines = [VerdictLine(line["verdict"], line["say"], line["why"]) for line in check.verdicts]
    said = which_terms(application, check.terms, today)
    return Eligibility(
        lines,
        check.is_eligible,
        check,
        True,
        check.terms,
        said,
        other_route(application, check.terms),
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


def other_route(application: LoanApplication, terms: SchemeTerms) -> str:
    """One line about the other scheme, so that nobody is lost between the two."""
    for other in open_terms(application.requested_on):
        if other.scheme_id != terms.scheme_id:
            failed = [line.say for line in _asked(application, other) if line.verdict == "fail"]
            if not failed:
                return f"{other.scheme}\u00a0: les conditions seraient remplies."
            return f"{other.scheme}\u00a0: {', '.join(failed).lower()}."
    return ""


def _asked(application: LoanApplication, terms: SchemeTerms) -> list[eligibility.CriterionVerdict]:
    return eligibility.check(*eligibility_facts(application, terms, settings.TOWN["name"]))
