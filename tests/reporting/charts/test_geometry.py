"""Where lines, layers and funnels stand: pure arithmetic."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reporting.charts.bars import FLOOR, columns, rows
from reporting.charts.burn_up import FLOOR as GROUND
from reporting.charts.burn_up import RIGHT, Point, burn_up
from reporting.charts.engagements import Day, Engagements
from reporting.charts.forecast import forecast
from reporting.charts.funnel import LABELS, LONGEST, Stage, funnel
from reporting.charts.lines import APART, lines
from reporting.charts.stacked import stacked
from reporting.charts.tables import Column, Form, Secret, Table

JANUARY = date(2026, 1, 1)
euros = st.decimals(min_value=0, max_value=10**8, places=2)


def test_what_is_hidden_has_no_bar():
    assert columns([("Mai", None), ("Juin", Decimal(300))]).bars[0][3:4] == ("0.0",)
    assert [row.value for row in rows([("Santé", None), ("Mobilité", 6)]).rows] == ["masqué", "6"]
    assert rows([("Santé", None)]).rows[0].width == "0.0"


@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=8))
def test_a_funnel_stays_within_its_width(counts):
    drawn = funnel([Stage("x", count, counts[place - 1] if place else 0) for place, count in enumerate(counts)])
    for bar in drawn.bars:
        assert float(bar.lost_x) + float(bar.lost_width) <= LABELS + LONGEST + 0.2


@given(st.lists(st.lists(euros, min_size=4, max_size=4), min_size=1, max_size=4))
def test_layers_stand_on_each_other(days):
    drawn = stacked("abcd", [("x", amounts, sum(amounts)) for amounts in days])
    for stack in drawn.stacks:
        ends = [float(layer.y) + float(layer.height) for layer in stack.layers]
        assert abs(ends[0] - FLOOR) < 0.3
        assert all(abs(end - float(layer.y)) < 0.3 for end, layer in zip(ends[1:], stack.layers, strict=False))


def test_of_a_hidden_layer_only_the_outline_is_drawn():
    stack = stacked("abcd", [("x", [None, Decimal(1), None, Decimal(2)], Decimal(9))]).stacks[0]
    assert [layer.tone for layer in stack.layers] == ["edge"]
    assert stacked("abcd", [("x", [None] * 4, None)]).stacks[0].layers == []


@given(st.lists(st.decimals(min_value=0, max_value=1, places=3), min_size=1, max_size=5))
def test_names_at_the_ends_of_lines_do_not_lie_on_each_other(ends):
    drawn = lines([(str(place), "line", [Decimal(0), end]) for place, end in enumerate(ends)], 1)
    places = sorted(float(line.text_y) for line in drawn.lines)
    assert all(b - a >= APART - 0.2 for a, b in itertools.pairwise(places))
    assert lines([], 3).lines == []


def test_an_envelope_is_drawn_within_its_year():
    drawn = burn_up(2026, [Point(date(2026, 3, 1), Decimal(500))], [Point(JANUARY, Decimal(1000))], date(2026, 6, 30))
    assert drawn.forecast == ""
    assert drawn.engaged.startswith(f"M66.0 {GROUND}.0")
    assert drawn.voted.endswith(f"{RIGHT}.0 34.0")
    empty = burn_up(2026, [], [], JANUARY)
    assert "NaN" not in empty.engaged + empty.voted


def a_pace(each, *, every=10, days=90):
    return [Point(JANUARY + timedelta(days=day), Decimal(each)) for day in range(every, days + 1, every)]


def test_the_forecast_says_when_nothing_is_left_and_from_what():
    told = forecast(2026, a_pace(100), Decimal(1500), date(2026, 4, 1))
    assert told.ahead == Point(date(2026, 5, 31), Decimal(1500))
    assert "épuisée vers le 31\u00a0mai\u00a02026" in told.says
    assert "depuis le 1er janvier" in told.says
    later = forecast(2026, a_pace(10, days=300), Decimal(5000), date(2026, 11, 1))
    assert "au 31 décembre" in later.says
    assert "six derniers mois" in later.says


def test_too_little_is_known_to_tell():
    year = Decimal(1000)
    assert forecast(2026, a_pace(10, days=20), year, date(2026, 4, 1)) is None  # two days that moved
    assert forecast(2026, a_pace(10, every=5, days=20), year, date(2026, 1, 21)) is None  # three weeks
    assert forecast(2026, a_pace(-10), year, date(2026, 4, 1)) is None
    assert forecast(2026, a_pace(500), year, date(2026, 4, 1)) is None  # nothing is left
    assert forecast(2025, a_pace(10), year, date(2026, 4, 1)) is None


def test_what_is_published_of_an_envelope_waits_for_five_more_cases():
    days = [Day(JANUARY + timedelta(days=n), Decimal(130), 2) for n in range(7)]
    found = Engagements(2026, date(2026, 2, 1), days, [Point(JANUARY, Decimal(5000))])
    assert [(point.day.day, point.amount) for point in found.published] == [(3, 400), (6, 800)]


def test_a_table_is_written_in_french():
    forms = (Form.TEXT, Form.COUNT, Form.EUROS, Form.SHARE, Form.FIGURE, Form.FIGURE, Form.DATE)
    columns_ = tuple(Column(str(place), form) for place, form in enumerate(forms))
    row = ("a", 1200, Decimal(5), Decimal("0.255"), Decimal("10.08333"), Decimal("13211.00"), date(2026, 5, 1))
    table = Table("t", "T", columns_, (row, ("b", None, Secret.HIDDEN, None, None, None, None)))
    first, second = ([cell.text for cell in line] for line in table.lines)
    assert first == ["a", "1\u202f200", "5,00", "25,5\u202f%", "10,1", "13\u202f211", "1er\u00a0mai\u00a02026"]
    assert second == ["b", "–", "masqué", "–", "–", "–", ""]
