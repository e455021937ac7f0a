"""The dated financial rules: from a day to come, never of the past."""

from datetime import date

import pytest
from django.urls import reverse

from harmonie.accounts.roles import Role
from harmonie.refusals import WrongState
from loans.models import MoneyRules
from loans.money_rules import actions
from tests.builders import a_user

from ..builders import NOW, a_clerk, once

pytestmark = pytest.mark.django_db
PAGE, ADD = reverse("loans:money_rules"), reverse("loans:add_money_rules")
TYPED = {
    "valid_from": "01/01/2027",
    "source": "2026-38 du 12 novembre 2026",
    "checks_disbursements": "on",
    "deferrals_allowed": "2",
    "first_reminder_days": "8",
    "second_reminder_days": "30",
    "formal_notice_days": "60",
    "withdrawal_days": "0",
    "chapter": "27",
    "account": "2743",
}
DEBIT = {
    "collects_by_debit": "on",
    "creditor_name": "CCAS de Rivemont",
    "creditor_identifier": "FR12ZZZ123456",
    "creditor_iban": "FR76 3000 6000 0112 3456 7890 189",
    "creditor_bic": "agrifrpp",
}


@pytest.fixture
def admin(sign_in, db):
    return sign_in(a_user(Role.ADMINISTRATOR))


def test_new_rules_apply_from_their_day(admin):
    form = TYPED | DEBIT | once()
    first, second = (admin.post(ADD, form) for _ in range(2))
    assert first.url == second.url == PAGE
    rules = MoneyRules.objects.get(valid_from=date(2027, 1, 1))
    assert (rules.creditor_iban, rules.creditor_bic) == ("FR7630006000011234567890189", "AGRIFRPP")
    assert not MoneyRules.objects.in_force(date(2026, 12, 31)).checks_disbursements
    assert MoneyRules.objects.in_force(date(2027, 1, 1)).checks_disbursements
    page = admin.get(PAGE).text
    for words in ("À venir, depuis le", "En vigueur, depuis le", "versements", "à 8, 30 et 60", "CCAS de Rivemont"):
        assert words in page, words
    twice = admin.post(ADD, TYPED | once())
    assert (twice.status_code, "commencent déjà" in twice.text) == (409, True)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"valid_from": "23/11/2026"}, "jour à venir"),
        ({"valid_from": "01/01/2099"}, "plus de cinq ans"),
        ({"valid_from": "31/02/2027"}, "Écrivez une date qui existe"),
        ({"source": "x\0y"}, ""),
        ({"source": "x" * 300}, ""),
        ({"second_reminder_days": "8"}, "plus de 8 jours"),
        ({"formal_notice_days": str(10**30)}, ""),
        ({"keeps_funds_until_withdrawal": "on"}, "que les fonds attendent"),
        (DEBIT | {"creditor_iban": "FR76 3000 6000 0112 3456 7890 188"}, "ne se vérifie pas"),
        (DEBIT | {"creditor_iban": "😀"}, "ne se vérifie pas"),
        (DEBIT | {"creditor_bic": "XX"}, "existe pas"),
        (DEBIT | {"creditor_name": ""}, "Pour prélever"),
    ],
)
def test_what_cannot_be_is_kept_and_explained(admin, change, sentence):
    page = admin.post(ADD, TYPED | change | once())
    assert page.status_code == 422
    assert sentence in page.text
    assert MoneyRules.objects.count() == 1


def test_rules_to_come_are_corrected_and_removed_and_the_past_is_final(admin):
    admin.post(ADD, TYPED | once())
    rules = MoneyRules.objects.get(valid_from=date(2027, 1, 1))
    correct = reverse("loans:correct_money_rules", args=[rules.pk])
    assert 'value="01/01/2027"' in admin.get(correct).text
    admin.post(correct, TYPED | {"valid_from": "01/02/2027"} | once())
    rules.refresh_from_db()
    assert rules.valid_from == date(2027, 2, 1)
    past = MoneyRules.objects.earliest("valid_from")
    assert admin.post(reverse("loans:correct_money_rules", args=[past.pk]), TYPED | once()).status_code == 409
    with pytest.raises(WrongState, match="s’appliquent déjà"):
        actions.remove_rules(rules=past, by=a_clerk(), now=NOW)
    admin.post(reverse("loans:remove_money_rules", args=[past.pk]), once())
    admin.post(reverse("loans:remove_money_rules", args=[rules.pk]), once())
    assert list(MoneyRules.objects.all()) == [past]


def test_finance_reads_and_others_find_nothing(admin, finance, sign_in):
    assert "Ajouter des règles" not in finance.get(PAGE).text
    assert finance.get(ADD).status_code == 404
    assert sign_in(a_user(Role.SOCIAL_WORKER)).get(PAGE).status_code == 404
    assert admin.delete(PAGE).status_code == 405
    assert admin.get(reverse("loans:remove_money_rules", args=[1])).status_code == 405
