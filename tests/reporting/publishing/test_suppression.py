"""What leaves the house tells nobody's number: tried by reading every report that could have been published."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.publishing.suppression import OUTSIDE, THRESHOLD, Count, suppressed, table

WITHHELD = "withheld"


def published(values):
    """The rows of one table as a reader sees them: figures, `None` where hidden; nothing of a table withheld."""
    hidden = suppressed(table("t", sum(values), [(str(place), value) for place, value in enumerate(values)]))
    total = None if "t" in hidden.keys else sum(values)
    if "t" in hidden.withheld:
        return total, WITHHELD
    return total, tuple(None if f"t/{place}" in hidden.keys else value for place, value in enumerate(values))


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ((12, 7, 0, 9), (12, 7, 0, 9)),
        ((3, 8, 20), (None, None, 20)),
        ((3, 2, 20), (None, None, 20)),
        ((2, 2, 9, 20), (None, None, None, 20)),
        ((3, 8, 8, 20), (None, None, None, 20)),
        ((3, 0, 6), (None, 0, None)),
        ((1, 1, 1, 1, 1), WITHHELD),
    ],
)
def test_small_counts_are_hidden_with_what_gives_them_away(values, seen):
    assert published(values) == (sum(values), seen)


@pytest.mark.parametrize("values", [(4,), (1, 3), (2, 0, 0)])
def test_of_fewer_than_five_nothing_is_told(values):
    assert published(values) == (None, WITHHELD)


def test_nobody_at_all_is_told():
    assert published((0, 0)) == (0, (0, 0))


@pytest.mark.parametrize(("rows", "most"), [(1, 40), (2, 24), (3, 12), (4, 8), (5, 6)])
def test_who_knows_the_rule_still_cannot_tell(rows, most):
    """Every table there can be, grouped by what is published of it: no hidden count is the same in all of them."""
    readings = defaultdict(list)
    for values in product(range(most + 1), repeat=rows):
        readings[published(values)].append(values)
    for (total, seen), tables in readings.items():
        # Larger figures than those tried could have led there too; of a total that is shown, all were tried.
        if total is None or total > most:
            continue
        for place in range(rows):
            if seen == WITHHELD or seen[place] is None:
                assert len({values[place] for values in tables}) > 1, (total, seen, tables)


small = st.integers(min_value=0, max_value=9)


def a_cross(grid):
    """Rows and columns with their totals, and the total of all."""
    rows, columns = [sum(row) for row in grid], [sum(column) for column in zip(*grid, strict=True)]
    counts = [Count("all", sum(rows), "columns", "rows", is_known=True)]
    counts += [Count(f"r{i}", value, "rows", f"row {i}") for i, value in enumerate(rows)]
    counts += [Count(f"c{j}", value, f"column {j}", "columns") for j, value in enumerate(columns)]
    cells = [(i, j) for i in range(len(rows)) for j in range(len(columns))]
    return counts + [Count(f"{i}{j}", grid[i][j], f"row {i}", f"column {j}") for i, j in cells]


def readings(counts, hidden):
    """Every other way to fill what is hidden, in which all sums balance: for small figures, by trying."""
    unseen = [count for count in counts if count.key in hidden.keys]
    lowest = [0 if hidden.withheld & {count.source, count.target} else 1 for count in unseen]
    sums = {name for count in counts for name in (count.source, count.target)} - {OUTSIDE}
    balance = dict.fromkeys(sums, 0)
    for count in counts:
        if count.key not in hidden.keys:
            _move(balance, count, count.value)
    yield from _filled(unseen, lowest, balance)


def _move(balance, count, value):
    for name, sign in ((count.source, -1), (count.target, 1)):
        if name != OUTSIDE:
            balance[name] += sign * value


def _filled(unseen, lowest, balance, values=()):
    if len(values) == len(unseen):
        if not any(balance.values()):
            yield values
        return
    count = unseen[len(values)]
    # Two more and two fewer than the truth are enough to be uncertain.
    for value in range(max(lowest[len(values)], count.value - 2), count.value + 3):
        _move(balance, count, value)
        left = {name for other in unseen[len(values) + 1 :] for name in (other.source, other.target)}
        if all(balance[name] == 0 for name in balance if name not in left):
            yield from _filled(unseen, lowest, balance, (*values, value))
        _move(balance, count, -value)


def assert_nothing_can_be_told(counts):
    hidden = suppressed(counts)
    assert all(count.key in hidden.keys for count in counts if 0 < count.value < THRESHOLD)
    unseen = [count for count in counts if count.key in hidden.keys]
    open_ones = set(range(len(unseen)))
    for values in readings(counts, hidden):
        open_ones -= {place for place in open_ones if values[place] != unseen[place].value}
        if not open_ones:
            return
    told = {unseen[place].key for place in open_ones if unseen[place].value}
    assert not told, (told, hidden)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(small, small), min_size=2, max_size=3))
def test_totals_of_rows_and_columns_give_nothing_away(grid):
    assert_nothing_can_be_told(a_cross(grid))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(small, small), min_size=1, max_size=3), st.integers(min_value=0, max_value=30))
def test_a_funnel_gives_nothing_away(leaving, last):
    """What reaches a step stops there, waits there or goes on."""
    reached = last + sum(map(sum, leaving))
    counts = [Count("step 0", reached, OUTSIDE, "at 0", is_known=True)]
    for place, (stopped, waiting) in enumerate(leaving):
        reached -= stopped + waiting
        counts += [
            Count(f"left {place}", stopped + waiting, f"at {place}", f"left {place}"),
            Count(f"stopped {place}", stopped, f"left {place}"),
            Count(f"waiting {place}", waiting, f"left {place}"),
            Count(f"step {place + 1}", reached, f"at {place}", f"at {place + 1}" if place + 1 < len(leaving) else ""),
        ]
    assert_nothing_can_be_told(counts)
