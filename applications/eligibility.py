"""Does this request meet the voted terms? Pure: terms, household and request in, sentences out.

Amounts are euros a month. Comparisons are exact, rounding is for display only (domain.md §2).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from harmonie.calendar import add_months, age_on
from harmonie.dates import short_day
from harmonie.money import euros, short_euros

from .enums import OverIndebtedness, Verdict

FIRST_ADULT = Decimal("1")
AGED_14_OR_MORE = Decimal("0.5")
UNDER_14 = Decimal("0.3")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The voted terms in force on the request date."""

    scheme_name: str
    amount_min: Decimal
    amount_max: Decimal
    months_min: int
    months_max: int
    income_ceiling: Decimal
    per_unit: bool = True
    strict: bool = True
    residents_only: bool = True
    one_live_loan: bool = True
    reapplication_months: int = 0


@dataclass(frozen=True, kw_only=True)
class Household:
    """Who lives there: the birth dates of everybody but the applicant, and what is earned."""

    other_birth_dates: Sequence[date]
    earned_income: Decimal


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked, on which day, by someone in which situation."""

    requested_on: date
    amount: Decimal
    months: int
    is_resident: bool
    live_loan: str = ""
    refused_on: date | None = None
    over_indebtedness: str = OverIndebtedness.NONE


@dataclass(frozen=True)
class CriterionVerdict:
    """One condition: its code, its verdict, a sentence a person understands, and the figures behind it."""

    code: str
    verdict: Verdict
    say: str
    why: str = ""

    def as_dict(self) -> dict[str, str]:
        return asdict(self) | {"verdict": str(self.verdict)}


def consumption_units(other_birth_dates: Sequence[date], on: date) -> Decimal:
    """1 for the first adult, 0.5 for each other person aged 14 or more on the day, 0.3 for each younger one."""
    return FIRST_ADULT + sum(
        (AGED_14_OR_MORE if age_on(birth_date, on) >= 14 else UNDER_14 for birth_date in other_birth_dates), Decimal(0)
    )


def income_limit(terms: Terms, units: Decimal) -> Decimal:
    """The household's ceiling in euros a month, unrounded."""
    return terms.income_ceiling * units if terms.per_unit else terms.income_ceiling


def check(terms: Terms, household: Household, request: Request) -> list[CriterionVerdict]:
    """Every condition in the order a person reads them. A flag never refuses."""
    verdicts = [
        _income(terms, household, request),
        _amount(terms, request),
        _duration(terms, request),
        _residence(terms, request),
        _live_loan(terms, request),
        _earlier_refusal(terms, request),
        _over_indebtedness(request),
    ]
    return [verdict for verdict in verdicts if verdict]


def is_eligible(verdicts: Sequence[CriterionVerdict]) -> bool:
    return all(verdict.verdict != Verdict.FAIL for verdict in verdicts)


def _income(terms: Terms, household: Household, request: Request) -> CriterionVerdict:
    units = consumption_units(household.other_birth_dates, request.requested_on)
    limit, earned = income_limit(terms, units), household.earned_income
    if earned == 0:
        return CriterionVerdict(
            "income", Verdict.FLAG, "Sans revenu d’activité", "La commission décide, au cas par cas."
        )
    product = (
        f" ({euros(terms.income_ceiling)} × {str(units).rstrip('0').rstrip('.').replace('.', ',')})"
        if terms.per_unit and units != 1
        else ""
    )
    if earned < limit or (earned == limit and not terms.strict):
        bound = f"pour moins de {euros(limit)}" if terms.strict else f"pour {euros(limit)} au plus"
        return CriterionVerdict(
            "income", Verdict.PASS, "Revenus d’activité sous le plafond", f"{euros(earned)} {bound}{product}"
        )
    say = "Revenus d’activité au plafond" if earned == limit else "Revenus d’activité au-dessus du plafond"
    need = f"il faut moins de {euros(limit)}" if terms.strict else f"il faut {euros(limit)} au plus"
    return CriterionVerdict("income", Verdict.FAIL, say, f"{euros(earned)}\u202f; {need}{product}.")


def _amount(terms: Terms, request: Request) -> CriterionVerdict:
    span = f"de {short_euros(terms.amount_min)} à {short_euros(terms.amount_max)}"
    if terms.amount_min <= request.amount <= terms.amount_max:
        return CriterionVerdict("amount", Verdict.PASS, "Montant possible", f"{short_euros(request.amount)}, {span}")
    return CriterionVerdict(
        "amount", Verdict.FAIL, "Montant hors des conditions", f"{euros(request.amount)}\u202f; le prêt va {span}."
    )


def _duration(terms: Terms, request: Request) -> CriterionVerdict:
    span = f"de {terms.months_min} à {terms.months_max} mois"
    if terms.months_min <= request.months <= terms.months_max:
        return CriterionVerdict("months", Verdict.PASS, "Durée possible", f"{request.months} mois, {span}")
    return CriterionVerdict(
        "months", Verdict.FAIL, "Durée hors des conditions", f"{request.months} mois\u202f; il faut {span}."
    )


def _residence(terms: Terms, request: Request) -> CriterionVerdict | None:
    if not terms.residents_only:
        return None
    if request.is_resident:
        return CriterionVerdict("residence", Verdict.PASS, "Habite la commune")
    return CriterionVerdict(
        "residence", Verdict.FAIL, "N’habite pas la commune", "Le CCAS de sa commune peut recevoir sa demande."
    )


def _live_loan(terms: Terms, request: Request) -> CriterionVerdict | None:
    if not request.live_loan:
        return CriterionVerdict("live_loan", Verdict.PASS, "Aucun prêt en cours")
    if terms.one_live_loan:
        return CriterionVerdict(
            "live_loan", Verdict.FAIL, "Prêt en cours", f"Le prêt {request.live_loan} est à solder d’abord."
        )
    return CriterionVerdict("live_loan", Verdict.FLAG, "Prêt en cours", f"Prêt {request.live_loan}, à lire ensemble.")


def _earlier_refusal(terms: Terms, request: Request) -> CriterionVerdict | None:
    if request.refused_on is None or not terms.reapplication_months:
        return None
    again_from = add_months(request.refused_on, terms.reapplication_months)
    if request.requested_on >= again_from:
        return None
    refused, again = short_day(request.refused_on), short_day(again_from)
    why = f"Refus du {refused}\u202f; une nouvelle demande est possible dès le {again}."
    return CriterionVerdict("earlier_refusal", Verdict.FAIL, "Refus récent", why)


def _over_indebtedness(request: Request) -> CriterionVerdict | None:
    if request.over_indebtedness == OverIndebtedness.NONE:
        return None
    label = OverIndebtedness(request.over_indebtedness).label
    return CriterionVerdict(
        "over_indebtedness", Verdict.FLAG, f"Surendettement\u00a0: {label}", "La commission décide, au cas par cas."
    )
