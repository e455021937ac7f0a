"""The whole database, searched for what somebody voted: while a vote is sealed, and for ever when it was secret."""

import uuid
from collections import Counter

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from commission.models import BallotBox, SecretVoter, Vote

from .builders import close, put, say, seat_of
from .traces import differences, everything, tables

pytestmark = pytest.mark.django_db


def after_voting(browser: Client, motion, seat, choice: str, token: str) -> dict[str, list[str]]:
    """What the database holds once this choice came in through the page; then it is taken back."""
    form = {"once": token, "motion": motion.pk, "seat": seat.pk, "choice": choice}
    with transaction.atomic():
        response = browser.post(reverse("commission:vote", args=[motion.item_id]), form)
        assert response.status_code == 302
        found = everything()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("is_secret", [False, True])
def test_the_database_is_the_same_whatever_was_voted(room, meeting, item, sign_in, caplog, is_secret):
    """But for the row of an open vote; a secret one leaves no such row."""
    motion, voter = put(room, item, is_secret=is_secret), room.members[0]
    say(motion, room.members[1], "against")
    browser, seat, token = sign_in(voter), seat_of(meeting, voter), str(uuid.uuid4())
    browser.get(reverse("commission:case", args=[item.pk]))
    with caplog.at_level("DEBUG"):
        held = {choice: after_voting(browser, motion, seat, choice, token) for choice in ("for", "against")}
    expected = set() if is_secret else {"commission_vote"}
    assert set(differences(held["for"], held["against"])) == expected
    for word in ("against", "Contre", "contre"):
        assert word not in caplog.text


def test_nothing_links_a_secret_voter_to_a_voice(room, meeting, item):
    """Five voters. Neither a row, nor a key, nor a time, nor the order on the disk, nor the history says who."""
    motion = put(room, item, is_secret=True)
    said = dict(zip(room.everybody, ("for", "against", "for", "abstention", "against"), strict=True))
    boxes = []
    for user, choice in said.items():
        say(motion, user, choice)
        boxes.append(bytes(BallotBox.objects.get(motion=motion).sealed))
    assert len({len(box) for box in boxes}) == 1, "the box does not grow"
    assert len(set(boxes)) == len(boxes), "and is sealed anew each time"
    close(room, motion)
    motion.refresh_from_db()
    assert (motion.votes_for, motion.votes_against, motion.abstentions) == (2, 2, 1)
    assert not Vote.objects.exists()
    assert bytes(BallotBox.objects.get(motion=motion).sealed) == b""
    assert {voter.seat.user for voter in SecretVoter.objects.all()} == set(said)
    columns = {field.column for field in SecretVoter._meta.local_fields}
    assert columns == {"id", "motion_id", "seat_id", "cast_by_id"}, "no time, and no way it was said"
    assert voices_in_the_database() == Counter()
    assert rows_written_with("commission_secretvoter") <= {"commission_ballotbox", "commission_secretvoter"}


def voices_in_the_database() -> Counter:
    """Every cell of every table that is the name of a choice."""
    found: Counter = Counter()
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(
                f'SELECT cell.value FROM "{table}" t, jsonb_each_text(to_jsonb(t)) cell '
                "WHERE cell.value ~ '\\m(against|abstention|Contre|Abstention)\\M'"
            )
            found.update((table, value) for (value,) in cursor.fetchall())
    return found


def rows_written_with(table: str) -> set[str]:
    """The tables with a row written in a transaction that also wrote a row of `table`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT xmin::text FROM {table}")
        writers = [xmin for (xmin,) in cursor.fetchall()]
        found = set()
        for name in tables():
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{name}" WHERE xmin::text = ANY(%s))', [writers])
            if cursor.fetchone()[0]:
                found.add(name)
    return found
