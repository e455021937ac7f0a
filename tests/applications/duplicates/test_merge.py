"""One dossier out of two: what is kept, what is closed, who reads what."""

import pytest
from django.utils import timezone

from applications import actions
from applications.duplicates.actions import merge
from applications.duplicates.queries import possible_duplicates
from applications.enums import ClosingReason, State
from applications.models import IdentityFinding, InternalNote, LoanApplication
from harmonie.accounts.models import User
from harmonie.refusals import Refusal, WrongState
from tests.applications.browsing import post
from tests.applications.builders import a_partners_user, a_ready_application, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def united(one: LoanApplication, other: LoanApplication, by: User | None = None) -> LoanApplication:
    return merge(one=one, other=other, why="Vue au CCAS", by=by or a_user(), now=timezone.now())


def test_the_later_request_is_closed_and_leads_to_the_kept_one(sign_in):
    one, other = in_review(), in_review(first_name="Nadja")
    client = sign_in(a_user())
    response = post(client, f"/demandes/{other.reference}/doublons/", other=one.reference, said="merge", why="")
    assert response["Location"] == f"/demandes/{one.reference}/"
    for application in (one, other):
        application.refresh_from_db()
    assert (other.state, other.closing_reason) == (State.WITHDRAWN, ClosingReason.DUPLICATE)
    assert other.merged_into == one
    assert one.state == State.IN_REVIEW
    assert IdentityFinding.objects.get().is_same
    assert not possible_duplicates(one).exists()
    assert one.reference in client.get(f"/demandes/{other.reference}/").content.decode()


def test_histories_and_notes_are_read_from_the_kept_one(sign_in):
    worker = a_user()
    one, other = in_review(), in_review(a_user(first_name="Solène"))
    InternalNote.objects.create(application=other, text="Bail à relire", written_at=timezone.now(), written_by=worker)
    united(one, other, worker)
    page = sign_in(worker).get(f"/demandes/{one.reference}/").content.decode()
    for words in (f"Réunie ici\u00a0: n°\u00a0{other.reference}", "Bail à relire", "Prise en charge par Solène"):
        assert words in page
    assert f"Réunie avec le dossier {other.reference}" in page


def test_each_partner_learns_nothing_of_the_other(sign_in):
    first, second = a_partners_user(), a_partners_user()
    one, other = in_review(by=first), in_review(by=second)
    united(one, other)
    kept = sign_in(first).get(f"/demandes/{one.reference}/").content.decode()
    closed = sign_in(second).get(f"/demandes/{other.reference}/").content.decode()
    assert "Réunie" not in kept + closed
    assert str(second.partner) not in kept
    assert str(first.partner) not in closed
    assert one.reference not in closed
    assert other.reference not in kept
    assert "déjà" not in closed
    assert "Le CCAS suit la personne" in closed


def test_a_request_on_the_agenda_is_kept_whichever_came_first():
    early, late = in_review(), a_ready_application()
    actions.put_on_agenda(application=late, meeting_on=timezone.localdate(), by=a_user(), now=timezone.now())
    assert united(early, late) == late
    early.refresh_from_db()
    assert early.merged_into == late


def test_two_on_the_agenda_are_not_merged():
    both = [a_ready_application(), a_ready_application()]
    for application in both:
        actions.put_on_agenda(application=application, meeting_on=timezone.localdate(), by=a_user(), now=timezone.now())
    with pytest.raises(Refusal, match="ordre du jour"):
        united(*both)


def test_what_has_ended_is_not_merged(sign_in):
    worker, one, other = a_user(), in_review(), in_review()
    actions.withdraw(application=other, reason=ClosingReason.ABANDONED, note="Non", by=worker, now=timezone.now())
    with pytest.raises(WrongState):
        united(one, other)
    typed = {"other": other.reference, "said": "merge"}
    assert post(sign_in(worker), f"/demandes/{one.reference}/doublons/", **typed).status_code == 404


def test_a_second_merge_of_the_same_two_is_refused():
    one, other = in_review(), in_review()
    united(one, other)
    with pytest.raises(WrongState):
        united(one, other)


def test_who_stepped_aside_from_one_reads_neither(sign_in):
    worker, one, other = a_user(), in_review(), in_review()
    actions.exclude_reader(application=other, user=worker, now=timezone.now())
    united(one, other)
    client = sign_in(worker)
    assert client.get(f"/demandes/{one.reference}/").status_code == 404
    assert client.get(f"/demandes/{other.reference}/").status_code == 404


def test_nobody_steps_aside_from_an_agenda_by_a_merge():
    one, other, worker = a_ready_application(), in_review(), a_user()
    actions.put_on_agenda(application=one, meeting_on=timezone.localdate(), by=worker, now=timezone.now())
    actions.exclude_reader(application=other, user=worker, now=timezone.now())
    with pytest.raises(Refusal, match="de l’ordre du jour"):
        united(one, other)


def test_what_was_found_to_be_two_people_can_still_be_merged_and_says_so():
    one, other = in_review(), in_review(last_name="Autrement", first_name="Zoé")
    united(one, other)
    assert IdentityFinding.objects.get().why == "Vue au CCAS"
    assert LoanApplication.objects.get(pk=other.pk).merged_into == one
