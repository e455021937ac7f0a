"""What the CCAS adds to a referral stays with the CCAS, by whatever way a partner looks for it."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from applications import actions
from applications.enums import ClosingReason, Step
from applications.models import LoanApplication
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from tests.applications.browsing import post, rows
from tests.applications.builders import FRIDGE, a_partners_user, a_ready_application, an_external_scheme, in_review
from tests.applications.partner_space.crawl import TOKENS
from tests.builders import a_user

pytestmark = pytest.mark.django_db
SECRET = "4321"
STEPS = ("personne", "foyer", "budget", "projet", "transmettre")


def completed(partner, worker) -> LoanApplication:
    """A referral to which the CCAS added a resource that the partner did not write."""
    application = in_review(worker, by=partner)
    actions.save_budget(
        application=application,
        incomes=[{"kind": "alimony", "label": "Oncle de Lyon", "amount": Decimal(SECRET)}],
        expenses=[],
        over_indebtedness="plan",
        expected_revision=application.revision,
        by=worker,
        now=timezone.now(),
    )
    return LoanApplication.objects.get(pk=application.pk)


@pytest.mark.parametrize("step", STEPS)
def test_no_step_of_the_referral_shows_it_again(sign_in, step: str):
    partner = a_partners_user()
    application = completed(partner, a_user())
    client, url = sign_in(partner), f"/demandes/{application.reference}/{step}/"
    told = [client.get(url, follow=True)]
    for typed in ({}, {"consented": "on"}, {"ajouter-ressources": "1"}, {"revision": "1"}):
        told.append(post(client, url, **typed))
        told.append(post(client, url, **rows("ressources"), **rows("charges"), **typed))
    for response in told:
        shown = TOKENS.sub("", response.content.decode())
        assert "4\u202f321" not in shown
        assert SECRET not in shown
        assert "Oncle de Lyon" not in shown


def test_a_request_continued_under_another_scheme_hides_it_too(sign_in):
    partner, worker = a_partners_user(), a_user()
    source = completed(partner, worker)
    told = {"by": worker, "now": timezone.now()}
    actions.redirect(application=source, reason=ClosingReason.INCOMPLETE, note="Mieux ailleurs", **told)
    opened = actions.open_under(application=source, scheme=an_external_scheme(), project=FRIDGE, **told)
    page = sign_in(partner).get(f"/demandes/{opened.reference}/").content.decode()
    assert "ses ajouts ne sont pas montrés ici" in page
    assert "4\u202f321" not in page


def test_the_persons_address_corrected_later_is_hidden_in_the_first_request(sign_in):
    partner, worker = a_partners_user(), a_user()
    source = in_review(worker, by=partner)
    told = {"by": worker, "now": timezone.now()}
    actions.redirect(application=source, reason=ClosingReason.INCOMPLETE, note="Mieux ailleurs", **told)
    opened = actions.open_under(application=source, scheme=an_external_scheme(), project=FRIDGE, **told)
    actions.save_person(
        application=opened, person={"address": "Foyer du Pont"}, expected_revision=opened.revision, **told
    )
    assert "Foyer du Pont" not in sign_in(partner).get(f"/demandes/{source.reference}/").content.decode()


def test_the_list_says_nothing_of_how_a_loan_is_repaid(sign_in):
    partner, worker = a_partners_user(), a_user()
    application = a_ready_application(worker, by=partner, now=timezone.now())
    for step, is_shared in ((Step.COMMISSION, True), (Step.CONTRACT, True), (Step.REPAYMENT, False)):
        actions.record_milestone(
            application=application,
            step=step,
            sentence="Étape",
            note="Étape",
            is_done=True,
            is_shared=is_shared,
            by=worker,
            now=timezone.now(),
        )
    row = sign_in(partner).get("/demandes/").context["rows"][0]
    assert row["step"] == "Remboursement"
    assert sign_in(worker).get("/demandes/?liste=toutes").context["rows"][0]["step"] == "Terminé"


def test_why_the_commission_postponed_is_not_for_the_partner(sign_in):
    partner, worker = a_partners_user(), a_user()
    application = a_ready_application(worker, by=partner)
    told = {"application": application, "by": worker, "now": timezone.now()}
    actions.put_on_agenda(meeting_on=timezone.localdate(), **told)
    actions.take_off_agenda(why="Reportée\u00a0: doute sur la bonne foi", **told)
    url = f"/demandes/{application.reference}/"
    assert "bonne foi" not in sign_in(partner).get(url).content.decode()
    assert "Examen reporté" in sign_in(partner).get(url).content.decode()
    assert "bonne foi" in sign_in(worker).get(url).content.decode()


@pytest.mark.parametrize("step", ["evaluation", "clore", "pieces", "budget", "foyer"])
def test_who_refers_for_a_partner_does_not_review_whatever_else_they_hold(sign_in, step: str):
    both = a_partners_user()
    both.groups.add(Group.objects.get(name=Role.SOCIAL_WORKER))
    application = completed(User.objects.get(pk=both.pk), a_user())
    client, url = sign_in(both), f"/demandes/{application.reference}/{step}/"
    for response in (client.get(url, follow=True), post(client, url, revision=application.revision)):
        assert response.status_code in (200, 404, 409, 422)
        assert "4\u202f321" not in response.content.decode()
    assert client.get(url).status_code == (404 if step in ("evaluation", "clore", "pieces") else 302)
