"""Which way to go, from the verdicts of several schemes; and what a derogation covers. Pure."""

import pytest

from applications.eligibility import Answer, advice, may_be_waived, waives

FAILED = {"verdict": "fail", "say": "Non", "why": "1\u202f400,00\u202f€"}
PASSED = [{"code": "income", "verdict": "pass", "say": "Oui", "why": ""}]


def failing(*codes: str, why: str = "ici") -> list[dict[str, str]]:
    return [{**FAILED, "code": code, "why": why} for code in codes]


def own(verdicts: list[dict[str, str]], **facts: bool) -> Answer:
    return Answer("Crédit Harmonie", verdicts, is_own=True, **facts)


def lent(verdicts: list[dict[str, str]], **facts: bool) -> Answer:
    return Answer("Micro-crédit", verdicts, lends_itself=False, **facts)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([own(PASSED), lent(PASSED)], "Route conseillée\u00a0: Crédit Harmonie."),
        ([own(failing("amount")), lent(PASSED)], "Route conseillée\u00a0: réorienter vers Micro-crédit."),
        ([own(failing("income"), has_derogation=True), lent(PASSED)], "Route conseillée\u00a0: Crédit Harmonie."),
        (
            [own(failing("income"), allows_derogation=True), lent(failing("income"))],
            "Route conseillée\u00a0: demander une dérogation pour Crédit Harmonie, ou chercher une autre aide.",
        ),
        (
            [own(failing("amount"), allows_derogation=True), lent(failing("income"))],
            "Aucun dispositif ne convient aujourd’hui\u00a0: cherchez une autre aide avec la personne.",
        ),
    ],
)
def test_the_route_advised(answers: list[Answer], said: str):
    assert advice(answers) == said


def test_the_towns_own_loan_comes_before_another():
    asked = Answer("Micro-crédit", failing("income"), is_own=True, lends_itself=False)
    others = [lent(PASSED), Answer("Crédit Harmonie", PASSED)]
    assert "Crédit Harmonie" in advice([asked, *others])


def test_the_headline_says_why_not():
    assert own(PASSED).headline == "Crédit Harmonie\u00a0: possible"
    assert own(failing("amount", "residence")).headline == (
        "Crédit Harmonie\u00a0: non, parce que le montant est hors des conditions et que la personne n’habite pas la "
        "commune"
    )
    assert own(failing("income"), has_derogation=True).headline == "Crédit Harmonie\u00a0: possible, par dérogation"


@pytest.mark.parametrize("code", ["amount", "months", "purpose", "live_loan"])
def test_what_is_never_waived(code: str):
    assert not may_be_waived(failing("income", code))
    assert may_be_waived(failing("income"))
    assert not may_be_waived(PASSED)


def test_a_derogation_covers_the_same_failures_by_the_same_figures():
    given = failing("income", "residence")
    assert waives(given, failing("income", "residence"))
    assert waives(given, failing("income"))
    assert not waives(given, failing("income", why="ailleurs"))
    assert not waives(given, failing("income", "remainder"))
    assert not waives([], failing("income"))
