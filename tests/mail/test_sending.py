"""The retry rule: a try is counted before it is made, made again later and later, and given up at last."""

from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.utils import timezone

from harmonie.mail.actions import retry, settle_past
from harmonie.mail.models import OutgoingMail
from harmonie.mail.retrying import TRIES, WAITS
from harmonie.mail.sending import INTERRUPTED, deliver, deliver_all
from harmonie.refusals import WrongState

from .builders import NOW, a_mail

SECOND = timedelta(seconds=1)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A mail server that is down; how often it was asked."""
    asked: list[int] = []

    def fail(message: EmailMultiAlternatives) -> None:
        asked.append(1)
        raise SMTPServerDisconnected("Connection unexpectedly closed")

    monkeypatch.setattr(EmailMultiAlternatives, "send", fail)
    return asked


def as_it_is(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.get(pk=mail.pk)


def test_a_message_is_sent_once(db: None) -> None:
    mail = a_mail()
    for later in (0, 1, 3600, 999999):
        assert deliver(mail=mail, now=NOW + later * SECOND) is None
    assert len(outbox.outbox) == 1
    sent = as_it_is(mail)
    assert (sent.attempts, sent.tried_at, sent.trouble) == (1, NOW, "")
    assert sent.sent_at is not None


def test_its_headers_say_that_a_machine_wrote_it_and_which_row(db: None, settings: object) -> None:
    settings.HARMONIE_URL = "https://credit.rivemont.example"
    mail = a_mail()
    deliver(mail=mail, now=NOW)
    sent = outbox.outbox[0].message()
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"] == f"<{mail.pk}.{int(NOW.timestamp())}@credit.rivemont.example>"
    assert [part.get_content_type() for part in sent.walk()][1:] == ["text/plain", "text/html"]


def test_a_failure_waits_longer_each_time_and_is_given_up_at_last(db: None, broken: list[int]) -> None:
    mail, now = a_mail(), NOW
    for number, wait in enumerate(WAITS, start=1):
        assert deliver(mail=mail, now=now) == now + wait
        assert deliver(mail=mail, now=now + wait - SECOND) is None  # too early: nothing is tried
        assert len(broken) == number
        now += wait
    assert deliver(mail=mail, now=now) is None
    given_up = as_it_is(mail)
    assert (len(broken), given_up.attempts) == (TRIES, TRIES)
    assert given_up.abandoned_at is not None
    assert given_up.sent_at is None
    assert "SMTPServerDisconnected" in given_up.trouble
    assert deliver_all(now=now + timedelta(days=30)) == 0


def test_a_try_is_counted_before_it_is_made(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the process were killed while it sends: nothing after `send` ever happens."""
    mail = a_mail()

    def killed(message: EmailMultiAlternatives) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(EmailMultiAlternatives, "send", killed)
    with pytest.raises(KeyboardInterrupt):
        deliver(mail=mail, now=NOW)
    assert as_it_is(mail).attempts == 1
    monkeypatch.undo()
    assert deliver_all(now=NOW + WAITS[0] - SECOND) == 0
    assert deliver_all(now=NOW + WAITS[0]) == 1
    assert len(outbox.outbox) == 1
    assert as_it_is(mail).sent_at is not None


def test_killed_at_every_try_it_is_given_up_with_a_word(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    mail, now, sent = a_mail(), NOW, []

    def killed(message: EmailMultiAlternatives) -> None:
        sent.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(EmailMultiAlternatives, "send", killed)
    for wait in (*WAITS, WAITS[-1]):
        with pytest.raises(KeyboardInterrupt):
            deliver(mail=mail, now=now)
        now += wait
    deliver_all(now=now)
    given_up = as_it_is(mail)
    assert len(sent) == TRIES
    assert (given_up.trouble, given_up.abandoned_at) == (INTERRUPTED, now)


def test_what_waits_is_found_by_the_round_and_by_the_command(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        a_mail(now=timezone.now())
    call_command("send_mail")
    assert "Courriels traités\u00a0: 2. En attente\u00a0: 0. Abandonnés\u00a0: 0." in capsys.readouterr().out
    assert len(outbox.outbox) == 2


def test_what_was_given_up_may_be_tried_again(db: None, broken: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    mail = a_mail()
    with pytest.raises(WrongState):
        retry(mail=mail)
    OutgoingMail.objects.filter(pk=mail.pk).update(attempts=TRIES, tried_at=NOW, abandoned_at=NOW, trouble="panne")
    retry(mail=mail)
    again = as_it_is(mail)
    assert (again.attempts, again.abandoned_at, again.trouble) == (0, None, "panne")
    monkeypatch.undo()
    deliver_all(now=NOW)
    assert as_it_is(mail).trouble == ""


def test_a_past_told_in_one_go_is_not_sent(db: None) -> None:
    mail = a_mail()
    settle_past()
    assert as_it_is(mail).sent_at == NOW
    assert deliver_all(now=NOW + timedelta(days=1)) == 0
    assert outbox.outbox == []
