"""The worker's rounds: every app's, again and again, whatever one of them meets."""

import logging
from datetime import datetime
from threading import Event

import pytest

from applications import rounds as intake
from harmonie import rounds
from harmonie.mail import rounds as mail
from harmonie.management.commands import worker


def test_every_room_that_keeps_rounds_is_visited() -> None:
    found = rounds.rounds()
    assert mail.make_rounds in found
    assert intake.make_rounds in found


def test_trouble_in_one_round_stops_nothing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    made, stop = [], Event()

    def breaks(now: datetime) -> None:
        raise ValueError("no mail server")

    def counts(now: datetime) -> None:
        made.append(now)
        if len(made) == 3:
            stop.set()

    monkeypatch.setattr(worker, "rounds", lambda: [breaks, counts])
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    with caplog.at_level(logging.ERROR):
        worker.keep_watch(stop, every=0)
    assert len(made) == 3
    assert "A round failed" in caplog.text
