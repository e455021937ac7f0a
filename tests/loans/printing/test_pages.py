"""Asked for, watched, opened, cancelled and taken up again, by those who keep the books and see every loan in it."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse

from harmonie.accounts.roles import Role
from harmonie.registry.models import AccessEntry
from loans.enums import BatchState
from loans.models import PrintBatch
from loans.printing import actions, tasks
from loans.printing import making_actions as making
from tests.builders import a_user
from tests.loans.builders import NOW, a_clerk, an_active_loan, once

pytestmark = pytest.mark.django_db
ROOM = "/prets/impressions/"
ASKED = {"kind": "schedule", "tab": "en-cours", "sides": "recto"}


def at(name, batch):
    return reverse(f"loans:{name}", args=[batch.pk])


def ask(browser, **typed):
    return browser.post(ROOM, ASKED | typed | (once() if "once" not in typed else {}))


def test_from_the_form_to_the_file(finance, sign_in, django_capture_on_commit_callbacks, monkeypatch):
    loan, queued = an_active_loan(), []
    monkeypatch.setattr(tasks, "make_batch", type("Task", (), {"enqueue": queued.append}))
    form = once()
    with django_capture_on_commit_callbacks(execute=True):
        first, second = ask(finance, **form), ask(finance, **form)
    batch = PrintBatch.objects.get()
    assert first.url == second.url == at("print_batch", batch)
    assert queued == [batch.pk]
    assert (batch.total, batch.both_sides, batch.query) == (1, False, "Échéanciers, prêts «\u202fen cours\u202f»")
    page = finance.get(first.url)
    assert "attend son tour" in page.text
    assert 'data-hx-trigger="every 2s"' in page.text
    assert "Actualiser" in page.text
    assert "HX-Refresh" not in finance.get(at("print_progress", batch))
    assert finance.get(at("print_file", batch)).status_code == 404
    making.make_batch(batch_id=batch.pk, clock=lambda: NOW)
    assert finance.get(at("print_progress", batch))["HX-Refresh"] == "true"
    assert "Ouvrir le fichier (PDF, 0,1\u00a0Mo)" in finance.get(first.url).text
    answer = finance.get(at("print_file", batch))
    content = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
    assert AccessEntry.objects.filter(subject="impression groupée", user=finance.user).count() == 1
    # A colleague of the desk may open it, unless a loan in it does not exist for them.
    colleague = sign_in(a_clerk())
    assert colleague.get(at("print_file", batch)).status_code == 200
    recused = a_clerk()
    loan.decision.application.exclusions.create(user=recused, declared_at=NOW)
    assert sign_in(recused).get(at("print_file", batch)).status_code == 404
    assert sign_in(recused).get(ROOM).context["rows"] == []
    for role in (Role.SOCIAL_WORKER, Role.CHAIR, Role.ADMINISTRATOR):
        other = sign_in(a_user(role))
        assert {other.get(address).status_code for address in (ROOM, first.url, at("print_file", batch))} == {404}


def test_cancel_and_resume(finance):
    an_active_loan()
    ask(finance)
    batch = PrintBatch.objects.get()
    assert finance.get(at("cancel_print", batch)).status_code == 405
    finance.post(at("resume_print", batch), once())  # nothing has stopped: said, not done
    assert "n’est pas interrompue" in finance.get(at("print_batch", batch)).text
    PrintBatch.objects.update(state=BatchState.RUNNING, alive_at=NOW - timedelta(minutes=5))
    page = finance.get(at("print_batch", batch))
    assert "Interrompu" in page.text
    assert "Reprendre l’impression" in page.text
    finance.post(at("resume_print", batch), once())
    batch.refresh_from_db()
    assert batch.state == BatchState.WAITING
    form = once()
    finance.post(at("cancel_print", batch), form)
    finance.post(at("cancel_print", batch), form)
    batch.refresh_from_db()
    assert batch.state == BatchState.CANCELLED
    assert "Impression annulée" in finance.get(at("print_batch", batch)).text
    finance.post(at("cancel_print", batch), once())
    assert "Cette impression est maintenant" in finance.get(at("print_batch", batch)).text
    assert finance.get(reverse("loans:print_batch", args=[0])).status_code == 404


def test_what_cannot_be_asked(finance, monkeypatch):
    page = ask(finance)
    assert page.status_code == 409
    assert "Aucun prêt de cette liste" in page.text
    for typed in ({"kind": "reminder"}, {"tab": "annules"}, {"sides": "\0"}, {"kind": "x" * 300}):
        assert ask(finance, **typed).status_code == 422
    an_active_loan(), an_active_loan()
    monkeypatch.setattr(actions, "AT_MOST", 1)
    assert "choisissez une liste plus courte" in ask(finance).text
    assert not PrintBatch.objects.exists()


def test_as_many_queries_for_three_as_for_one(finance, django_assert_num_queries, django_assert_max_num_queries):
    an_active_loan()
    ask(finance)
    finance.get(ROOM)
    with django_assert_max_num_queries(15) as one:
        finance.get(ROOM)
    count = len(one)
    ask(finance), ask(finance)
    with django_assert_num_queries(count):
        finance.get(ROOM)
