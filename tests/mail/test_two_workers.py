"""Two workers at once, and one that is killed: on real connections, with a real process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from psycopg.conninfo import make_conninfo

from harmonie.mail.models import OutgoingMail
from harmonie.mail.retrying import WAITS
from harmonie.mail.sending import deliver, deliver_all

from .builders import NOW, a_mail

pytestmark = pytest.mark.django_db(transaction=True)

# A worker whose mail server takes the message and never answers: it says so, then hangs until it is killed.
HANGS = """
import time, django
django.setup()
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from harmonie.mail.sending import deliver_all

def send(message):
    print("taken", flush=True)
    time.sleep(60)

EmailMultiAlternatives.send = send
deliver_all(now=timezone.now())
"""


def test_a_row_that_somebody_else_sends_is_left_alone(run_elsewhere: Callable[[Callable[[], object]], None]) -> None:
    """While one worker holds the row and talks to the mail server, the other passes by."""
    mail, seen = a_mail(), []
    original = EmailMultiAlternatives.send

    def slow(message: EmailMultiAlternatives) -> int:
        run_elsewhere(lambda: seen.append(deliver_all(now=NOW + timedelta(days=2))))
        return original(message)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", slow)
        deliver(mail=mail, now=NOW)
    assert seen == [1]  # it saw the row, and could not have it
    assert len(outbox.outbox) == 1


def test_a_worker_killed_while_it_sends_loses_nothing_and_counts_its_try() -> None:
    mail = a_mail()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": here()}
    command = [sys.executable, "-c", HANGS]
    worker = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "taken\n"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)
        worker.stdout.close()
    left = OutgoingMail.objects.get(pk=mail.pk)
    assert (left.attempts, left.sent_at, left.abandoned_at) == (1, None, None)
    assert left.tried_at is not None
    assert deliver_all(now=left.tried_at + WAITS[0] - timedelta(seconds=1)) == 0
    assert outbox.outbox == []
    sent_by_the_next_one(left)


def here() -> str:
    """The tests' database, as another process finds it."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    given = {names[key]: value for key, value in connection.settings_dict.items() if key in names and value}
    return make_conninfo(**given)


def sent_by_the_next_one(mail: OutgoingMail) -> None:
    """PostgreSQL lets go of the dead worker's row as soon as it notices."""
    for _ in range(50):
        deliver_all(now=mail.tried_at + WAITS[0])
        if outbox.outbox:
            break
        time.sleep(0.1)
    assert len(outbox.outbox) == 1
    again = OutgoingMail.objects.get(pk=mail.pk)
    assert again.attempts == 2
    assert again.sent_at is not None
