"""What a bilan is compared with, and the questions that cannot be asked."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reporting.bilan.forms import PeriodForm
from reporting.bilan.question import Question
from reporting.bilan.tables import Unit
from reporting.bilan.words import difference

TODAY = date(2026, 11, 23)


def days(question):
    return question.start, question.end


@pytest.mark.parametrize(
    ("asked", "before", "year_before"),
    [
        # A month that is over: the month before, whatever its length.
        (
            (date(2025, 3, 1), date(2025, 3, 31)),
            (date(2025, 2, 1), date(2025, 2, 28)),
            (date(2024, 3, 1), date(2024, 3, 31)),
        ),
        # Days that are no month: as many days.
        (
            (date(2025, 3, 10), date(2025, 3, 19)),
            (date(2025, 2, 28), date(2025, 3, 9)),
            (date(2024, 3, 10), date(2024, 3, 19)),
        ),
    ],
)
def test_a_period_is_compared_with_the_one_before_and_the_year_before(asked, before, year_before):
    question = Question(*asked)
    assert (days(question.before()), days(question.year_before())) == (before, year_before)


def test_a_period_that_is_not_over_is_compared_with_as_much_of_the_others():
    question = Question(date(2026, 1, 1), date(2026, 12, 31), as_of=date(2026, 2, 15))
    assert days(question.year_before()) == (date(2025, 1, 1), date(2025, 2, 15))
    assert question.year_before().as_of == date(2026, 2, 15)


@pytest.mark.parametrize(
    ("by", "unit", "words"),
    [
        (3, Unit.NONE, "en hausse de 3"),
        (-120, Unit.EUROS, "en baisse de 120\u202f€"),
        (Decimal("0.04"), Unit.PERCENT, "en hausse de 4\u00a0points"),
        (Decimal("-0.015"), Unit.PERCENT, "en baisse de 1,5\u00a0point"),
        (0, Unit.DAYS, "stable"),
    ],
)
def test_a_change_is_said_in_words(by, unit, words):
    assert difference(Decimal(by), unit) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"jour": "24/11/2026"}, "jour"),
        ({"du": "2026-06-01", "jour": "2026-05-31"}, "jour"),
        ({"partenaire": "10" * 30}, "partenaire"),
        ({"partenaire": "\u202eabc"}, "partenaire"),
        ({"objet": "😀" * 300}, "objet"),
        ({"objet": "fine"}, "objet"),
        ({"du": "0001-01-01"}, "du"),
        ({"au": "9999-12-31"}, "au"),
        ({"dispositif": "a\x00b"}, "dispositif"),
    ],
)
def test_a_question_that_cannot_be_is_refused_beside_its_field(asked, field):
    form = PeriodForm(asked, today=TODAY)
    assert not form.is_valid()
    assert set(form.errors) == {field}


@pytest.mark.django_db
@pytest.mark.parametrize("options", [{"jour": "2199-01-01"}, {"format": "pdf"}, {"partenaire": "Personne"}])
def test_the_command_refuses_in_french_and_ends_with_2(options):
    with pytest.raises(CommandError) as refused:
        call_command("bilan", stdout=StringIO(), **options)
    assert refused.value.returncode == 2
    assert "--" in str(refused.value)
