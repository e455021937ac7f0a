"""Notes between colleagues: for who reviews, and for nobody else."""

import pytest
from django.utils import timezone

from applications.correspondence.actions import write_note
from applications.models import InternalNote
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal
from tests.applications.browsing import post
from tests.applications.builders import a_partners_user, in_review
from tests.builders import a_partner, a_user

pytestmark = pytest.mark.django_db
NOTE = "Rappeler la personne mardi."


def where(application) -> str:
    return f"/demandes/{application.reference}/notes/"


def test_a_colleague_writes_one_and_another_reads_it(sign_in):
    worker, application = a_user(), in_review()
    response = post(sign_in(worker), where(application), **{"note-text": NOTE})
    assert response.status_code == 302
    assert response["Location"] == f"/demandes/{application.reference}/#notes"
    assert InternalNote.objects.get().written_by == worker
    assert NOTE in sign_in(a_user()).get(f"/demandes/{application.reference}/").content.decode()


def both(role: Role) -> User:
    return a_user(role, Role.SOCIAL_WORKER, partner=a_partner())


@pytest.mark.parametrize(
    "stranger",
    [
        lambda: a_user(Role.COMMISSION_MEMBER),
        lambda: a_user(Role.SECRETARY),
        lambda: a_user(Role.FINANCE),
        a_partners_user,
        lambda: both(Role.PARTNER),
    ],
    ids=["member", "secretary", "finance", "partner", "partner who also reviews"],
)
def test_nobody_else_reads_or_writes(sign_in, stranger):
    user, application = stranger(), in_review()
    write_note(application=application, text=NOTE, by=a_user(), now=timezone.now())
    assert sign_in(user).get(where(application)).status_code == 404
    assert post(sign_in(user), where(application), **{"note-text": "x"}).status_code == 404
    assert NOTE not in sign_in(user).get(f"/demandes/{application.reference}/").content.decode()
    with pytest.raises(Refusal):
        write_note(application=application, text="x", by=user, now=timezone.now())


def test_the_partner_who_referred_does_not_read_it(sign_in):
    partner = a_partners_user()
    application = in_review(by=partner)
    write_note(application=application, text=NOTE, by=a_user(), now=timezone.now())
    for page in ("", "messages/"):
        assert NOTE not in sign_in(partner).get(f"/demandes/{application.reference}/{page}").content.decode()
    assert sign_in(partner).get(where(application)).status_code == 404


@pytest.mark.parametrize("text", ["", " ", "x" * 4001])
def test_a_note_that_cannot_be_kept_comes_back(sign_in, text: str):
    worker, application = a_user(), in_review()
    response = post(sign_in(worker), where(application), **{"note-text": text})
    assert response.status_code == 422
    assert text in response.content.decode()
    assert not InternalNote.objects.exists()


def test_other_methods(sign_in):
    assert sign_in(a_user()).delete(where(in_review())).status_code == 405
