"""One person or two: what somebody of the CCAS says, and what follows from it."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from applications import actions
from applications.duplicates.actions import record_finding
from applications.duplicates.queries import other_requests, possible_duplicates, same_person
from applications.models import IdentityFinding, LoanApplication
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from tests.applications.browsing import post
from tests.applications.builders import a_partners_user, a_submitted, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
MARRIED = {"last_name": "Morel-Diaz"}
SOMEBODY = {"first_name": "Karim", "last_name": "Sow", "birth_date": date(1970, 1, 1), "address": "ailleurs"}


def page(application: LoanApplication) -> str:
    return f"/demandes/{application.reference}/doublons/"


def say(by: User, one: LoanApplication, other: LoanApplication, is_same: bool) -> IdentityFinding:
    told = {"is_same": is_same, "why": "", "by": by, "now": timezone.now()}
    return record_finding(one=one.applicant, other=other.applicant, **told)


def two(**facts: Any) -> tuple[LoanApplication, LoanApplication]:
    return a_submitted(), a_submitted(**facts)


def test_a_worker_sees_both_side_by_side_and_the_evidence(sign_in):
    one, other = two(first_name="Nadja")
    text = sign_in(a_user()).get(page(one)).content.decode()
    assert "Même date de naissance, nom proche, même adresse" in text
    for words in ("Nadia Benali", "Nadja Benali", other.reference, "pareil", "proche"):
        assert words in text


def test_the_same_person_is_said_and_eligibility_counts_it(sign_in):
    one, other = two(**MARRIED)
    actions.record_live_loan(application=other, reference="P2027-0001", by=a_user(), now=timezone.now())
    assert not other_requests(one).exists()
    response = post(sign_in(a_user()), page(one), other=other.reference, said="same", why="Carte d’identité")
    assert response.status_code == 302
    finding = IdentityFinding.objects.get()
    assert (finding.is_same, finding.why, finding.one) == (True, "Carte d’identité", one.applicant)
    assert [request.live_loan for request in other_requests(one)] == ["P2027-0001"]


def test_two_people_are_not_shown_again_and_do_not_count(sign_in):
    one, other = two()
    client = sign_in(a_user())
    assert other in other_requests(one)
    post(client, page(other), other=one.reference, said="apart")
    assert not other_requests(one).exists()
    assert not possible_duplicates(one).exists()
    assert "Peut-être" not in client.get(f"/demandes/{one.reference}/").content.decode()
    assert "Déjà distinguées" in client.get(page(one)).content.decode()


def test_a_mistake_is_put_right_by_a_later_finding(sign_in):
    one, other = two()
    client = sign_in(a_user())
    post(client, page(one), other=other.reference, said="apart")
    assert post(client, page(one), other=other.reference, said="same").status_code == 302
    assert other in other_requests(one)
    assert IdentityFinding.objects.count() == 2


def test_it_follows_from_row_to_row():
    worker, one, other = a_user(), a_submitted(), a_submitted(**SOMEBODY)
    third = a_submitted(**{**SOMEBODY, "first_name": "Aïcha", "last_name": "Zeroual"})
    say(worker, one, third, True)
    say(worker, third, other, True)
    assert same_person(one.applicant) == {one.applicant_id, other.applicant_id, third.applicant_id}
    say(worker, one, other, False)
    assert same_person(one.applicant) == {one.applicant_id, third.applicant_id}


def test_said_twice_is_told_and_not_written_twice(sign_in):
    one, other = two()
    say(a_user(first_name="Yasmine"), one, other, True)
    response = post(sign_in(a_user()), page(one), other=other.reference, said="same", why="Vue ensemble")
    assert response.status_code == 409
    assert "Yasmine" in response.content.decode()
    assert "Vue ensemble" in response.content.decode()
    assert IdentityFinding.objects.count() == 1


def test_one_row_is_no_pair():
    one = a_submitted()
    with pytest.raises(Refusal):
        say(a_user(), one, one, True)


def test_the_later_word_of_two_is_the_one_that_counts():
    one, other = two()
    say(a_user(), one, other, False)
    say(a_user(), other, one, True)
    with pytest.raises(WrongState):
        say(a_user(), one, other, True)


@pytest.mark.parametrize("typed", [{"said": "x"}, {"said": ""}, {"said": "same", "why": "é" * 301}, {"said": "\0"}])
def test_odd_input_is_a_sentence_and_keeps_what_was_typed(sign_in, typed: dict[str, str]):
    one, other = two()
    response = post(sign_in(a_user()), page(one), other=other.reference, **typed)
    assert response.status_code == 422
    assert typed.get("why", "") in response.content.decode()


@pytest.mark.parametrize("named", ["", "2099-0001", "\0", "’" * 300])
def test_a_request_that_is_not_there(sign_in, named: str):
    assert post(sign_in(a_user()), page(a_submitted()), other=named, said="same").status_code == 404


def test_a_request_of_a_draft_cannot_be_named(sign_in):
    worker, one = a_user(), a_submitted()
    hidden = a_submitted()
    actions.exclude_reader(application=hidden, user=worker, now=timezone.now())
    client = sign_in(worker)
    assert post(client, page(one), other=hidden.reference, said="same").status_code == 404
    assert hidden.reference not in client.get(page(one)).content.decode()
    assert hidden.reference not in client.get(f"/demandes/{one.reference}/").content.decode()
    assert sign_in(worker).get(page(hidden)).status_code == 404


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.FINANCE, Role.ADMINISTRATOR, Role.COMMISSION_MEMBER])
def test_only_who_reviews_says_it(sign_in, role: Role):
    one, other = two()
    client = sign_in(a_user(role))
    assert client.get(page(one)).status_code == 404
    assert post(client, page(one), other=other.reference, said="same").status_code == 404


def test_a_partner_compares_nothing(sign_in):
    partner = a_partners_user()
    one, other = a_submitted(partner), a_submitted(partner)
    client = sign_in(partner)
    assert client.get(page(one)).status_code == 404
    assert post(client, page(one), other=other.reference, said="merge").status_code == 404


def test_a_wrong_method(sign_in):
    assert sign_in(a_user()).put(page(a_submitted())).status_code == 405


def test_the_loan_of_a_person_under_another_spelling_blocks(sign_in):
    """Worked case 8."""
    worker = a_user()
    first = a_submitted(first_name="Fatoumata", last_name="Diallo")
    actions.record_live_loan(application=first, reference="P2027-0001", by=worker, now=timezone.now())
    second = in_review(worker, first_name="Fatou", last_name="Dialo", scheme=first.scheme)
    check = actions.check_eligibility(application=second, by=worker, now=timezone.now())
    assert not check.is_eligible
    assert [line["say"] for line in check.verdicts if line["verdict"] == "fail"] == ["Prêt en cours"]
