"""Every duration stands in the page; the script only moves the choice."""

from decimal import Decimal

import pytest

from tests.applications.builders import an_external_scheme, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def simulated(client, application, query: str = ""):
    return client.get(f"/demandes/{application.reference}/{query}").context["simulation"]


def test_every_duration_is_there_with_its_last_instalment(sign_in):
    lines = simulated(sign_in(a_user()), in_review(project={"amount": Decimal(1000), "months": 18}))
    assert [line.months for line in lines] == list(range(1, 19))
    assert (lines[17].instalment, lines[17].last) == (Decimal("55.56"), Decimal("55.48"))
    assert all(line.instalment * (line.months - 1) + line.last == 1000 for line in lines)


def test_the_terms_say_how_long(sign_in):
    scheme = an_external_scheme()
    lines = simulated(sign_in(a_user()), in_review(scheme=scheme, project={"amount": Decimal(900)}))
    assert [line.months for line in lines] == list(range(6, 37))


def test_a_very_small_instalment_is_said_on_its_line(sign_in):
    lines = simulated(sign_in(a_user()), in_review(project={"amount": Decimal(100), "months": 6}))
    assert [line.months for line in lines if line.warning] == list(range(7, 19))


def test_without_a_script_the_chosen_one_stands_out(sign_in):
    page = sign_in(a_user()).get(f"/demandes/{in_review().reference}/?mois=7").content.decode()
    assert 'class="is-chosen is-rest" data-months="7"' in page
    assert 'type="number"' in page
    assert "dossier.js" in page
