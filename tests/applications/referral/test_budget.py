"""The month's step: amounts as people know them, debts, and figures nobody has."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import actions
from applications.models import LoanApplication
from harmonie.refusals import Refusal
from tests.applications.browsing import post, rows
from tests.applications.builders import a_draft, a_partners_user, in_review

pytestmark = pytest.mark.django_db
SALARY = {"kind": "salary", "amount": "285", "frequency": "weekly", "earner": "Nadia", "earned": ""}
RENT = {"kind": "rent", "amount": "520", "frequency": "monthly"}
CREDIT = {"creditor": "Crédit Conso", "balance": "1 240", "instalment": "85", "ends_on": "01/12/2027", "in_plan": "on"}


@pytest.fixture
def draft() -> LoanApplication:
    return a_draft(a_partners_user())


def month(incomes: Any = (), expenses: Any = (), debts: Any = ()) -> dict[str, Any]:
    lines = {**rows("ressources", *incomes), **rows("charges", *expenses), **rows("dettes", *debts)}
    return {**lines, "over_indebtedness": "none"}


def save(sign_in, draft: LoanApplication, **lines: Any):
    url = f"/demandes/{draft.reference}/budget/"
    return post(sign_in(draft.referred_by), url, revision=draft.revision, **month(**lines))


def test_everything_is_saved_and_the_page_says_how(sign_in, draft: LoanApplication):
    assert save(sign_in, draft, incomes=[SALARY], expenses=[RENT], debts=[CREDIT]).status_code == 302
    income, debt = draft.incomes.get(), draft.debts.get()
    assert (income.frequency, income.monthly, income.earner) == ("weekly", Decimal("1235.00"), "Nadia")
    assert (debt.balance, debt.instalment, debt.in_plan, debt.ends_on.year) == (Decimal(1240), Decimal(85), True, 2027)
    client = sign_in(draft.referred_by)
    page = client.get(f"/demandes/{draft.reference}/budget/").content.decode()
    assert "soit 1\u202f235,00\u202f€ par mois (52\u00a0semaines ÷ 12)" in page
    assert 'value="1\u202f240,00"' in page
    read = client.get(f"/demandes/{draft.reference}/").content.decode()
    assert "285,00\u202f€ par semaine" in read
    assert "dans le plan de surendettement" in read


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            {"incomes": [{**SALARY, "amount": "99 999 999"}]},
            "Ressource 1\u00a0: ce montant est trop grand pour",
        ),
        ({"incomes": [{**SALARY, "amount": "999999999"}]}, "Ressource 1\u00a0: ce montant est trop grand"),
        ({"incomes": [RENT | {"kind": "rsa", "amount": "60000000"}] * 2}, "Le total est trop grand"),
        ({"expenses": [RENT, {**RENT, "amount": "0"}]}, "Charge 2\u00a0: écrivez un montant au-dessus de zéro"),
        ({"expenses": [{**RENT, "frequency": "parfois"}]}, "réponses proposées"),
        ({"incomes": [{**SALARY, "earner": "Personne d’autre"}]}, "réponses proposées"),
        ({"debts": [{**CREDIT, "instalment": "-1"}]}, "Dette 1"),
        ({"debts": [{**CREDIT, "balance": "0"}]}, "au-dessus de zéro"),
        ({"debts": [{**CREDIT, "ends_on": "31/12/9999"}]}, "vérifiez l’année"),
        ({"debts": [{**CREDIT, "instalment": "60000000"}] * 2}, "Le total des mensualités est trop grand"),
        ({"debts": [{**CREDIT, "creditor": "x" * 300}]}, "Raccourcissez"),
        ({"incomes": [{**SALARY, "label": "a\0b"}]}, "Ressource 1"),
    ],
)
def test_what_does_not_fit_is_explained(sign_in, draft: LoanApplication, lines: Any, words: str):
    response = save(sign_in, draft, **lines)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not draft.incomes.exists()


@pytest.mark.parametrize("amount", ["99 999 999", "99999999,99"])
def test_an_income_of_a_hundred_million_is_a_correct_page(sign_in, amount: str):
    application = in_review()
    worker = sign_in(application.worker)
    url = f"/demandes/{application.reference}/"
    rich = month(incomes=[{"kind": "salary", "amount": amount}])
    assert post(worker, f"{url}budget/", revision=application.revision, **rich).status_code == 302
    assert post(worker, f"{url}verifier/").status_code == 302
    assert "99\u202f999\u202f999" in worker.get(url).content.decode()


def test_charges_and_debts_together_beyond_what_can_be_counted_are_refused(draft: LoanApplication):
    much = Decimal(60_000_000)
    with pytest.raises(Refusal, match="trop grand"):
        actions.save_budget(
            application=draft,
            incomes=[],
            expenses=[{"kind": "rent", "amount": much}],
            debts=[{"creditor": "X", "balance": much, "instalment": much}],
            over_indebtedness="none",
            expected_revision=1,
            by=draft.referred_by,
            now=timezone.now(),
        )


def test_a_line_removed_by_its_button_keeps_the_rest_as_typed(sign_in, draft: LoanApplication):
    client, url = sign_in(draft.referred_by), f"/demandes/{draft.reference}/budget/"
    typed = month(incomes=[SALARY], expenses=[RENT], debts=[CREDIT, {**CREDIT, "creditor": "Bailleur"}])
    page = post(client, url, revision=1, **typed, **{"retirer-dettes-0": "1"}).content.decode()
    assert 'value="Bailleur"' in page
    assert "Crédit Conso" not in page
    assert "checked" in page  # the plan's box, as it was
    again = client.get(url).content.decode()
    assert 'value="Bailleur"' in again
    assert "Crédit Conso" not in again


def test_a_page_costs_the_same_for_one_line_and_for_three(sign_in, draft: LoanApplication):
    client, counts = sign_in(draft.referred_by), []
    for lines in (1, 3):
        draft.refresh_from_db()
        save(sign_in, draft, incomes=[SALARY] * lines, expenses=[RENT] * lines, debts=[CREDIT] * lines)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/demandes/{draft.reference}/budget/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
