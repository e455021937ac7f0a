"""Requests are given to a colleague, one or several at once."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from applications import actions as intake
from applications.models import LoanApplication
from applications.worklist import actions
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal
from tests.applications.builders import a_draft, a_partners_user, a_submitted, in_review
from tests.applications.worklist.builders import URL
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def give(client: Client, worker: User, *applications: LoanApplication, query: str = "", **typed: Any) -> HttpResponse:
    chosen = [application.reference for application in applications]
    data = {"dossier": chosen, "worker": worker.pk, "once": str(uuid.uuid4()), **typed}
    return client.post(URL + query, data)


def worker_of(application: LoanApplication) -> User | None:
    return LoanApplication.objects.get(pk=application.pk).worker


def test_several_are_given_at_once_and_the_same_page_comes_back(sign_in):
    by, colleague = a_user(), a_user()
    given, kept = [a_submitted(), in_review(by)], a_submitted()
    response = give(sign_in(by), colleague, *given, query="?liste=a-traiter&tri=nom", why="Secteur nord")
    assert response["Location"] == f"{URL}?liste=a-traiter&tri=nom"
    assert [worker_of(application) for application in given] == [colleague, colleague]
    assert worker_of(kept) is None
    assert [mail.recipient for mail in OutgoingMail.objects.filter(reference=given[0].reference)][-1] == colleague.email


def test_the_history_says_who_and_why(sign_in):
    by, colleague = a_user(), a_user()
    application = in_review(by)
    give(sign_in(by), colleague, application, why="Elle suit déjà la famille")
    page = sign_in(by).get(f"{URL}{application.reference}/").text
    assert f"Confié à {colleague}\u00a0: Elle suit déjà la famille" in page


def test_to_oneself_no_mail(sign_in):
    by = a_user()
    application = a_submitted()
    before = OutgoingMail.objects.count()
    give(sign_in(by), by, application)
    assert worker_of(application) == by
    assert OutgoingMail.objects.count() == before


def test_said_twice_it_counts_once(sign_in):
    by, colleague, token = a_user(), a_user(), str(uuid.uuid4())
    application, client = a_submitted(), sign_in(by)
    for _ in range(2):
        give(client, colleague, application, once=token)
    actions.assign(application=application, worker=colleague, by=by, now=timezone.now())
    assert LoanApplication.pgh_event_model.objects.filter(pgh_obj=application, worker=colleague).count() == 1


def test_what_is_missing_is_said_and_the_choice_is_kept(sign_in):
    by, application = a_user(), a_submitted()
    client = sign_in(by)
    nobody = client.post(URL, {"dossier": application.reference, "why": "Nord", "once": str(uuid.uuid4())})
    assert nobody.status_code == 422
    assert "Choisissez à qui confier ces dossiers." in nobody.text
    assert 'value="Nord"' in nobody.text
    assert f'value="{application.reference}" id="dossier-{application.reference}"' in nobody.text
    assert nobody.context["chosen"] == [application.reference]
    nothing = give(client, by)
    assert nothing.status_code == 422
    assert "Cochez d’abord" in nothing.text


@pytest.mark.parametrize("chosen", ["2000-9999", "\0", "x" * 500, "٣"])
def test_an_unknown_request_is_refused_in_words(sign_in, chosen: str):
    by = a_user()
    response = sign_in(by).post(URL, {"dossier": chosen, "worker": by.pk, "once": str(uuid.uuid4())})
    assert response.status_code == 422
    assert "rechargez la page" in response.text


def test_all_or_none(sign_in):
    by, colleague = a_user(), a_user()
    first, closed = a_submitted(), in_review(by)
    told = {"reason": "abandoned", "note": "Elle renonce.", "by": by, "now": timezone.now()}
    intake.withdraw(application=closed, **told)
    response = give(sign_in(by), colleague, first, closed)
    assert response.status_code == 422
    assert f"Le dossier {closed.reference} ne se confie pas" in response.text
    assert worker_of(first) is None


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.COMMISSION_MEMBER, Role.PARTNER])
def test_only_an_active_social_worker_follows_requests(role: Role):
    somebody = a_partners_user() if role == Role.PARTNER else a_user(role)
    gone = a_user(is_active=False)
    for worker in (somebody, gone):
        with pytest.raises(Refusal):
            actions.assign(application=a_submitted(), worker=worker, by=a_user(), now=timezone.now())


def test_not_to_whom_the_request_is_hidden_from():
    recused, application = a_user(), a_submitted()
    intake.exclude_reader(application=application, user=recused, now=timezone.now())
    with pytest.raises(Refusal, match="choisissez une autre personne"):
        actions.assign(application=application, worker=recused, by=a_user(), now=timezone.now())


def test_a_draft_stays_with_who_began_it(sign_in):
    by = a_user()
    draft = a_draft(by)
    with pytest.raises(Refusal):
        actions.assign(application=draft, worker=by, by=by, now=timezone.now())


def test_others_give_nothing(sign_in):
    application = a_submitted(partner := a_partners_user())
    for somebody in (partner, a_user(Role.SECRETARY)):
        assert give(sign_in(somebody), a_user(), application).status_code == 404
    assert worker_of(application) is None
    assert sign_in(a_user()).put(URL).status_code == 405


def test_a_stranger_to_the_request_does_not_give_it(sign_in):
    recused, application = a_user(), a_submitted()
    intake.exclude_reader(application=application, user=recused, now=timezone.now())
    response = give(sign_in(recused), recused, application)
    assert response.status_code == 422
    assert str(application.applicant) not in response.text
    with pytest.raises(ObjectDoesNotExist):
        LoanApplication.objects.visible_to(recused).get(pk=application.pk)
