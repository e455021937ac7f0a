"""Intake on the first page: each kind for whom it waits, until it is done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications import actions
from applications.documents import actions as papers
from applications.documents.actions import Asked, Piece
from applications.documents.enums import AskedOf
from applications.models import DocumentRequest, LoanApplication
from harmonie.accounts.roles import Role
from reporting.home.waiting import groups_for
from tests.applications.builders import a_partners_user, a_ready_application, a_submitted, an_open_scheme, in_review
from tests.applications.documents.builders import a_file
from tests.builders import a_user

from .reading import counts_agree, kinds

pytestmark = pytest.mark.django_db
STRANGERS = (Role.COMMISSION_MEMBER, Role.CHAIR, Role.FINANCE, Role.AUDITOR)


def test_from_taking_over_to_the_agenda(sign_in):
    today, now = timezone.localdate(), timezone.now()
    worker, colleague, secretary = a_user(), a_user(), a_user(Role.SECRETARY)
    case = a_submitted(scheme=an_open_scheme())
    for one in (worker, colleague):
        assert kinds(one, today) == {"À prendre en charge": ["Prendre en charge la demande de Nadia Benali"]}
    assert kinds(secretary, today) == {}
    actions.take_over(application=case, by=worker, now=now)
    assert list(kinds(worker, today)) == ["Évaluations à terminer"]
    assert kinds(colleague, today) == {}
    assert counts_agree(sign_in(worker), worker, today)
    case.refresh_from_db()
    told = {"application": case, "by": worker, "now": now}
    actions.assess(assessment="Tenu.", expected_revision=case.revision, **told)
    actions.check_eligibility(**told)
    actions.mark_ready(**told)
    assert kinds(worker, today) == {}
    assert list(kinds(secretary, today)) == ["À inscrire à l’ordre du jour"]
    assert counts_agree(sign_in(secretary), secretary, today)
    actions.exclude_reader(application=case, user=secretary, now=now)
    assert kinds(secretary, today) == {}
    assert all(kinds(a_user(role), today) == {} for role in STRANGERS)


def test_documents_are_the_partners_to_bring_then_the_workers_to_read(sign_in):
    today, now = timezone.localdate(), timezone.now()
    worker, partner = a_user(), a_partners_user()
    case = in_review(worker, by=partner)
    asked = papers.ask(
        application=case,
        asked=[Asked("Devis", AskedOf.PARTNER)],
        answer_by=today + timedelta(days=15),
        by=worker,
        now=now,
    )
    other = a_user(partner=a_partners_user().partner)
    assert kinds(worker, today) == {}
    assert kinds(other, today) == {}
    assert list(kinds(partner, today)) == ["À terminer ou à compléter"]
    assert counts_agree(sign_in(partner), partner, today)
    later = today + timedelta(days=16)
    assert list(kinds(worker, later)) == ["Pièces en retard"]
    piece = Piece("Devis", item=asked.items.get())
    papers.deposit(application=case, piece=piece, files=[a_file()], by=partner, now=now)
    assert kinds(partner, today) == {}
    assert list(kinds(worker, today)) == ["Pièces arrivées"]
    assert counts_agree(sign_in(worker), worker, today)
    case.refresh_from_db()
    actions.resume_review(application=case, why="Arrivées", by=worker, now=now)
    assert list(kinds(worker, today)) == ["Évaluations à terminer"]
    assert DocumentRequest.objects.count() == 1


def test_an_answer_waits_until_it_is_read(sign_in):
    today, now = timezone.localdate(), timezone.now()
    worker, partner = a_user(), a_partners_user()
    case = in_review(worker, by=partner)
    actions.withdraw(application=case, reason="abandoned", note="Elle a trouvé ailleurs", by=worker, now=now)
    browser, page = sign_in(partner), f"/demandes/{case.reference}/"
    assert list(kinds(partner, today)) == ["Réponses à lire"]
    assert browser.get(page).status_code == 200
    assert kinds(partner, today) == {}


def test_what_silence_would_reject_comes_first_and_once(sign_in):
    today, now = timezone.localdate(), timezone.now()
    worker, secretary = a_user(Role.SOCIAL_WORKER, Role.SECRETARY), a_user(Role.SECRETARY)
    old = in_review(worker, now=now - timedelta(days=20))
    near = in_review(worker, last_name="Proche", now=now)
    past = a_ready_application(worker, last_name="Passée")
    soon = {near.pk: today + timedelta(days=3), past.pk: today - timedelta(days=1)}
    for key, day in soon.items():
        LoanApplication.objects.filter(pk=key).update(implicit_decision_on=day)
    found = groups_for(worker, today)
    assert [group.label for group in found[:2]] == ["Rejet implicite acquis", "Rejet implicite proche"]
    shown = [line.case for group in found for line in group.lines]
    assert sorted(shown) == sorted([old.reference, near.reference, past.reference])
    assert counts_agree(sign_in(worker), worker, today)
    assert counts_agree(sign_in(secretary), secretary, today)
    assert "Le plus pressé" in sign_in(worker).get("/").text
    partner_reads = kinds(near.referred_by, today)
    assert partner_reads == {}


def test_a_long_list_is_counted_up_to_a_limit(monkeypatch):
    monkeypatch.setattr("reporting.home.groups.FEW", 1)
    monkeypatch.setattr("reporting.home.groups.MOST", 1)
    scheme = an_open_scheme()
    for _ in range(3):
        a_submitted(scheme=scheme)
    group = groups_for(a_user(), timezone.localdate())[0]
    assert (len(group.lines), group.figure, group.is_longer) == (1, "1+", True)
