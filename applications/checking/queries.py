"""The checks of a request, and the derogations asked and given on them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role

from ..eligibility import waives
from ..enums import OPEN_STATES
from ..models import Derogation, DerogationRequest, EligibilityCheck, IdentityFinding, LoanApplication

DEROGATE = "applications.derogate_loanapplication"


def own_check(application: LoanApplication) -> EligibilityCheck | None:
    """The last check under the request's own scheme; those of the same moment under the other schemes go with it."""
    own = application.checks.filter(terms__scheme=application.scheme_id)
    return own.select_related("application", "terms__scheme", "checked_by").first()


def checks_of_moment(check: EligibilityCheck) -> list[EligibilityCheck]:
    """That check and those made with it under the other schemes, in the order of the schemes."""
    together = EligibilityCheck.objects.filter(
        application=check.application_id, checked_at=check.checked_at, revision=check.revision
    )
    return list(together.select_related("terms__scheme", "checked_by").order_by("terms__scheme_id"))


def derogation_on(
    application: LoanApplication, terms_id: int, verdicts: Sequence[Mapping[str, Any]]
) -> Derogation | None:
    """The derogation under which these verdicts pass: given on the same failures, by the same figures."""
    given = Derogation.objects.filter(
        eligibility_check__application=application, eligibility_check__terms=terms_id
    ).select_related("eligibility_check", "granted_by")
    return next((one for one in given.order_by("-pk") if waives(one.eligibility_check.verdicts, verdicts)), None)


def derogation_of(check: EligibilityCheck | None) -> Derogation | None:
    """The derogation under which a failed check passes; none when it failed at nothing."""
    if check is None or check.is_eligible:
        return None
    return derogation_on(check.application, check.terms_id, check.verdicts)


def derogations_to_answer(user: User) -> QuerySet[DerogationRequest]:
    """What waits for the presidency, the oldest first: not what they stepped aside from, or asked for themselves."""
    waiting = DerogationRequest.objects.filter(
        declined_at=None,
        eligibility_check__derogation=None,
        eligibility_check__application__state__in=OPEN_STATES,
    )
    return _readable(waiting, user).exclude(asked_by=user).order_by("pk")


def derogations_visible_to(user: User) -> QuerySet[DerogationRequest]:
    """Every derogation asked for, to who may grant them."""
    return _readable(DerogationRequest.objects.all(), user)


def _readable(requests: QuerySet[DerogationRequest], user: User) -> QuerySet[DerogationRequest]:
    if not user.has_perm(DEROGATE) or user.holds(Role.PARTNER):
        return requests.none()
    # An Exclusion is of one person; `exclude` over two relations at once would look at any of its rows.
    apart = LoanApplication.objects.filter(exclusions__user=user).values("pk")
    return requests.exclude(eligibility_check__application__in=apart).select_related(
        "asked_by",
        "declined_by",
        "eligibility_check__terms__scheme",
        "eligibility_check__application__scheme",
        "eligibility_check__application__applicant",
        "eligibility_check__application__project",
    )


def rows_of_person(applicant_id: int) -> set[int]:
    """The applicant's own row, and those that the latest finding about each pair says are the same person."""
    findings = IdentityFinding.objects.filter(Q(one=applicant_id) | Q(other=applicant_id)).order_by("id")
    latest = {(one, other): is_same for one, other, is_same in findings.values_list("one_id", "other_id", "is_same")}
    return {applicant_id, *(row for pair, is_same in latest.items() if is_same for row in pair)}
