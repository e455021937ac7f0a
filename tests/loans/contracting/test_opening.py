"""Before anything is opened: when the instalments fall, to what they are rounded, and what other durations would be."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.urls import reverse

from harmonie.schemes.models import SchemeTerms
from loans import actions, queries
from loans.models import Loan
from loans.schedule import ScheduleError, build_schedule
from loans.wording import due_day
from tests.loans.builders import NOW, TODAY, a_clerk, a_granted_decision, a_scheme, once

BAD = [
    ({"jour": "32"}, "indiquez au plus 31"),
    ({"jour": "0"}, "indiquez au moins 1"),
    ({"jour": "1" * 30}, "indiquez au plus 31"),
    ({"jour": "le 5"}, "Écrivez un nombre entier"),
    ({"arrondi": "0.10"}, "Choisissez une des réponses"),
    ({"premiere": "01/01/0001"}, "doit être à venir"),
    ({"premiere": "31/12/9999"}, "au plus tard dans un an"),
    ({"premiere": "\0"}, "Écrivez une date"),
]
LAST_DAYS = [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31)]


def test_a_day_of_its_own_is_counted_from_the_first_date_and_never_drifts():
    rows = build_schedule(Decimal(400), 4, date(2027, 2, 28), due_day=31)
    assert [row.due_on for row in rows] == LAST_DAYS
    assert due_day(rows) == "le dernier jour du mois"
    rows = build_schedule(Decimal(400), 4, date(2027, 1, 20), due_day=5)
    assert [row.due_on.day for row in rows] == [20, 5, 5, 5]
    assert due_day(rows) == "le 5 du mois"


def rows_of(amount, months, step):
    """The schedule, or None when its refusal says what to do."""
    with suppress(ScheduleError):
        return build_schedule(amount, months, date(2027, 1, 31), rounding=step)
    return None


def test_every_duration_has_its_rows_or_none():
    """n rows, all above zero, whose sum is the principal; or a sentence: never n−1 rows, never an empty last one."""
    refused = []
    for months, step in product(range(1, 19), (Decimal("0.01"), Decimal(1), Decimal(5))):
        for amount in (Decimal(100), Decimal("100.01"), Decimal(140), Decimal("999.99"), Decimal(1000)):
            rows = rows_of(amount, months, step)
            if rows is None:
                refused.append((amount, months, step))
                continue
            assert len(rows) == months
            assert min(row.amount for row in rows) > 0
            assert sum(row.amount for row in rows) == amount
            assert all(row.amount % step == 0 for row in rows[:-1])
    assert (Decimal(140), 18, Decimal(5)) in refused
    assert all(step > 1 or amount < 150 for amount, _, step in refused)


@pytest.mark.django_db
class TestOpening:
    def address(self, decision):
        return reverse("loans:open", args=[decision.number])

    def looked_at(self, client, decision, headers=None, **typed):
        """The page after « Voir l’échéancier que cela donne »."""
        answers = {"premiere": "05/01/2027", "jour": "", "arrondi": "0.01", "voir": "1"} | typed
        return client.post(self.address(decision), answers | once(), headers=headers).text

    def test_all_durations_stand_side_by_side(self, finance):
        page = finance.get(self.address(a_granted_decision(100, 6))).text
        assert page.count('<th scope="row">') >= 18
        granted = page[page.index('class="is-chosen"') :][:400]
        assert "6 mois" in granted
        assert "accordés" in granted
        assert "16,67" in granted
        assert "sous 15\u202f€" in page  # 18 months of 5,56 €
        assert "463,33" in granted  # 1 180 − 700 − 16,67: what is left to live on

    def test_rounding_and_day_change_the_preview_alone(self, finance):
        decision = a_granted_decision(620, 12)
        page = self.looked_at(finance, decision, premiere="28/02/2027", jour="31", arrondi="5.00")
        assert "31\u00a0mars\u00a02027" in page
        assert '<td class="num">50,00</td>' in page
        assert '<td class="num">70,00</td>' in page
        assert not Loan.objects.exists()
        part = self.looked_at(finance, decision, {"HX-Request": "true"}, premiere="31/02/2027")
        assert part.count("Écrivez une date qui existe") > 1  # also where the schedule was, which alone is swapped

    def test_a_last_instalment_of_one_euro_is_warned_of(self, finance):
        decision = a_granted_decision(103, 18)
        page = self.looked_at(finance, decision, arrondi="1.00")
        assert "La dernière échéance ne serait que de 1,00\u202f€" in page
        assert "ne serait que" not in finance.get(self.address(decision)).text

    def test_a_duration_that_cannot_be_says_why_beside_the_others(self, finance):
        page = self.looked_at(finance, a_granted_decision(140, 6), arrondi="5.00")
        assert "une échéance serait vide" in page
        assert "25,00" in page

    def test_what_was_chosen_stays_whatever_the_terms_become(self, finance):
        decision = a_granted_decision(620, 12, scheme=a_scheme(rounding="1.00"))
        typed = {"premiere": "31/01/2027", "jour": "", "arrondi": "5.00"} | once()
        assert finance.post(self.address(decision), typed).status_code == 302
        loan = Loan.objects.get()
        assert (loan.rounding, loan.due_day) == ("5.00", None)
        before = [(row.due_on, row.amount) for row in loan.schedules.get().instalments.all()]
        assert before[0] == (date(2027, 1, 31), Decimal(50))
        former = SchemeTerms.objects.get(scheme=loan.scheme)
        SchemeTerms.objects.filter(pk=former.pk).update(valid_to=TODAY)
        former.pk, former.valid_from, former.rounding, former.months_max = None, TODAY, "0.01", 24
        former.save()
        account = queries.account_of(loan, TODAY + timedelta(days=400))
        assert [(line.due_on, line.amount) for line in account.lines] == before

    def test_without_a_choice_the_terms_speak(self):
        decision = a_granted_decision(620, 12, scheme=a_scheme(rounding="5.00"))
        loan = actions.open_loan(decision=decision, first_due_on=date(2027, 1, 5), due_day=12, by=a_clerk(), now=NOW)
        rows = list(loan.schedules.get().instalments.all())
        assert (rows[0].amount, rows[1].due_on) == (Decimal(50), date(2027, 2, 12))

    def test_bad_answers_are_kept_and_explained(self, finance):
        address = self.address(a_granted_decision())
        for typed, sentence in BAD:
            page = finance.post(address, {"premiere": "05/01/2027", "jour": "", "arrondi": "0.01"} | typed | once())
            assert page.status_code == 422
            assert sentence in page.text
        assert not Loan.objects.exists()
