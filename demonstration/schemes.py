"""The two schemes, the terms voted over the years, the envelopes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.registry.authorship import recorded
from harmonie.schemes import actions
from harmonie.schemes.enums import CeilingOperator, InterestTiming, Lending
from harmonie.schemes.models import BudgetEnvelope, Scheme, SchemeTerms

CEILING = Decimal("1313.83")
OWN_LIMITS = {"amount_min": 100, "amount_max": 1000, "months_min": 1, "months_max": 18}


@dataclass(frozen=True)
class Schemes:
    own: Scheme
    lent: Scheme


def vote(today: date) -> Schemes:
    """Both schemes with their dated terms, and an envelope for 2007 and for each year of the story."""
    own = Scheme.objects.create(
        code="credit-harmonie",
        name="Crédit Harmonie",
        description="Un prêt sans intérêts du CCAS, de 100 à 1\u202f000\u202f€, remboursé en 18 mois au plus.",
        lending=Lending.OWN,
    )
    lent = Scheme.objects.create(
        code="micro-credit-departemental",
        name="Micro-crédit départemental",
        description="Un prêt du Crédit municipal, de 300 à 3\u202f000\u202f€. Le département paie les intérêts.",
        lending=Lending.EXTERNAL,
        lender_name="Crédit municipal",
        is_anonymised=False,
    )
    _own_terms(own, today)
    SchemeTerms.objects.create(
        scheme=lent,
        valid_from=date(2011, 1, 1),
        amount_min=300,
        amount_max=3000,
        months_min=6,
        months_max=36,
        income_ceiling=Decimal("1500.00"),
        ceiling_operator=CeilingOperator.AT_MOST,
        remainder_min=150,
        requires_earned_income=True,
        refuses_over_indebted=True,
        purposes=["mobility", "housing", "appliances", "health", "training", "accident"],
        annual_rate=Decimal("4.000"),
        interest_timing=InterestTiming.HALF_AT_END,
        source="Convention avec le Crédit municipal et le département (fictive)",
    )
    _envelopes(own, today)
    return Schemes(own, lent)


def _own_terms(own: Scheme, today: date) -> None:
    """The pilot's terms, today's, and a ceiling already voted for next year (worked case 14)."""
    this_year, next_year = date(today.year, 1, 1), date(today.year + 1, 1, 1)
    spans = (
        (
            date(2007, 1, 1),
            date(2008, 1, 1),
            CEILING,
            0,
            "Conseil d’administration, budget primitif 2007",
        ),
        (
            date(2008, 1, 1),
            this_year,
            CEILING,
            3,
            "Règlement des aides facultatives (fictif)",
        ),
        (
            this_year,
            next_year,
            CEILING,
            3,
            f"Délibération n°\u00a0{today.year - 1}-41 (fictive)",
        ),
        (
            next_year,
            None,
            Decimal("1334.00"),
            3,
            f"Délibération n°\u00a0{today.year}-38 (fictive)",
        ),
    )
    for valid_from, valid_to, ceiling, again_after, source in spans:
        voted_on = min(valid_from - timedelta(days=20), today - timedelta(days=4))
        with recorded(by=_administrator(), now=_noon(voted_on), why=source):
            SchemeTerms.objects.create(
                scheme=own,
                valid_from=valid_from,
                valid_to=valid_to,
                income_ceiling=ceiling,
                reapplication_months=again_after,
                source=source,
                allows_derogation=valid_from >= this_year,
                **OWN_LIMITS,
            )


def _envelopes(own: Scheme, today: date) -> None:
    """Each voted in the December before its year; this year's in two votes, to show a supplementary one."""
    by = _administrator()
    for year in (2007, *range((today - timedelta(days=430)).year, today.year + 2)):
        if year != today.year:
            _open(own, year, 30000, by, today)
    # Worked case 12 at a tenth of its scale: nearly all of this envelope is engaged before the last request comes.
    _open(own, today.year - 3, 3000, by, today)
    this_year, voted_on = _open(own, today.year, 25000, by, today), min(today, date(today.year, 3, 26))
    actions.vote_supplement(
        envelope=this_year,
        amount=Decimal(5000),
        deliberation=f"{today.year}-12 (fictive)",
        voted_on=voted_on,
        by=by,
        now=_noon(voted_on),
    )


def _open(own: Scheme, year: int, euros: int, by: User, today: date) -> BudgetEnvelope:
    voted_on = min(date(year - 1, 12, 12), today - timedelta(days=4))
    return actions.open_envelope(
        scheme=own,
        year=year,
        allocated=Decimal(euros),
        deliberation=f"{year - 1}-40 (fictive)",
        voted_on=voted_on,
        by=by,
        now=_noon(voted_on),
    )


def _administrator() -> User:
    return User.objects.get(email="admin@harmonie.example")


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
