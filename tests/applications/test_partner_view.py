"""What partners read of their own referrals, and what they never read."""

from decimal import Decimal

import pytest
from django.utils import timezone

from applications import actions
from applications.enums import ClosingReason, Step
from tests.applications.builders import a_filled_draft, a_partners_user, a_submitted
from tests.builders import a_user

pytestmark = pytest.mark.django_db


def page_of(sign_in, partner, application) -> str:
    return sign_in(partner).get(f"/demandes/{application.reference}/").content.decode()


def reviewed(partner, worker):
    application = a_submitted(partner)
    actions.take_over(application=application, by=worker, now=timezone.now())
    application.refresh_from_db()
    return application


def test_a_partner_reads_what_it_wrote_and_where_it_stands(sign_in):
    partner = a_partners_user()
    page = page_of(sign_in, partner, a_submitted(partner))
    for words in ("Nadia Benali", "Le CCAS a reçu la demande", "Réfrigérateur et lave-linge", "Demande transmise par"):
        assert words in page


def test_a_draft_can_be_continued(sign_in):
    partner = a_partners_user()
    assert "Continuer la saisie" in page_of(sign_in, partner, a_filled_draft(partner))


def test_it_never_reads_the_inner_work(sign_in):
    partner, worker = a_partners_user(), a_user()
    application = reviewed(partner, worker)
    told = {"application": application, "by": worker, "now": timezone.now()}
    actions.assess(assessment="Note intérieure", expected_revision=application.revision, **told)
    actions.check_eligibility(**told)
    page = page_of(sign_in, partner, application)
    for words in ("Note intérieure", "plafond", "Reste à vivre", "Historique", "Contrôle", "Unités de consommation"):
        assert words not in page


def test_what_the_ccas_added_is_not_shown(sign_in):
    partner, worker = a_partners_user(), a_user()
    application = reviewed(partner, worker)
    assert "1\u202f180,00" in page_of(sign_in, partner, application)
    actions.save_budget(
        application=application,
        incomes=[{"kind": "salary", "amount": Decimal(1180)}, {"kind": "alimony", "amount": Decimal(77)}],
        expenses=[],
        over_indebtedness="plan",
        expected_revision=application.revision,
        by=worker,
        now=timezone.now(),
    )
    page = page_of(sign_in, partner, application)
    assert "77,00" not in page
    assert "Surendettement" not in page
    assert "ses ajouts ne sont pas montrés ici" in page


def test_it_reads_what_is_awaited(sign_in):
    partner, worker = a_partners_user(), a_user()
    application = reviewed(partner, worker)
    actions.request_documents(application=application, awaited="Bulletin de mai", by=worker, now=timezone.now())
    assert "Bulletin de mai" in page_of(sign_in, partner, application)


@pytest.mark.parametrize(
    ("reason", "is_told"),
    [(ClosingReason.INCOMPLETE, True), (ClosingReason.DUPLICATE, False), (ClosingReason.RUNNING_LOAN, False)],
)
def test_the_outcome_is_told_unless_it_tells_of_other_requests(sign_in, reason: ClosingReason, is_told: bool):
    partner, worker = a_partners_user(), a_user()
    application = reviewed(partner, worker)
    actions.withdraw(application=application, reason=reason, note="Voici pourquoi.", by=worker, now=timezone.now())
    page = page_of(sign_in, partner, application)
    assert "Sans suite" in page
    assert ("Voici pourquoi." in page) is is_told
    assert (str(reason.label) in page.lower()) is is_told


def test_no_door_leads_to_a_page_that_is_not_theirs(sign_in):
    partner = a_partners_user()
    application = a_submitted(partner)
    actions.record_milestone(
        application=application,
        step=Step.COMMISSION,
        sentence="Accord de 620 €",
        note="Accord",
        url="/commission/decisions/1/",
        by=a_user(),
        now=timezone.now(),
        is_done=True,
    )
    page = page_of(sign_in, partner, application)
    assert "Accord de 620 €" in page
    assert "/commission/" not in page
