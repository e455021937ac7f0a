"""Small things to test with. Every fact can be overridden; each room adds its own builders beside this file."""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any

from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.schemes.enums import Lending
from harmonie.schemes.models import Scheme, SchemeTerms

PASSWORD = "une porte bleue"
numbers = itertools.count(1)


def a_partner(**facts: Any) -> Partner:
    return Partner.objects.create(**{"name": f"L’Escale {next(numbers)}", "city": "Rivemont", **facts})


def a_user(*roles: Role, partner: Partner | None = None, **facts: Any) -> User:
    """Somebody of the CCAS, a social worker unless said otherwise; a partner's user when `partner` is given."""
    number = next(numbers)
    names = {"email": f"personne{number}@ccas.example", "first_name": "Claire", "last_name": f"Vasseur {number}"}
    held = roles or ((Role.PARTNER,) if partner else (Role.SOCIAL_WORKER,))
    return User.objects.create_user(password=PASSWORD, roles=held, partner=partner, **{**names, **facts})


def a_scheme(**facts: Any) -> Scheme:
    number = next(numbers)
    given = {"code": f"credit-{number}", "name": "Crédit Harmonie", "description": "Prêt sans intérêts du CCAS."}
    return Scheme.objects.create(**{**given, "lending": Lending.OWN, **facts})


def terms(scheme: Scheme | None = None, **facts: Any) -> SchemeTerms:
    """The terms of Beauvais: 100 to 1 000 €, 1 to 18 months, below 1 313,83 € a unit."""
    given = {
        "valid_from": date(2007, 1, 1),
        "amount_min": Decimal(100),
        "amount_max": Decimal(1000),
        "months_min": 1,
        "months_max": 18,
        "income_ceiling": Decimal("1313.83"),
        "source": "délibération du 12 décembre 2006",
    }
    return SchemeTerms.objects.create(scheme=scheme or a_scheme(), **{**given, **facts})
