"""A refusal blocks for the voted delay, unless a worker notes what changed since."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import actions
from applications.checking import actions as checking
from applications.enums import State
from applications.models import LoanApplication, NewFacts
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.schemes.models import SchemeTerms
from tests.applications.browsing import post
from tests.applications.builders import a_partners_user, an_open_scheme, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def again():
    """A request of somebody who was refused a month ago, under terms that make them wait three."""
    scheme = an_open_scheme()
    SchemeTerms.objects.filter(scheme=scheme).update(reapplication_months=3)
    before = in_review(scheme=scheme)
    refused_on = timezone.localdate() - timedelta(days=30)
    LoanApplication.objects.filter(pk=before.pk).update(
        state=State.DECIDED, closed_at=timezone.now(), refused_on=refused_on
    )
    return in_review(by=a_partners_user(), scheme=scheme)


def url_of(application):
    return reverse("applications:new_facts", args=[application.reference])


def verdict(application) -> tuple[str, str]:
    check = actions.check_eligibility(application=application, by=a_user(), now=timezone.now())
    line = next(line for line in check.verdicts if line["code"] == "earlier_refusal")
    return line["verdict"], line["why"]


def test_noted_facts_turn_the_block_into_a_flag(sign_in, again):
    client = sign_in(a_user())
    assert verdict(again)[0] == "fail"
    assert url_of(again) in client.get(f"/demandes/{again.reference}/").content.decode()
    assert client.get(url_of(again)).status_code == 200
    answer = post(client, url_of(again), text="Un CDI depuis lundi.", revision=again.revision)
    assert answer.url == f"/demandes/{again.reference}/"
    again.refresh_from_db()
    kind, why = verdict(again)
    assert kind == "flag"
    assert why.endswith("Depuis\u00a0: Un CDI depuis lundi.")


def test_it_makes_the_former_check_stale(again):
    verdict(again)
    told = {"expected_revision": again.revision, "by": a_user(), "now": timezone.now()}
    checking.note_new_facts(application=again, text="Un CDI", **told)
    with pytest.raises(Refusal, match="évaluation"):
        actions.mark_ready(application=again, by=a_user(), now=timezone.now())
    with pytest.raises(Stale):
        checking.note_new_facts(application=again, text="Un CDI", **told | {"expected_revision": 1})


def test_bad_words_are_said_and_kept(sign_in, again):
    client = sign_in(a_user())
    for text in ("", "  ", "x" * 501, "\x00"):
        assert post(client, url_of(again), text=text, revision=again.revision).status_code == 422
    late = post(client, url_of(again), text="Un CDI", revision=1)
    assert late.status_code == 409
    assert "Un CDI" in late.content.decode()
    assert not NewFacts.objects.exists()


def test_posted_twice_is_noted_once(sign_in, again):
    client, typed = sign_in(a_user()), {"once": str(uuid.uuid4()), "text": "Un CDI", "revision": again.revision}
    for _ in range(2):
        client.post(url_of(again), typed)
    assert NewFacts.objects.count() == 1


def test_who_may_note_them(sign_in, again):
    for person in (a_partners_user(), a_user(Role.SECRETARY), a_user(Role.CHAIR)):
        assert sign_in(person).get(url_of(again)).status_code == 404
        assert post(sign_in(person), url_of(again), text="Un CDI").status_code == 404


def test_a_closed_request_takes_none(sign_in, again):
    actions.withdraw(application=again, reason="abandoned", note="Renonce", by=a_user(), now=timezone.now())
    assert sign_in(a_user()).get(url_of(again)).status_code == 302
    with pytest.raises(WrongState):
        checking.note_new_facts(
            application=again, text="Un CDI", expected_revision=again.revision, by=a_user(), now=timezone.now()
        )
