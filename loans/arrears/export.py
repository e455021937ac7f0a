"""The list of late loans for a spreadsheet: all of it, as filtered, in its order."""

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from harmonie.accounts.models import User

from ..models import Loan
from .late import Late
from .presentation import rows

AT_A_TIME = 1000
HEADINGS = (
    "emprunteur", "prêt", "dossier", "téléphone", "adresse", "code postal", "commune", "suivi par", "en retard,\u202f€",
    "échéances en retard", "en retard depuis le", "jours", "âge", "reste dû,\u202f€", "à faire", "suspension",
)  # fmt: skip


def loans_of(user: User, late: Sequence[Late]) -> dict[int, Loan]:
    """The loans of these lines, with what a line says of them."""
    loans = Loan.objects.visible_to(user).with_facts().select_related("decision__application__worker")
    return loans.in_bulk([one.loan_id for one in late])


def exported(user: User, late: Sequence[Late]) -> Iterator[tuple[Any, ...]]:
    for some in batched(late, AT_A_TIME):
        for row in rows(some, loans_of(user, some)):
            person, application, found = row.loan.borrower, row.loan.decision.application, row.late.found
            yield (
                str(person), row.loan.reference, application.reference, person.phone, person.address, person.postcode,
                person.city, str(application.worker or ""), found.amount, found.instalments, found.since, found.days,
                found.age.label, found.owed, row.late.next.label, row.why,
            )  # fmt: skip
