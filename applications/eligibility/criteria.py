"""Each condition of domain.md §2, and those a lender adds: terms, household and request in, a sentence out.

Comparisons are exact, rounding is for display only. A flag never refuses.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from harmonie.calendar import add_months
from harmonie.dates import short_day
from harmonie.money import CENT, euros, short_euros

from ..enums import EXCLUDED_PURPOSES, OverIndebtedness, Purpose, Verdict
from .bounds import amount_fits, income_fits, months_fit
from .facts import CriterionVerdict, Household, Request, Terms
from .household import consumption_units, income_limit, left_after

CASE_BY_CASE = "La commission décide, au cas par cas."


def check(terms: Terms, household: Household, request: Request) -> list[CriterionVerdict]:
    """Every condition in the order a person reads them."""
    verdicts = [
        _income(terms, household, request),
        _amount(terms, request),
        _duration(terms, request),
        _purpose(terms, request),
        _residence(terms, request),
        _live_loan(terms, request),
        _earlier_refusal(terms, request),
        _over_indebtedness(terms, request),
        _remainder(terms, household, request),
    ]
    return [verdict for verdict in verdicts if verdict]


def is_eligible(verdicts: Sequence[CriterionVerdict]) -> bool:
    return all(verdict.verdict != Verdict.FAIL for verdict in verdicts)


def _income(terms: Terms, household: Household, request: Request) -> CriterionVerdict:
    units = consumption_units(household.other_birth_dates, request.requested_on)
    limit, earned = income_limit(terms, units), household.earned_income
    figures = {"earned": earned, "ceiling": terms.income_ceiling, "units": units, "limit": limit}
    if earned == 0:
        if terms.requires_earned_income:
            why = "Ce dispositif demande un revenu d’activité."
            return CriterionVerdict("income", Verdict.FAIL, "Sans revenu d’activité", why, figures)
        return CriterionVerdict("income", Verdict.FLAG, "Sans revenu d’activité", CASE_BY_CASE, figures)
    product = f" ({euros(terms.income_ceiling)}\u00a0×\u00a0{in_units(units)})" if terms.per_unit and units != 1 else ""
    # A limit between two cents is said as it is: « 1 970,745 € », so that 1 970,75 is seen to be above it.
    bound = exact(limit)
    if income_fits(terms, units, earned):
        said = f"pour moins de {bound}" if terms.strict else f"pour {bound} au plus"
        why = f"{euros(earned)} {said}{product}"
        return CriterionVerdict("income", Verdict.PASS, "Revenus d’activité sous le plafond", why, figures)
    say = "Revenus d’activité au plafond" if earned == limit else "Revenus d’activité au-dessus du plafond"
    need = f"il faut moins de {bound}" if terms.strict else f"il faut {bound} au plus"
    return CriterionVerdict("income", Verdict.FAIL, say, f"{euros(earned)}\u202f; {need}{product}.", figures)


def in_units(units: Decimal) -> str:
    """« 1,3 », « 2 »."""
    return f"{units.normalize():f}".replace(".", ",")


def exact(limit: Decimal) -> str:
    """Euros with all their decimals, none rounded away: « 1 970,745 € »."""
    if limit == limit.quantize(CENT):
        return euros(limit)
    whole, _, decimals = f"{limit.normalize():f}".partition(".")
    return euros(Decimal(whole)).replace(",00", f",{decimals}")


def _amount(terms: Terms, request: Request) -> CriterionVerdict:
    span = f"de {short_euros(terms.amount_min)} à {short_euros(terms.amount_max)}"
    figures = {"amount": request.amount, "least": terms.amount_min, "most": terms.amount_max}
    if amount_fits(terms, request.amount):
        why = f"{short_euros(request.amount)}, {span}"
        return CriterionVerdict("amount", Verdict.PASS, "Montant possible", why, figures)
    why = f"{euros(request.amount)}\u202f; le prêt va {span}."
    return CriterionVerdict("amount", Verdict.FAIL, "Montant hors des conditions", why, figures)


def _duration(terms: Terms, request: Request) -> CriterionVerdict:
    span = f"de {terms.months_min} à {terms.months_max} mois"
    figures = {"months": request.months, "least": terms.months_min, "most": terms.months_max}
    if months_fit(terms, request.months):
        return CriterionVerdict("months", Verdict.PASS, "Durée possible", f"{request.months} mois, {span}", figures)
    why = f"{request.months} mois\u202f; il faut {span}."
    return CriterionVerdict("months", Verdict.FAIL, "Durée hors des conditions", why, figures)


def _purpose(terms: Terms, request: Request) -> CriterionVerdict | None:
    """Said only when it decides something: an excluded purpose, or terms that name what they lend for."""
    if not request.purpose:
        return None
    asked, figures = Purpose(request.purpose), {"purpose": str(request.purpose), "allowed": list(terms.purposes)}
    if asked in EXCLUDED_PURPOSES:
        why = f"{_capital(asked.label)}\u00a0: aucun prêt n’est accordé pour cela. Une autre aide peut convenir."
        return CriterionVerdict("purpose", Verdict.FAIL, "Objet non financé", why, figures)
    if not terms.purposes:
        return None
    allowed = ", ".join(Purpose(code).label for code in terms.purposes if code in Purpose)
    if asked in terms.purposes:
        return CriterionVerdict("purpose", Verdict.PASS, "Objet financé", _capital(asked.label), figures)
    why = f"{_capital(asked.label)}\u202f; ce dispositif finance\u00a0: {allowed}."
    return CriterionVerdict("purpose", Verdict.FAIL, "Objet non financé", why, figures)


def _residence(terms: Terms, request: Request) -> CriterionVerdict | None:
    if not terms.residents_only:
        return None
    place = request.residence
    figures = {"city": place.city, "postcode": place.postcode, "town": place.town} if place else {}
    if request.is_resident:
        # The commission reads these sentences of people it does not know by name: no address in them.
        return CriterionVerdict("residence", Verdict.PASS, "Habite la commune", "", figures)
    why = "Le CCAS de sa commune peut recevoir sa demande."
    if place and place.shares_postcode:
        why += f" Le code postal est celui de {place.town}\u00a0: relisez le nom de la commune."
    return CriterionVerdict("residence", Verdict.FAIL, "N’habite pas la commune", why, figures)


def _live_loan(terms: Terms, request: Request) -> CriterionVerdict:
    figures = {"loan": request.live_loan}
    if not request.live_loan:
        return CriterionVerdict("live_loan", Verdict.PASS, "Aucun prêt en cours", "", figures)
    if terms.one_live_loan:
        why = f"Le prêt {request.live_loan} est à solder d’abord."
        return CriterionVerdict("live_loan", Verdict.FAIL, "Prêt en cours", why, figures)
    why = f"Prêt {request.live_loan}, à lire ensemble."
    return CriterionVerdict("live_loan", Verdict.FLAG, "Prêt en cours", why, figures)


def _earlier_refusal(terms: Terms, request: Request) -> CriterionVerdict | None:
    if request.refused_on is None or not terms.reapplication_months:
        return None
    again_from = add_months(request.refused_on, terms.reapplication_months)
    if request.requested_on >= again_from:
        return None
    refused, again = short_day(request.refused_on), short_day(again_from)
    figures = {
        "refused_on": request.refused_on,
        "again_from": again_from,
        "delay_months": terms.reapplication_months,
        "new_facts": request.new_facts,
    }
    if request.new_facts:
        why = f"Refus du {refused}. Depuis\u00a0: {request.new_facts}"
        return CriterionVerdict("earlier_refusal", Verdict.FLAG, "Refus récent, faits nouveaux", why, figures)
    why = f"Refus du {refused}\u202f; nouvelle demande possible dès le {again}, ou avant, avec des faits nouveaux."
    return CriterionVerdict("earlier_refusal", Verdict.FAIL, "Refus récent", why, figures)


def _over_indebtedness(terms: Terms, request: Request) -> CriterionVerdict | None:
    if request.over_indebtedness == OverIndebtedness.NONE:
        return None
    say = f"Surendettement\u00a0: {OverIndebtedness(request.over_indebtedness).label}"
    figures = {"over_indebtedness": str(request.over_indebtedness)}
    if terms.refuses_over_indebted:
        why = "Ce dispositif ne prête pas pendant un dossier de surendettement."
        return CriterionVerdict("over_indebtedness", Verdict.FAIL, say, why, figures)
    return CriterionVerdict("over_indebtedness", Verdict.FLAG, say, CASE_BY_CASE, figures)


def _remainder(terms: Terms, household: Household, request: Request) -> CriterionVerdict | None:
    """The reste à vivre a unit once the instalment is paid, where the terms ask for one and the budget is known."""
    if terms.remainder_min is None or household.resources is None:
        return None
    units = consumption_units(household.other_birth_dates, request.requested_on)
    left, need = left_after(household, request), terms.remainder_min * units
    shown = (left / units).quantize(CENT, ROUND_HALF_UP)
    figures = {"left": left, "units": units, "least": terms.remainder_min, "instalment": request.instalment}
    if left >= need:
        why = f"{euros(shown)} par UC après l’échéance, pour {euros(terms.remainder_min)} au moins"
        return CriterionVerdict("remainder", Verdict.PASS, "Reste à vivre suffisant", why, figures)
    why = f"{euros(shown)} par UC après l’échéance\u202f; il faut {euros(terms.remainder_min)} au moins."
    return CriterionVerdict("remainder", Verdict.FAIL, "Reste à vivre insuffisant", why, figures)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
