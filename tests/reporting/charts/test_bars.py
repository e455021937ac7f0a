"""Where bars stand: pure arithmetic."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.charts.bars import FLOOR, columns, rows, tick_step

amounts = st.decimals(min_value=0, max_value=10**8, places=2)


@pytest.mark.parametrize(("top", "step"), [(0, 1), (5, 1), (6, 2), (3200, 1000), (11000, 5000), (25001, 10000)])
def test_lines_stand_at_round_figures(top, step):
    assert tick_step(Decimal(top)) == step


@given(st.lists(amounts, min_size=1, max_size=24))
def test_every_bar_stands_on_the_floor_and_under_the_ceiling(values):
    drawn = columns([("x", value) for value in values])
    assert len(drawn.bars) == len(values)
    for bar in drawn.bars:
        assert float(bar.y) + float(bar.height) == pytest.approx(FLOOR, abs=0.2)
        assert float(bar.y) >= 0
    assert len(drawn.ticks) <= 6


def test_coordinates_are_written_with_a_point():
    bar = columns([("Juin", Decimal("333.33")), ("Juillet", Decimal(1000))]).bars[0]
    assert "," not in bar.height
    assert bar.value == "333,33"


def test_the_longest_row_belongs_to_the_largest_count():
    drawn = rows([("Mobilité", 7), ("Santé", 2)])
    assert float(drawn.rows[0].width) > float(drawn.rows[1].width)
    assert rows([]).rows == []
