"""A derogation: asked by a worker, answered by the presidency, read by the commission."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications import actions
from applications.checking import actions as checking
from applications.checking.queries import derogation_of, own_check
from applications.enums import State
from applications.models import Derogation, DerogationRequest, LoanApplication
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, WrongState
from tests.applications.browsing import post
from tests.applications.builders import a_partners_user, an_open_scheme, in_review
from tests.builders import a_user

from .builders import a_chair, a_failed, a_lenient_scheme, an_asked

pytestmark = pytest.mark.django_db
LIST = "/demandes/derogations/"


def ask_url(application: LoanApplication) -> str:
    return reverse("applications:ask_derogation", args=[application.reference])


def answer_url(asked: DerogationRequest) -> str:
    return reverse("applications:answer_derogation", args=[asked.pk])


def page_of(client, application: LoanApplication) -> str:
    return client.get(f"/demandes/{application.reference}/").content.decode()


def ready(application: LoanApplication, by) -> str:
    actions.mark_ready(application=application, by=by, now=timezone.now())
    return LoanApplication.objects.get(pk=application.pk).state


def test_the_whole_way(sign_in):
    worker, chair = a_user(), a_chair()
    desk, presidency = sign_in(worker), sign_in(chair)
    application = a_failed(worker)
    assert "Demander une dérogation" in page_of(desk, application)
    assert post(desk, ask_url(application), reason="Emménage lundi à Rivemont.").status_code == 302
    assert "La présidence répondra" in page_of(desk, application)
    asked = DerogationRequest.objects.get()
    assert f"dossier n°\u00a0{application.reference}" in presidency.get("/").content.decode()
    assert application.reference in presidency.get(LIST).content.decode()
    page = presidency.get(answer_url(asked)).content.decode()
    assert "Emménage lundi" in page
    assert "N’habite pas la commune" in page
    assert post(presidency, answer_url(asked), answer="grant", reason="Bail signé.").url == LIST
    assert "Dérogation accordée le" in page_of(desk, application)
    assert "Préparer pour la commission" in page_of(desk, application)
    assert ready(application, worker) == State.READY
    assert application.reference not in presidency.get(LIST).content.decode()
    assert "Bail signé." in presidency.get(answer_url(asked)).content.decode()


def test_declined_it_says_why_and_the_condition_stays(sign_in):
    asked, chair, worker = an_asked(), a_chair(), a_user()
    application = asked.eligibility_check.application
    post(sign_in(chair), answer_url(asked), answer="decline", reason="Le règlement est clair.")
    assert "Le règlement est clair." in page_of(sign_in(worker), application)
    with pytest.raises(Refusal, match="Une condition n’est pas remplie"):
        ready(application, worker)
    actions.check_eligibility(application=application, by=worker, now=timezone.now())
    assert checking.ask_derogation(application=application, reason="Bail signé", by=worker, now=timezone.now())


def test_without_one_nothing_is_made_ready():
    application = a_failed()
    with pytest.raises(Refusal, match="dérogation"):
        ready(application, a_user())


def granted(asked: DerogationRequest) -> Derogation:
    return checking.grant_derogation(asked=asked, reason="Bail signé.", by=a_chair(), now=timezone.now())


def edited(application: LoanApplication, **told) -> LoanApplication:
    actions.assess(
        application=application,
        assessment="Relue.",
        expected_revision=LoanApplication.objects.get(pk=application.pk).revision,
        **told,
    )
    actions.check_eligibility(application=application, **told)
    return LoanApplication.objects.get(pk=application.pk)


def test_it_holds_for_the_same_failure_after_an_edit_that_changes_nothing_of_it():
    worker, asked = a_user(), an_asked()
    granted(asked)
    application = edited(asked.eligibility_check.application, by=worker, now=timezone.now())
    assert derogation_of(own_check(application)) is not None
    assert ready(application, worker) == State.READY


def test_it_does_not_hold_for_another_failure():
    worker, asked = a_user(), an_asked()
    granted(asked)
    application = asked.eligibility_check.application
    told = {"by": worker, "now": timezone.now()}
    actions.save_budget(
        application=application,
        incomes=[{"kind": "salary", "amount": 2000}],
        expenses=[],
        over_indebtedness="none",
        expected_revision=LoanApplication.objects.get(pk=application.pk).revision,
        **told,
    )
    actions.check_eligibility(application=application, **told)
    assert derogation_of(own_check(application)) is None
    with pytest.raises(Refusal):
        ready(application, worker)


def test_it_is_not_granted_on_figures_that_changed():
    asked, now = an_asked(), timezone.now()
    edited(asked.eligibility_check.application, by=a_user(), now=now)
    with pytest.raises(WrongState, match="a changé"):
        granted(asked)


def test_it_is_asked_only_where_it_may_be():
    worker = a_user()
    told = {"reason": "Pourquoi pas", "by": worker, "now": timezone.now()}
    strict = a_failed(worker, scheme=an_open_scheme())
    with pytest.raises(WrongState, match="ne prévoient pas"):
        checking.ask_derogation(application=strict, **told)
    with pytest.raises(WrongState, match="a changé"):
        checking.ask_derogation(application=in_review(worker, scheme=a_lenient_scheme()), **told)
    fine = a_failed(worker, city="Rivemont", postcode="60990")
    with pytest.raises(WrongState, match="aucune dérogation n’est nécessaire"):
        checking.ask_derogation(application=fine, **told)
    asked = an_asked(worker)
    with pytest.raises(WrongState, match="déjà été demandée"):
        checking.ask_derogation(application=asked.eligibility_check.application, **told)


def test_a_running_loan_is_never_waived():
    worker, now = a_user(), timezone.now()
    scheme = a_lenient_scheme()
    before = in_review(worker, scheme=scheme)
    actions.record_live_loan(application=before, reference="P2026-0001", by=worker, now=now)
    application = a_failed(worker, scheme=scheme)
    with pytest.raises(WrongState, match="prêt en cours"):
        checking.ask_derogation(application=application, reason="Pourquoi pas", by=worker, now=now)


def test_who_asked_does_not_answer(sign_in):
    both = a_user(Role.SOCIAL_WORKER, Role.CHAIR)
    asked = an_asked(both)
    client = sign_in(both)
    assert "une autre personne doit y répondre" in client.get(answer_url(asked)).content.decode()
    assert post(client, answer_url(asked), answer="grant", reason="Oui").status_code == 409
    assert asked.eligibility_check.application.reference not in client.get(LIST).content.decode()
    assert not Derogation.objects.exists()


def test_the_second_answer_is_told_kindly(sign_in):
    asked = an_asked()
    granted(asked)
    answer = post(sign_in(a_chair()), answer_url(asked), answer="decline", reason="Non")
    assert answer.status_code == 409
    asked.refresh_from_db()
    assert asked.declined_at is None


def test_posted_twice_is_one_answer(sign_in):
    client, asked, token = sign_in(a_chair()), an_asked(), str(uuid.uuid4())
    for _ in range(2):
        client.post(answer_url(asked), {"once": token, "answer": "grant", "reason": "Bail signé."})
    assert Derogation.objects.count() == 1


BAD = [
    {"answer": "grant", "reason": ""},
    {"answer": "maybe", "reason": "a"},
    {"reason": "a"},
    {"answer": "grant", "reason": "\x00"},
    {"answer": "grant", "reason": "x" * 3000},
]


@pytest.mark.parametrize("typed", BAD)
def test_a_bad_answer_is_said_and_kept(sign_in, typed):
    asked = an_asked()
    answer = post(sign_in(a_chair()), answer_url(asked), **typed)
    assert answer.status_code == 422
    assert not Derogation.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHAIR])
def test_nobody_but_the_presidency_answers(sign_in, role):
    asked, client = an_asked(), sign_in(a_user(role))
    for url in (LIST, answer_url(asked)):
        assert client.get(url).status_code == 404
    assert post(client, answer_url(asked), answer="grant", reason="Oui").status_code == 404


def test_a_chair_who_works_for_a_partner_or_stepped_aside_finds_nothing(sign_in):
    asked, chair = an_asked(), a_chair()
    actions.exclude_reader(application=asked.eligibility_check.application, user=chair, now=timezone.now())
    stranger = a_user(Role.CHAIR, Role.PARTNER)
    for person in (chair, stranger):
        assert sign_in(person).get(answer_url(asked)).status_code == 404
        assert asked.eligibility_check.application.reference not in sign_in(person).get(LIST).content.decode()


def test_only_a_worker_asks(sign_in):
    partner = a_partners_user()
    application = a_failed(by=partner)
    for person in (partner, a_user(Role.SECRETARY), a_chair()):
        assert sign_in(person).get(ask_url(application)).status_code == 404
        assert post(sign_in(person), ask_url(application), reason="Oui").status_code == 404
    assert post(sign_in(a_user()), ask_url(application), reason=" ").status_code == 422


def test_a_partner_reads_nothing_of_it(sign_in):
    partner = a_partners_user()
    asked = an_asked(by=partner)
    granted(asked)
    page = page_of(sign_in(partner), asked.eligibility_check.application)
    assert "érogation" not in page


def test_the_person_stays_unnamed_where_the_scheme_says_so(sign_in):
    client = sign_in(a_chair())
    page = client.get(answer_url(an_asked())).content.decode()
    assert "Benali" not in page
    assert "Benali" in client.get(answer_url(an_asked(scheme=a_lenient_scheme(is_anonymised=False)))).content.decode()


def cost(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("url", [LIST, "/"])
def test_the_list_costs_the_same_for_three(sign_in, url):
    client = sign_in(a_chair())
    an_asked()
    one = cost(client, url)
    for name in ("Luc", "Inès"):
        an_asked(first_name=name, last_name=f"Autre {name}")
    assert cost(client, url) == one
