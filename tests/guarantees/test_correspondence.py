"""What is written about a request says something; a colleague is in a dossier once."""

import pytest

from applications.models import InternalNote, LoanApplication, Message, Reader
from tests.story import LATER, NOW, House, a_ready_case

from .attack import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(house: House) -> LoanApplication:
    return a_ready_case(house)


def test_a_note_says_something(house: House, application: LoanApplication) -> None:
    with refused("internalnote_says_something"):
        InternalNote.objects.create(application=application, text="", written_at=NOW, written_by=house.worker)


def test_a_message_says_something(house: House, application: LoanApplication) -> None:
    with refused("message_says_something"):
        Message.objects.create(
            application=application, text="", is_from_partner=False, written_at=NOW, written_by=house.worker
        )


def test_a_colleague_is_in_a_dossier_once(house: House, application: LoanApplication) -> None:
    Reader.objects.create(application=application, user=house.worker, opened_at=NOW, seen_at=NOW)
    with refused("reader_once_per_person"):
        Reader.objects.create(application=application, user=house.worker, opened_at=NOW, seen_at=NOW)


def test_a_dossier_is_opened_before_it_is_seen(house: House, application: LoanApplication) -> None:
    with refused("reader_opened_before_seen"):
        Reader.objects.create(application=application, user=house.worker, opened_at=LATER, seen_at=NOW)
