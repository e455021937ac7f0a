"""What may be done to a request, and the arithmetic of a household's month. No writes, no request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.calendar import age_on
from harmonie.money import CENT, from_cents, short_euros, to_cents
from harmonie.refusals import WrongState
from harmonie.schemes.models import SchemeTerms

from .enums import EDITABLE_STATES, TRANSITIONS, State
from .models import Debt, ExpenseLine, IncomeLine, LoanApplication

ADULT = 18


def can(action: str, application: LoanApplication) -> bool:
    """Whether `action`, a key of TRANSITIONS, may start from the request's state."""
    return application.state in TRANSITIONS[action].sources


def can_edit(application: LoanApplication) -> bool:
    return application.state in EDITABLE_STATES


def may_review(user: User) -> bool:
    """Whether the person works on requests for the CCAS; who refers for a partner does not judge its referrals."""
    return user.has_perm("applications.assess_loanapplication") and not user.holds(Role.PARTNER)


def ensure(action: str, application: LoanApplication) -> None:
    """Raises `WrongState` when `action` may not start; call it on the locked row."""
    if not can(action, application):
        label = State(application.state).label
        raise WrongState(
            f"Le dossier {application.reference} est maintenant «\u202f{label}\u202f»\u00a0: "
            "rechargez sa page pour voir ce qui a changé."
        )


@dataclass(frozen=True)
class Budget:
    """A household's month in euros, for `units` consumption units."""

    resources: Decimal
    earned: Decimal
    expenses: Decimal
    units: Decimal

    def remainder(self, instalment: Decimal = Decimal(0)) -> Decimal:
        """Reste à vivre: (resources − expenses − instalment) ÷ UC, rounded to the cent (domain.md §2)."""
        return ((self.resources - self.expenses - instalment) / self.units).quantize(CENT, ROUND_HALF_UP)


def budget_of(
    incomes: Iterable[IncomeLine], expenses: Iterable[ExpenseLine], debts: Iterable[Debt], units: Decimal
) -> Budget:
    """The lines as they weigh on one month; what debts take each month is an expense."""
    incomes = list(incomes)
    paid = sum((line.monthly for line in expenses), Decimal(0)) + sum((debt.instalment for debt in debts), Decimal(0))
    return Budget(
        resources=sum((line.monthly for line in incomes), Decimal(0)),
        earned=sum((line.monthly for line in incomes if line.is_earned), Decimal(0)),
        expenses=paid,
        units=units,
    )


def usual_instalment(amount: Decimal, months: int) -> Decimal:
    """What is repaid each month but the last, in euros, at the default rounding (domain.md §3)."""
    return from_cents((2 * to_cents(amount) + months) // (2 * months))


def last_instalment(amount: Decimal, months: int) -> Decimal:
    """The remainder that the last month repays, in euros; the rounding of all the others ends up here."""
    return amount - (months - 1) * usual_instalment(amount, months)


def amount_refusal(terms: SchemeTerms, amount: Decimal, others: Iterable[SchemeTerms] = ()) -> str:
    """Why these terms do not lend `amount` euros, and who may; "" when they do."""
    if terms.amount_min <= amount <= terms.amount_max:
        return ""
    ours = f"Le {terms.scheme.name} prête {amount_span(terms)}."
    for other in others:
        if other.amount_min <= amount <= other.amount_max:
            name = other.scheme.name[:1].lower() + other.scheme.name[1:]
            return f"{ours} Pour {short_euros(amount)}, voyez le {name} ({amount_span(other)})."
    much = "peu" if amount < terms.amount_min else "élevé"
    return f"{ours} {short_euros(amount)}, c’est trop {much}."


def months_refusal(terms: SchemeTerms, months: int) -> str:
    """Why these terms do not spread a loan over `months`; "" when they do."""
    if terms.months_min <= months <= terms.months_max:
        return ""
    few = months < terms.months_min
    limit, than = (terms.months_min, "moins") if few else (terms.months_max, "plus")
    return (
        f"{months} mois, c’est {than} que {limit} mois. Indiquez une durée de {terms.months_min} à {terms.months_max}."
    )


def co_applicant_refusal(members: Iterable[Mapping[str, Any]], day: date) -> str:
    """Why these people of the household cannot stand as they are; "" when they can: one adult at most asks too."""
    asking = [member for member in members if member.get("is_co_applicant")]
    if len(asking) > 1:
        return "Une seule personne peut demander avec le demandeur\u00a0: ne cochez qu’une ligne."
    if any(age_on(member["birth_date"], day) < ADULT for member in asking):
        return "Seule une personne majeure peut demander le prêt avec le demandeur."
    if any(not member.get("last_name") for member in asking):
        return "Indiquez le nom de la personne qui demande avec le demandeur."
    return ""


def amount_span(terms: SchemeTerms) -> str:
    """« de 100 € à 1 000 € »."""
    return f"de {short_euros(terms.amount_min)} à {short_euros(terms.amount_max)}"


def small_instalment_warning(terms: SchemeTerms, amount: Decimal, months: int) -> str:
    """A word of caution, never a refusal: public claims under 15 € are not put into recovery (CGCT D1611-1)."""
    instalment = usual_instalment(amount, months)
    if instalment >= terms.small_instalment:
        return ""
    fewer = max(int(amount // terms.small_instalment), terms.months_min)
    warning = f"L’échéance serait de {short_euros(instalment)}, en dessous de {short_euros(terms.small_instalment)}."
    if fewer >= months:
        return warning
    return f"{warning} Sur {fewer} mois, elle serait de {short_euros(usual_instalment(amount, fewer))}."
