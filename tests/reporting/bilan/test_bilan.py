"""The bilan of a small period, counted by hand; its page and its formats."""

import json
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import actions as intake
from applications.enums import ClosingReason
from commission.enums import Grounds, MotionKind
from harmonie.accounts.roles import Role
from harmonie.spreadsheets import safe
from reporting.bilan.figures import bilan
from reporting.bilan.forms import PeriodForm
from reporting.periods import Period
from tests.builders import a_user

from ..builders import a_case, a_house, at

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))


def a_meeting(house, *amounts, day=DAY):
    """Grants of these amounts, asked for ten days before."""
    asked = [
        house.ready(a_case(f"Nom{day:%m}{place}", amount=amount), day - timedelta(days=10))
        for place, amount in enumerate(amounts)
    ]
    meeting, items = house.hold(day, asked)
    return meeting, [house.decide(item, day) for item in items]


def test_counts_and_sums_the_credits_of_the_period():
    a_meeting(a_house(), 300, 700)
    found = bilan(Period(date(2026, 5, 1), date(2026, 6, 30)))
    assert (found.credits, found.amount, found.mean) == (2, Decimal("1000.00"), Decimal("500.00"))
    assert (found.smallest, found.largest, found.median_delay) == (Decimal(300), Decimal(700), 10)
    assert found.allocated - found.available == Decimal("1000.00")


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (DAY, DAY, 1),
        (DAY + timedelta(days=1), date(2026, 12, 31), 0),
        (date(2026, 1, 1), DAY - timedelta(days=1), 0),
    ],
)
def test_both_ends_of_the_period_count(start, end, count):
    a_meeting(a_house(), 400)
    assert bilan(Period(start, end)).credits == count


def test_a_month_without_credit_stands_at_zero():
    house = a_house()
    a_meeting(house, 400)
    a_meeting(house, 500, day=date(2026, 8, 12))
    shares = bilan(Period(date(2026, 1, 1), date(2026, 12, 31))).by_month
    assert [(share.begins_on.month, share.credits) for share in shares] == [(6, 1), (7, 0), (8, 1)]


def test_requests_that_stop_leave_their_stage_and_reason():
    house = a_house()
    refused = house.ready(a_case("Refus"), date(2026, 6, 1))
    _, items = house.hold(DAY, [refused])
    house.decide(items[0], DAY, kind=MotionKind.REFUSE, grounds=Grounds.BUDGET, explanation="Trop juste.")
    away = house.refer(a_case("Loin", city="Saint-Aubin"), date(2026, 6, 2))
    reason = {"reason": ClosingReason.RESIDENCE, "note": "Autre commune.", "by": house.people.worker}
    intake.declare_inadmissible(application=away, now=at(date(2026, 6, 4)), **reason)
    house.refer(a_case("En chemin"), date(2026, 6, 3))
    losses = bilan(JUNE).losses
    assert (losses.received, losses.lost, losses.granted, losses.under_way) == (3, 2, 0, 1)
    told = [(stop.step.label, stop.reason, stop.outcome, stop.count) for stop in losses.stops]
    assert told == [
        ("Orientation", "N’habite pas la commune", "Irrecevable", 1),
        ("Commission", "Le reste à vivre ne permet pas l’échéance", "Refus", 1),
    ]


def test_one_scheme_alone_can_be_asked_for():
    house = a_house()
    a_meeting(house, 400)
    assert bilan(Period(JUNE.start, JUNE.end, house.schemes.lent)).credits == 0
    assert bilan(Period(JUNE.start, JUNE.end, house.schemes.own)).credits == 1


def test_an_empty_period_is_told_without_a_division():
    a_house()
    found = bilan(Period(date(2030, 1, 1), date(2030, 12, 31)))
    assert (found.credits, found.amount, found.mean, found.median_delay) == (0, Decimal("0.00"), None, None)


def page_of(sign_in, query=""):
    return sign_in(a_user(Role.FINANCE)).get(f"/bilan/{query}")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?du=31/02/2026", "Écrivez une date qui existe"),
        ("?du=hier", "Écrivez une date qui existe"),
        ("?du=01/01/1850", "Choisissez un jour entre 01/01/2000 et 31/12/2100"),
        ("?du=2026-06-30&au=2026-06-01", "La période finit avant de commencer"),
        ("?dispositif=inconnu", "Choisissez une des réponses"),
    ],
)
def test_a_period_that_cannot_be_is_answered_in_a_sentence(sign_in, query, sentence):
    answer = page_of(sign_in, query)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?apres=x", "?apres=9999999999999999999999", "?du=2026-06-01", "?au=30/06/2026"])
def test_the_page_opens_on_whatever_is_left_out(sign_in, query):
    a_meeting(a_house(), 400)
    assert page_of(sign_in, query).status_code == 200


@pytest.mark.parametrize("role", [Role.PARTNER, Role.COMMISSION_MEMBER])
@pytest.mark.parametrize("url", ["/bilan/", "/bilan/credits.csv"])
def test_others_do_not_find_it(sign_in, role, url):
    assert sign_in(a_user(role)).get(url).status_code == 404


@pytest.mark.parametrize("url", ["/bilan/", "/bilan/credits.csv"])
def test_it_is_only_read(sign_in, url):
    assert sign_in(a_user(Role.FINANCE)).post(url).status_code == 405


def test_who_opens_no_case_reads_no_credit_by_itself(sign_in):
    a_meeting(a_house(), 400)
    words = "?du=2026-01-01&au=2026-12-31"
    for role, lists in ((Role.FINANCE, True), (Role.ADMINISTRATOR, False), (Role.AUDITOR, False)):
        browser = sign_in(a_user(role))
        page = browser.get(f"/bilan/{words}").content.decode()
        assert ("credits.csv" in page, "un par un" in page) == (lists, lists), role
        file = browser.get(f"/bilan/credits.csv{words}&jour=2026-11-01")
        assert file.status_code == (200 if lists else 404), role
        assert "état du prêt" not in file.content.decode(), role


def test_nobody_reads_it_without_signing_in(client):
    assert client.get("/bilan/").status_code == 302


def test_the_page_costs_the_same_for_one_credit_and_for_three(sign_in):
    house, browser = a_house(), sign_in(a_user(Role.FINANCE))
    query = "/bilan/?du=2026-01-01&au=2026-12-31"
    a_meeting(house, 400)
    with CaptureQueriesContext(connection) as one:
        browser.get(query)
    a_meeting(house, 300, 500, day=date(2026, 8, 12))
    with CaptureQueriesContext(connection) as three:
        browser.get(query)
    assert len(one) == len(three)


def test_the_spreadsheet_opens_in_french_and_runs_nothing(sign_in):
    a_meeting(a_house(), 400)
    answer = sign_in(a_user(Role.FINANCE)).get("/bilan/credits.csv?du=2026-06-01&au=2026-06-30")
    lines = answer.content.decode("utf-8").splitlines()
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert lines[1].split(";")[1:5] == ["10/06/2026", "équipement ménager", "400,00", "12"]
    assert [safe(cell) for cell in ("=1+1", "-2", "@a", "620,00")] == ["'=1+1", "'-2", "'@a", "620,00"]


def test_the_command_refuses_in_a_sentence():
    with pytest.raises(CommandError, match="Écrivez une date qui existe"):
        call_command("bilan", du="2026-13-01")


@pytest.mark.parametrize("kind", ["text", "csv", "json"])
def test_the_command_prints_each_format(kind):
    a_meeting(a_house(), 400)
    page = StringIO()
    call_command("bilan", du="2026-06-01", au="2026-06-30", format=kind, stdout=page)
    assert ("400.00" if kind == "json" else "400,00") in page.getvalue()
    assert kind != "json" or json.loads(page.getvalue())["credits"] == 1


def test_a_period_is_completed_to_its_year():
    form = PeriodForm({"du": "15/03/2025"}, today=date(2026, 11, 23))
    assert form.is_valid()
    assert (form.period().start, form.period().end) == (date(2025, 3, 15), date(2025, 12, 31))


def lost_at_the_lender(end):
    """The stops of two requests sent to the lender, ended by `end(application, told)`."""
    house = a_house()
    for place in range(2):
        case = a_case(f"Nom{place}", amount=900, purpose="mobility")
        application = house.ready(case, DAY, scheme=house.schemes.lent)
        told = {"application": application, "by": house.people.worker, "now": at(DAY + timedelta(days=9))}
        intake.send_to_lender(missing_why="Remises", **told)
        end(told)
    found = bilan(JUNE).losses
    assert (found.lost, found.granted, found.under_way) == (2, 0, 0)
    return [(stop.step, stop.reason, stop.outcome, stop.count) for stop in found.stops]


def test_a_lenders_refusal_shows_where_and_why():
    def refuse(told):
        intake.record_lender_answer(granted=False, reason=ClosingReason.BUDGET, note="Trop juste", **told)

    budget = ClosingReason.BUDGET.label.capitalize()
    assert lost_at_the_lender(refuse) == [("commission", budget, "Refus du prêteur", 2)]


def test_giving_up_at_the_lender_is_lost_there():
    def give_up(told):
        intake.abandon_at_lender(reason=ClosingReason.ABANDONED, note="A trouvé", **told)

    assert lost_at_the_lender(give_up) == [("commission", "La personne a renoncé", "Sans suite", 2)]
