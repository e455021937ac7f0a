"""The same figures, slowly: one request after another, in plain Python, by other facts than the statement reads."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import mean, median
from typing import Any

from django.utils import timezone

from applications import eligibility
from applications.enums import State, Step
from applications.models import LoanApplication
from commission.enums import GRANTS, Outcome
from commission.models import Decision
from harmonie.schemes.models import Scheme
from loans.enums import EntryKind, LoanState
from reporting.losses.what_if import Asked

STOPPED = (State.WITHDRAWN, State.INADMISSIBLE, State.REDIRECTED, State.LENDER_REFUSED)


def journey(request: LoanApplication) -> tuple[int, str, list[int | None]]:
    """How far, how it ended, and the days to each stage."""
    days: list[int | None] = [None] * 7
    start = timezone.localdate(request.submitted_at)
    days[0] = (start - timezone.localdate(request.created_at)).days
    path = list(request.milestones.order_by("happened_at"))
    grant = next((d for d in request.decisions.all() if d.outcome in GRANTS and not _is_withdrawn(d)), None)
    loan = getattr(grant, "loan", None)
    reached = _before_the_commission(request, path)
    if request.decisions.exists() or hasattr(request, "lender_sending") or request.state == State.ON_AGENDA:
        reached = 3
    lent = getattr(request, "lender_loan", None)
    if grant or lent:
        reached = 4
    if loan and loan.signed_on:
        reached, days[5] = 5, (loan.signed_on - start).days
    paid_on = _paid_on(loan) if loan else lent and lent.disbursed_on
    if paid_on:
        reached, days[6] = 6, (paid_on - start).days
    if reached >= 1:
        taken = [m for m in path if m.step == Step.REVIEW]
        days[1] = _days(start, taken[0].happened_at) if taken else 0
    ready = [m for m in path if m.step == Step.REVIEW and m.is_done]
    days[2] = _days(start, ready[0].happened_at) if ready and reached >= 2 else None
    seen = [m for m in path if m.step == Step.COMMISSION]
    days[3] = _days(start, seen[0].happened_at) if seen and reached >= 3 else None
    if grant:
        days[4] = _days(start, grant.decided_at)
    elif lent:
        days[4] = _days(start, next(m for m in seen if m.is_done).happened_at)
    return reached, _end(request, reached, grant, loan), days


def _before_the_commission(request: LoanApplication, path: list[Any]) -> int:
    if request.state == State.READY or any(m.step == Step.REVIEW and m.is_done for m in path):
        return 2
    at_the_door = request.state == State.SUBMITTED or any(m.step == Step.REFERRAL and m.is_stop for m in path)
    return 0 if at_the_door else 1


def _is_withdrawn(decision: Decision) -> bool:
    return Decision.objects.filter(outcome=Outcome.WITHDRAWN, withdraws=decision).exists()


def _paid_on(loan: Any) -> date | None:
    undone = {entry.reverses_id for entry in loan.entries.all()}
    paid = [e.value_on for e in loan.entries.all() if e.kind == EntryKind.DISBURSEMENT and e.pk not in undone]
    return min(paid, default=None)


def _end(request: LoanApplication, reached: int, grant: Decision | None, loan: Any) -> str:
    if reached == 6:
        return "paid_out"
    given_back = grant and hasattr(grant.commitment, "release")
    lost = request.state in STOPPED or (request.state == State.DECIDED and grant is None)
    return "lost" if lost or given_back or (loan and loan.state == LoanState.CANCELLED) else "under_way"


def _days(start: date, moment: Any) -> int:
    return max(0, (timezone.localdate(moment) - start).days)


def funnel(requests: list[LoanApplication]) -> dict[str, Any]:
    walked = [journey(request) for request in requests]
    count = Counter((reached, ended) for reached, ended, _ in walked)
    measured = [[days[stage] for _, _, days in walked if days[stage] is not None] for stage in range(7)]
    return {
        "reached": tuple(sum(n for (reached, _), n in count.items() if reached >= stage) for stage in range(7)),
        "stopped": tuple(count[stage, "lost"] for stage in range(7)),
        "waiting": tuple(count[stage, "under_way"] for stage in range(7)),
        "median": [median(days) if days else None for days in measured],
        "mean": [round(mean(days), 6) if days else None for days in measured],
    }


# « Et si » ------------------------------------------------------------------------------------------


class Walked:
    """A request with how far it went, and the last check of each scheme."""

    def __init__(self, request: LoanApplication) -> None:
        self.request = request
        self.reached, self.ended, _ = journey(request)
        self.went_on = hasattr(request, "redirected_to")
        checks = request.checks.select_related("terms").order_by("id")
        self.checks = {check.terms.scheme_id: check for check in checks}


def what_if(walked: list[Walked], scheme: Scheme, asked: Asked) -> dict[str, int]:
    """Every record held whole against the changed terms, with all the conditions and their sentences."""
    count = Counter[str]()
    for one in walked:
        check = one.checks.get(scheme.pk)
        usable = check is not None and "terms" in check.values
        before = usable and check.is_eligible
        after = usable and _passes(check, asked)
        if one.request.scheme_id == scheme.pk and one.reached >= 4:
            count["granted"] += 1
            count["dropped"] += before and not after
        elif one.ended == "lost" and one.request.scheme_id == scheme.pk:
            count["lost"] += 1
            count["gained"] += usable and not before and after
        elif one.ended == "lost" and one.reached < 4 and not one.went_on:
            count["elsewhere"] += usable and not before and after
            count["already"] += before
    return {key: int(count[key]) for key in ("lost", "granted", "gained", "elsewhere", "dropped", "already")}


def _passes(check: Any, asked: Asked) -> bool:
    kept = check.values
    euros = ("amount_min", "amount_max", "income_ceiling", "remainder_min")
    told = {key: Decimal(value) if key in euros and value else value for key, value in kept["terms"].items()}
    terms = eligibility.Terms(**told)
    terms = replace(
        terms,
        income_ceiling=asked.ceiling or terms.income_ceiling,
        amount_max=asked.amount_max or terms.amount_max,
        months_max=asked.months_max or terms.months_max,
    )
    household = eligibility.Household(
        other_birth_dates=[date.fromisoformat(day) for day in kept["household"]["other_birth_dates"]],
        earned_income=Decimal(kept["household"]["earned_income"]),
        resources=Decimal(kept["household"]["resources"]),
        expenses=Decimal(kept["household"]["expenses"]),
    )
    told = kept["request"]
    request = eligibility.Request(
        requested_on=date.fromisoformat(told["requested_on"]),
        amount=Decimal(told["amount"]),
        months=told["months"],
        is_resident=told["is_resident"],
        instalment=Decimal(told["instalment"]),
        purpose=told["purpose"],
        live_loan=told["live_loan"],
        refused_on=date.fromisoformat(told["refused_on"]) if told["refused_on"] else None,
        new_facts=told["new_facts"],
        over_indebtedness=told["over_indebtedness"],
    )
    return eligibility.is_eligible(eligibility.check(terms, household, request))
