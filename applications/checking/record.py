"""A check as it was kept, in words: every figure it relied on. Older checks kept less, and stay readable."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from harmonie.dates import plain_day
from harmonie.money import euros, short_euros

from ..eligibility import exact, in_units
from ..enums import OverIndebtedness, Purpose
from ..models import EligibilityCheck

BORN = "Autres personnes, naissance le"


class Part(NamedTuple):
    """A heading and what stands under it."""

    heading: str
    facts: list[tuple[str, str]]


def parts(check: EligibilityCheck) -> list[Part]:
    """The household, what was asked, the terms: empty facts and empty parts are left out."""
    kept = check.values or {}
    found = [
        Part("Le foyer, ce jour-là", _household(check, kept)),
        Part("Ce qui était demandé", _request(kept.get("request", {}))),
        Part("Les conditions appliquées", _terms(check, kept)),
    ]
    shown = [Part(part.heading, [fact for fact in part.facts if fact[1]]) for part in found]
    return [part for part in shown if part.facts]


def household(check: EligibilityCheck) -> list[tuple[str, str]]:
    """The month of the household on that day, without a birth date: for who does not know the person."""
    facts = _household(check, check.values or {})
    return [(label, said) for label, said in facts if said and label != BORN]


def _household(check: EligibilityCheck, kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    births = kept.get("household", {}).get("other_birth_dates", [])
    computed, incomes = kept.get("computed", {}), kept.get("incomes", [])
    return [
        ("Unités de consommation", in_units(check.consumption_units)),
        (BORN, ", ".join(_day(born) for born in births)),
        ("Revenus d’activité", euros(check.earned_income)),
        ("Ressources", euros(check.resources)),
        ("dont", ", ".join(_income(line) for line in incomes)),
        ("Charges et dettes", euros(check.expenses)),
        ("Après l’échéance, il reste", _euros(computed.get("left_after"))),
    ]


def _income(line: Mapping[str, Any]) -> str:
    return f"{line['kind']} {euros(Decimal(line['monthly']))}{' (activité)' if line['is_earned'] else ''}"


def _request(asked: Mapping[str, Any]) -> list[tuple[str, str]]:
    debts = asked.get("over_indebtedness", "none")
    purpose = asked.get("purpose", "")
    return [
        ("Date de la demande", _day(asked.get("requested_on"))),
        ("Objet", str(Purpose(purpose).label).capitalize() if purpose else ""),
        ("Montant", _euros(asked.get("amount"))),
        ("Durée", f"{asked['months']} mois" if "months" in asked else ""),
        ("Échéance", _euros(asked.get("instalment"))),
        ("Commune", f"{asked.get('postcode', '')} {asked.get('city', '')}".strip()),
        ("Surendettement", "" if debts == "none" else str(OverIndebtedness(debts).label)),
        ("Prêt en cours", asked.get("live_loan", "")),
        ("Refus précédent", _day(asked.get("refused_on"))),
        ("Faits nouveaux", asked.get("new_facts", "")),
    ]


def _terms(check: EligibilityCheck, kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """As they were kept; for a check older than that, what the dated row says, which is final once used."""
    voted, computed = kept.get("terms", {}), kept.get("computed", {})
    head = [
        ("Dispositif", voted.get("scheme_name") or check.terms.scheme.name),
        ("En vigueur depuis le", plain_day(check.terms.valid_from)),
        ("Source", kept.get("source") or check.terms.source),
    ]
    if not voted:
        return [*head, ("Plafond", euros(check.terms.income_ceiling))]
    return [
        *head,
        ("Montant", f"de {_short(voted['amount_min'])} à {_short(voted['amount_max'])}"),
        ("Durée", f"de {voted['months_min']} à {voted['months_max']} mois"),
        ("Plafond", f"{_euros(voted['income_ceiling'])}, {'par UC' if voted['per_unit'] else 'pour le foyer'}"),
        ("Limite pour ce foyer", f"{_limit(computed)}{' exclus' if voted['strict'] else ' inclus'}"),
        ("Réservé aux habitants", _yes(voted["residents_only"])),
        ("Un seul prêt en cours", _yes(voted["one_live_loan"])),
        ("Délai après un refus", f"{voted['reapplication_months']} mois" if voted["reapplication_months"] else ""),
        ("Reste à vivre minimal, par UC", _euros(voted.get("remainder_min"))),
        (
            "Exige un revenu d’activité",
            "oui" if voted["requires_earned_income"] else "",
        ),
        ("Refuse en cas de surendettement", "oui" if voted["refuses_over_indebted"] else ""),
        ("Objets financés", ", ".join(str(Purpose(code).label) for code in voted["purposes"] if code in Purpose)),
        ("Dérogation possible", _yes(voted["allows_derogation"])),
    ]


def _limit(computed: Mapping[str, Any]) -> str:
    return exact(Decimal(computed["limit"]))


def _euros(figure: str | None) -> str:
    return euros(Decimal(figure)) if figure is not None else ""


def _short(figure: str) -> str:
    return short_euros(Decimal(figure))


def _day(day: str | None) -> str:
    return plain_day(date.fromisoformat(day)) if day else ""


def _yes(said: bool) -> str:
    return "oui" if said else "non"
