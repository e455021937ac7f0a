"""What the agreements' tests share."""

from datetime import date

from harmonie.documents.models import MediaType
from harmonie.documents.uploads import Brought
from loans.agreements.actions import Person
from loans.models import MoneyRules

KARIM = Person("Karim", "Benali", date(1989, 3, 2), "12 rue des Tanneurs, 60990 Rivemont")
IBAN = "FR76 3000 6000 0112 3456 7890 189"
SCAN = Brought("contrat.pdf", MediaType.PDF, 2, b"%PDF-1.7 scan")


def withdrawal(days: int = 14, *, keeps_funds: bool = True, valid_from: date = date(2026, 11, 1)) -> MoneyRules:
    """Rules that leave a borrower time to withdraw."""
    return MoneyRules.objects.create(
        valid_from=valid_from, source="délibération", withdrawal_days=days, keeps_funds_until_withdrawal=keeps_funds
    )
