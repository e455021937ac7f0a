"""Mail: what was written stays, what left has left, and nothing is both sent and given up."""

import pytest

from harmonie.mail.models import OutgoingMail
from tests.mail.builders import NOW, a_mail

from .attack import refused, sql

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", ["text = 'autre'", "recipient = 'a@b.example'", "subject = ''", "reference = 'X'"])
def test_a_message_is_what_was_written(change: str) -> None:
    mail = a_mail()
    with refused("outgoingmail_text_is_final", mail):
        sql(f"UPDATE mail_outgoingmail SET {change} WHERE id = %s", mail.pk)


def test_a_message_that_left_has_left() -> None:
    mail = a_mail()
    sql("UPDATE mail_outgoingmail SET sent_at = %s WHERE id = %s", NOW, mail.pk)
    with refused("outgoingmail_sent_once", mail):
        sql("UPDATE mail_outgoingmail SET sent_at = NULL WHERE id = %s", mail.pk)


def test_a_message_is_not_both_sent_and_given_up() -> None:
    mail = a_mail()
    with refused("outgoingmail_sent_or_abandoned", mail):
        OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=NOW, abandoned_at=NOW)
