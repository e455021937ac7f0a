"""The lender's pages: what they show, what they refuse in words, what they keep of what was typed."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.enums import State
from applications.lender import actions as lender
from applications.lender import making_actions
from applications.models import LenderFile, LoanApplication
from harmonie.accounts.roles import Role
from harmonie.registry.models import AccessEntry
from tests.applications.browsing import post
from tests.applications.builders import a_ready_application, in_review
from tests.builders import a_user

from .builders import WITHOUT, a_file_ready, a_lent_scheme, a_pdf, brings, disbursed, granted, sent, wants

pytestmark = pytest.mark.django_db
ODD = ["", "9" * 400, "\0", "-5", "١٢", "\u202e620", "😀", "1e9", "NaN"]


def at(application: LoanApplication, name: str, *more: object) -> str:
    return reverse(f"applications:{name}", args=[application.reference, *more])


def state_of(application: LoanApplication) -> str:
    return LoanApplication.objects.get(pk=application.pk).state


@pytest.fixture
def client(sign_in):
    return sign_in(a_user())


def test_the_page_says_what_is_missing_and_the_conditions(client):
    scheme = a_lent_scheme()
    application = a_file_ready(scheme=scheme)
    wants(scheme, "Bulletins de salaire")
    page = client.get(at(application, "lender_file")).content.decode()
    for said in ("Bulletins de salaire", "Il manque encore", "Préparer le dossier complet", "Revenus d’activité"):
        assert said in page
    assert page.count("btn-primary") == 1
    assert "Il manque encore pour le prêteur" in client.get(at(application, "detail")).content.decode()


def test_the_file_is_asked_for_followed_and_opened(client):
    application = a_file_ready()
    assert post(client, at(application, "make_lender_file")).url == at(application, "lender_file")
    waiting = client.get(at(application, "lender_file_state")).content.decode()
    assert "En préparation" in waiting
    assert 'data-hx-trigger="every 2s"' in waiting
    file = making_actions.make_lender_file(file=LenderFile.objects.get(), now=timezone.now())
    ready = client.get(at(application, "lender_file_state")).content.decode()
    assert "data-hx-trigger" not in ready
    opened = client.get(at(application, "lender_document", file.document.reference))
    assert opened.content == bytes(file.document.content)
    assert AccessEntry.objects.filter(reference=file.document.reference).count() == 1
    brings(application, None, a_pdf())
    assert "Le dossier a changé" in client.get(at(application, "lender_file")).content.decode()


def test_a_file_that_takes_too_long_may_be_started_again(client):
    application = a_file_ready()
    lender.ask_lender_file(application=application, by=a_user(), now=timezone.now() - 2 * lender.PATIENCE)
    assert "relancez" in client.get(at(application, "lender_file")).content.decode()
    post(client, at(application, "make_lender_file"))
    file = LenderFile.objects.get()
    assert timezone.now() - file.asked_at < lender.PATIENCE


def test_sending_is_written_down_once(client):
    application, token = a_file_ready(), str(uuid.uuid4())
    page = client.get(at(application, "send")).content.decode()
    assert "Pourquoi le dossier part" not in page
    for _ in range(2):
        client.post(at(application, "send"), {"once": token, "sent_on": timezone.localdate(), "channel": "platform"})
    assert (state_of(application), application.lender_sending.channel) == (State.SENT_TO_LENDER, "platform")
    assert client.get(at(application, "send")).status_code == 302
    late = post(client, at(application, "send"), sent_on=timezone.localdate(), channel="mail")
    assert late.status_code == 409


def test_sending_without_a_document_needs_a_reason_and_keeps_the_day(client):
    scheme = a_lent_scheme()
    application = a_file_ready(scheme=scheme)
    wants(scheme, "Relevé d’identité bancaire")
    day = f"{timezone.localdate():%d/%m/%Y}"
    refused = post(client, at(application, "send"), sent_on=day, channel="post", missing_why="")
    assert refused.status_code == 422
    assert "Il manque encore" in refused.content.decode()
    assert f'value="{day}"' in refused.content.decode()
    post(client, at(application, "send"), sent_on=day, channel="post", missing_why=WITHOUT)
    assert state_of(application) == State.SENT_TO_LENDER


def test_what_the_commission_decides_is_not_sent(client):
    application = a_ready_application()
    assert client.get(at(application, "send")).status_code == 302
    assert post(client, at(application, "send"), sent_on="01/01/2026", channel="mail").status_code == 422
    assert client.get(at(application, "lender_file")).status_code == 404
    assert post(client, at(application, "make_lender_file")).url == at(application, "detail")
    assert state_of(application) == State.READY


def test_a_lenders_refusal_needs_its_reason(client):
    application = sent()
    url, day = at(application, "lender_answer"), f"{timezone.localdate():%d/%m/%Y}"
    empty = post(client, url, answer="refused", answered_on=day, reason="", note="")
    assert empty.status_code == 422
    assert "Choisissez le motif du refus." in empty.content.decode()
    post(
        client, url, answer="refused", answered_on=day, reason="budget", note="Trop juste.", blocking_criterion="income"
    )
    application.refresh_from_db()
    assert (application.state, application.closing_reason) == (State.LENDER_REFUSED, "budget")
    assert application.blocking_criterion == "income"


def test_a_lenders_grant_is_followed_to_the_end(client):
    application, day = sent(), f"{timezone.localdate():%d/%m/%Y}"
    answer = {"answer": "granted", "answered_on": day, "amount": "600", "months": "12", "annual_rate": "4,5 %"}
    assert post(client, at(application, "lender_answer"), **answer).url == at(application, "detail")
    assert "600\u202f€ sur 12 mois, à 4,5\u202f%" in client.get(at(application, "detail")).content.decode()
    post(client, at(application, "lender_paid"), disbursed_on=day)
    assert state_of(application) == State.LENDER_DISBURSED
    post(client, at(application, "lender_late"), why="échéance de mars")
    post(client, at(application, "lender_settled"), settled_on=day)
    page = client.get(at(application, "lender_file")).content.decode()
    for said in ("Soldé", "signalé par le prêteur", "d’intérêts", "À payer"):
        assert said in page
    assert post(client, at(application, "lender_settled"), settled_on=day).status_code == 409


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_answer_is_a_sentence_and_changes_nothing(client, odd: str):
    application = sent()
    answer = {"answer": "granted", "answered_on": odd, "amount": odd, "months": odd, "annual_rate": odd, "note": odd}
    assert post(client, at(application, "lender_answer"), **answer).status_code == 422
    assert state_of(application) == State.SENT_TO_LENDER


def test_giving_up_is_a_page(client):
    application = sent()
    assert client.get(at(application, "lender_abandon")).status_code == 200
    assert post(client, at(application, "lender_abandon"), reason="abandoned", note="").status_code == 422
    post(client, at(application, "lender_abandon"), reason="abandoned", note="A trouvé une autre solution.")
    assert state_of(application) == State.WITHDRAWN


@pytest.mark.parametrize(
    "name", ["send", "lender_answer", "lender_paid", "lender_abandon", "lender_settled", "lender_late"]
)
def test_the_moment_must_have_come(client, name: str):
    application = (
        granted().application if name in ("lender_settled", "lender_late") else in_review(scheme=a_lent_scheme())
    )
    assert client.get(at(application, name)).status_code == 302
    day = f"{timezone.localdate():%d/%m/%Y}"
    typed = dict.fromkeys(("sent_on", "answered_on", "disbursed_on", "settled_on"), day)
    typed |= {"channel": "mail", "answer": "refused", "reason": "budget", "note": "Non", "why": "Un retard"}
    assert post(client, at(application, name), **typed).status_code == 409


def test_the_secretary_sees_the_loan_and_no_way_to_change_it(sign_in):
    application = disbursed().application
    page = sign_in(a_user(Role.SECRETARY)).get(at(application, "detail")).content.decode()
    assert "Intérêts du prêt" in page
    assert at(application, "lender_file") not in page


def test_the_page_costs_the_same_for_one_document_and_for_three(client):
    application = a_file_ready()
    brings(application, None, a_pdf())
    with CaptureQueriesContext(connection) as one:
        client.get(at(application, "lender_file"))
    for _ in range(2):
        brings(application, None, a_pdf())
    with CaptureQueriesContext(connection) as three:
        client.get(at(application, "lender_file"))
    assert len(one) == len(three)
    assert not any('"content"' in query["sql"] for query in three.captured_queries)
