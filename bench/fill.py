"""Fills an empty, migrated database with invented applications: `python -m bench.fill 100000`.

The rows are written in bulk, past the triggers, which this script switches off and on again: never on a database that
somebody uses. It refuses one that holds applications already.
"""

import os
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harmonie.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from applications.models import LoanApplication  # noqa: E402
from harmonie.accounts.models import Partner, User  # noqa: E402
from harmonie.accounts.roles import Role  # noqa: E402
from harmonie.schemes.enums import Lending  # noqa: E402
from harmonie.schemes.models import Scheme, SchemeTerms  # noqa: E402

ROWS = [Path(__file__).with_name(name) for name in ("rows.sql", "loans.sql", "history.sql")]
TABLES = (
    *(f"applications_{name}" for name in ("applicant", "applicantevent", "loanapplication", "loanapplicationevent",
      "project", "projectevent", "householdmember", "incomeline", "expenseline", "milestone", "eligibilitycheck")),
    "schemes_budgetenvelope", "schemes_budgetenvelopeevent", "schemes_budgetmovement", "commission_decision",
    "loans_loan", "loans_loanevent", "loans_schedule", "loans_instalment", "loans_ledgerentry",
)  # fmt: skip
PARTNERS, WORKERS = 20, 12


def main(count: int) -> None:
    """Founds a town and invents `count` applications."""
    if LoanApplication.objects.exists():
        sys.exit("This database holds applications already; the bench fills only an empty one.")
    started = time.perf_counter()
    with transaction.atomic():
        found_town()
        invent(count)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{count} applications in {time.perf_counter() - started:.0f} s")


def found_town() -> None:
    """Two schemes, some partners and social workers, one person of each other role; the passwords open nothing."""
    for code, name, lending in (("propre", "Crédit Harmonie", Lending.OWN), ("externe", "Prêt aidé", Lending.EXTERNAL)):
        scheme = Scheme.objects.create(code=code, name=name, lending=lending, lender_name="Un prêteur")
        SchemeTerms.objects.create(
            scheme=scheme,
            valid_from=date(2000, 1, 1),
            amount_min=Decimal(100),
            amount_max=Decimal(1000),
            months_min=1,
            months_max=18,
            income_ceiling=Decimal("1313.83"),
            source="invention",
        )
    for number in range(PARTNERS):
        partner = Partner.objects.create(name=f"Association {number + 1}", city="Rivemont")
        person(f"partenaire{number}", Role.PARTNER, partner=partner)
    for number in range(WORKERS):
        person(f"social{number}", Role.SOCIAL_WORKER)
    for name, role in (
        ("secretariat", Role.SECRETARY),
        ("presidence", Role.CHAIR),
        ("finance", Role.FINANCE),
        ("admin", Role.ADMINISTRATOR),
        ("controle", Role.AUDITOR),
    ):
        person(name, role)


def person(name: str, role: Role, **facts: object) -> User:
    """Somebody with this role, at an invented address."""
    fields = {"first_name": "Camille", "last_name": name.capitalize(), **facts}
    return User.objects.create_user(f"{name}@bench.example", None, roles=(role,), **fields)


def invent(count: int) -> None:
    """The applications and what belongs to them."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SELECT set_config('bench.count', %s, true)", [str(count)])
        for statement in ";\n".join(path.read_text() for path in ROWS).split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # foreign keys, which stay on
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
