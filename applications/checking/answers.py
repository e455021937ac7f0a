"""What each scheme answers to a request: as it is on record, or asked now."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from harmonie.components import VerdictLine
from harmonie.schemes.models import SchemeTerms

from ..eligibility import Answer
from ..models import Derogation, EligibilityCheck, LoanApplication
from ..queries import open_terms
from .facts import known_of
from .queries import checks_of_moment, derogation_on


class SchemeAnswer(NamedTuple):
    """One scheme's answer, its sentences for the page, and the record it was read from, if any."""

    answer: Answer
    terms: SchemeTerms
    lines: Sequence[VerdictLine]
    check: EligibilityCheck | None
    derogation: Derogation | None


def lines_of(verdicts: Sequence[Mapping[str, Any]]) -> list[VerdictLine]:
    return [VerdictLine(line["verdict"], line["say"], line["why"]) for line in verdicts]


def on_record(own: EligibilityCheck) -> list[SchemeAnswer]:
    """The answers kept with `own`, which comes first."""
    kept = sorted(checks_of_moment(own), key=lambda check: check.pk != own.pk)
    return [_answer(own.application, check.terms, check.verdicts, check) for check in kept]


def asked_now(application: LoanApplication, own: SchemeTerms) -> list[SchemeAnswer]:
    """The answers as the dossier stands, none of them kept; those of `own` first."""
    known = known_of(application)
    others = [terms for terms in open_terms(application.requested_on) if terms.scheme_id != own.scheme_id]
    return [_answer(application, terms, known.asked(terms), None) for terms in (own, *others)]


def _answer(
    application: LoanApplication,
    terms: SchemeTerms,
    verdicts: Sequence[Mapping[str, Any]],
    check: EligibilityCheck | None,
) -> SchemeAnswer:
    is_own = terms.scheme_id == application.scheme_id
    given = derogation_on(application, terms.pk, verdicts) if is_own and _fails(verdicts) else None
    answer = Answer(
        scheme_name=terms.scheme.name,
        verdicts=verdicts,
        is_own=is_own,
        lends_itself=terms.scheme.lends_itself,
        allows_derogation=terms.allows_derogation,
        has_derogation=given is not None,
    )
    return SchemeAnswer(answer, terms, lines_of(verdicts), check, given)


def _fails(verdicts: Sequence[Mapping[str, Any]]) -> bool:
    return any(line["verdict"] == "fail" for line in verdicts)
