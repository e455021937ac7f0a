from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import actions
from applications.dossier.overview import overview, which_terms
from applications.models import LoanApplication
from harmonie.accounts.roles import Role
from harmonie.registry.models import AccessEntry
from harmonie.schemes.models import SchemeTerms
from tests.applications.browsing import post
from tests.applications.builders import (
    a_filled_draft,
    a_partners_user,
    a_ready_application,
    a_submitted,
    an_external_scheme,
    an_open_scheme,
    in_review,
)
from tests.builders import a_scheme, a_user, terms

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def text_of(client, application: LoanApplication, query: str = "") -> str:
    response = client.get(f"/demandes/{application.reference}/{query}")
    assert response.status_code == 200
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.SECRETARY])
def test_the_dossier_says_what_is_known(sign_in, role: Role):
    page = text_of(sign_in(a_user(role)), a_ready_application())
    for words in ("Nadia Benali", "1 180,00", "Revenus d’activité sous le plafond", "Le budget est tenu", "51,67"):
        assert words in page


def test_opening_it_is_logged(sign_in):
    worker, application = a_user(), a_submitted()
    text_of(sign_in(worker), application)
    assert AccessEntry.objects.get(user=worker).reference == application.reference


def test_an_unrecorded_verdict_says_so_and_the_record_takes_its_place(sign_in):
    worker = a_user()
    application, client = in_review(worker), sign_in(worker)
    assert "Contrôle pas encore enregistré" in text_of(client, application)
    actions.check_eligibility(application=application, by=worker, now=timezone.now())
    assert "Contrôle pas encore enregistré" not in text_of(client, application)


def test_an_edit_makes_the_record_obsolete():
    worker, now = a_user(), timezone.now()
    application = in_review(worker)
    actions.check_eligibility(application=application, by=worker, now=now)
    assert overview(application, timezone.localdate()).is_recorded
    revision = application.revision
    actions.assess(application=application, assessment="Bien", expected_revision=revision, by=worker, now=now)
    assert not overview(application, timezone.localdate()).is_recorded


def test_case_7_the_other_scheme_is_advised(sign_in):
    scheme = an_open_scheme()
    an_external_scheme()
    page = text_of(sign_in(a_user()), in_review(scheme=scheme, project={"amount": Decimal(900)}))
    assert "Micro-crédit départemental : possible" in page
    assert "Route conseillée : Crédit Harmonie." in page


def test_case_8_possible_duplicates_are_told_to_the_ccas_alone(sign_in):
    partner = a_partners_user()
    one = a_submitted(partner, first_name="Fatoumata", last_name="Diallo")
    other = a_submitted(first_name="Fatou", last_name="Dialo")
    assert "Peut-être la même personne" in text_of(sign_in(a_user()), one)
    page = text_of(sign_in(partner), one)
    assert "même personne" not in page
    assert other.reference not in page


def test_case_14_the_ceiling_of_the_request_date_applies_and_the_page_says_so():
    scheme = a_scheme()
    old = terms(scheme, valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1))
    terms(scheme, valid_from=date(2027, 1, 1), income_ceiling=Decimal(1400))
    application = in_review(scheme=scheme, now=datetime(2026, 12, 20, 10, tzinfo=PARIS))
    said = overview(application, date(2027, 1, 15))
    assert said.terms == old
    sentence = said.which_terms.replace("\u00a0", " ")
    assert "Demande du 20 décembre 2026 : le plafond en vigueur ce jour-là s’applique" in sentence
    check = actions.check_eligibility(application=application, by=a_user(), now=datetime(2027, 1, 15, tzinfo=PARIS))
    assert check.terms == old
    assert "1er\u00a0janvier\u00a02027" in which_terms(application, old, date(2027, 1, 15))


def test_a_small_instalment_is_noted(sign_in):
    project = {"amount": Decimal(100), "months": 18}
    assert "en dessous de 15 €" in text_of(sign_in(a_user()), in_review(project=project))


@pytest.mark.parametrize(("query", "chosen"), [("?mois=7", 7), ("?mois=19", 12), ("?mois=x", 12), ("?mois=0", 12)])
def test_another_duration_can_be_tried_without_a_script(sign_in, query: str, chosen: int):
    response = sign_in(a_user()).get(f"/demandes/{in_review().reference}/{query}")
    assert response.context["chosen"].months == chosen


def test_the_history_tells_who_moved_the_dossier_and_why(sign_in):
    worker = a_user()
    application = in_review(worker)
    actions.request_documents(application=application, awaited="Bulletin de décembre", by=worker, now=timezone.now())
    page = text_of(sign_in(worker), application)
    assert "En instruction → Pièces attendues" in page
    assert f"{worker} : « Bulletin de décembre »" in page


def test_no_terms_on_the_request_date_is_said_and_breaks_nothing(sign_in):
    worker = a_user()
    draft = a_filled_draft(worker)
    SchemeTerms.objects.update(valid_from=date(2099, 1, 1))
    assert "Aucune condition" in text_of(sign_in(worker), draft)
    handed_over = post(sign_in(worker), f"/demandes/{draft.reference}/transmettre/", consented="on")
    assert handed_over.status_code == 409


def test_the_number_of_queries_does_not_grow_with_the_dossier(sign_in):
    worker = a_user()
    application, client = in_review(worker), sign_in(worker)
    counts = []
    for lines in (1, 3):
        line = {"kind": "rsa", "amount": Decimal(10)}
        month = {"incomes": [line] * lines, "expenses": [{**line, "kind": "rent"}] * lines}
        edit = {"expected_revision": application.revision, "by": worker, "now": timezone.now()}
        actions.save_budget(application=application, over_indebtedness="none", **month, **edit)
        for _ in range(lines):
            actions.check_eligibility(application=application, by=worker, now=timezone.now())
        text_of(client, application)
        with CaptureQueriesContext(connection) as queries:
            text_of(client, application)
        counts.append(len(queries))
    assert counts[0] == counts[1]
