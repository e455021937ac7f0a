"""What agreements are made of: two who borrow together, accounts to pay, a signed copy, a text being rewritten."""

from datetime import date
from typing import Any

from loans.agreements import actions
from loans.agreements.iban import read
from loans.agreements.text_actions import add_text
from loans.models import AgreementText, Loan

from ..cases import maximum
from ..story import Story, at
from .common import ago
from .supporting import a_scan

# The example that banks print in their notices: nobody's account.
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def agreements(story: Story, today: date) -> None:
    """Worked case 2 borrows as a couple; the next loan to pay out has its account and its signed copy."""
    finance = story.people.finance
    couple = Loan.objects.get(borrower__last_name=maximum(today).last_name)
    told: dict[str, Any] = {"by": finance, "now": at(ago(today, 14), 15)}
    home = f"{couple.borrower.address}, {couple.borrower.postcode} {couple.borrower.city}"
    malik = actions.Person("Malik", "Leroy", date(1986, 3, 30), home)
    actions.set_co_borrower(loan=couple, person=malik, **told)
    told |= {"iban": read(IBAN).iban, "bank": "Banque Exemple", "funds_not_before": None}
    actions.set_account(loan=couple, **told)
    signed = Loan.objects.get(borrower__last_name="Huet", borrower__first_name="Bernadette")
    actions.set_account(loan=signed, why="RIB reçu après la signature", **told)
    copy = a_scan("contrat-signe", "Contrat de prêt signé", str(signed.borrower), "Lu et approuvé")
    actions.keep_signed_copy(loan=signed, copy=copy, by=finance, now=at(ago(today, 14), 16))
    _a_draft(story, today)


def _a_draft(story: Story, today: date) -> None:
    """The chair prepares another version; it has no date yet."""
    text = AgreementText.objects.get(scheme=None, version=1)
    add_text(
        scheme=None,
        title=text.title,
        articles=text.articles.replace("## En cas de difficulté", "## En cas de difficulté, parlons-en"),
        valid_from=None,
        by=story.people.chair,
        now=at(ago(today, 6), 10),
    )
