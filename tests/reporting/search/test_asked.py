"""What the one field was given."""

from datetime import date

import pytest

from reporting.search.asked import LONGEST, Asked


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026-0042", {"dossier": "2026-0042"}),
        (" n° 2026-0042 ", {"dossier": "2026-0042"}),
        ("ar-2026-0042", {"dossier": "2026-0042"}),
        ("DP-2026-0042-2", {"dossier": "2026-0042"}),
        ("p2026-0015", {"loan": "P2026-0015"}),
        ("EC-P2026-0015-2", {"loan": "P2026-0015"}),
        ("LD-D2026-0007", {"decision": "D2026-0007"}),
        ("PV-2026-06-11-14", {"meeting": 14}),
        ("CV-14-1", {"meeting": 14}),
        ("23/11/2026", {"day": date(2026, 11, 23)}),
        ("1er août 2026", {"day": date(2026, 8, 1)}),
        ("31 février 2026", {}),
        ("1 août 0000", {}),
        ("Nadia Benali", {}),
        ("\0\u202e😀", {}),
        ("9" * 300, {}),
    ],
)
def test_numbers_and_days_are_recognised(typed, told):
    asked = Asked.read(typed)
    wanted = {"dossier": "", "decision": "", "meeting": None, "day": None} | told
    assert {name: getattr(asked, name) for name in wanted} == wanted
    assert len(asked.text) <= LONGEST
    assert "\0" not in asked.text


def test_one_letter_is_not_enough():
    assert not Asked.read("e").is_enough
    assert Asked.read("e e").is_enough
