"""Each check is kept, one a scheme, with all its figures; what changes afterwards never touches it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import actions
from applications.checking.queries import own_check
from applications.models import EligibilityCheck, LoanApplication
from harmonie.accounts.roles import Role
from harmonie.schemes.models import SchemeTerms
from tests.applications.browsing import post
from tests.applications.builders import (
    a_partners_user,
    a_submitted,
    an_external_scheme,
    an_open_scheme,
    in_review,
)
from tests.builders import a_user

from .builders import a_failed

pytestmark = pytest.mark.django_db


def checked(application: LoanApplication, by=None) -> EligibilityCheck:
    return actions.check_eligibility(application=application, by=by or a_user(), now=timezone.now())


def url_of(check: EligibilityCheck) -> str:
    return reverse("applications:check_record", args=[check.application.reference, check.pk])


def test_every_open_scheme_is_asked_and_the_own_one_comes_last():
    own, lent = an_open_scheme(), an_external_scheme()
    closed = an_open_scheme(name="Fermé", is_active=False)
    application = in_review(scheme=own, project={"amount": Decimal(200)})
    kept = checked(application)
    rows = {check.terms.scheme: check for check in application.checks.all()}
    assert set(rows) == {own, lent}
    assert closed not in rows
    assert application.checks.first() == kept == own_check(application) == rows[own]
    assert (rows[own].is_eligible, rows[lent].is_eligible) == (True, False)
    assert {check.revision for check in rows.values()} == {application.revision}


def test_all_the_figures_are_kept():
    an_external_scheme()
    check = checked(in_review(scheme=an_open_scheme()))
    kept = check.values
    assert kept["computed"] == {"units": "1", "limit": "1313.83", "left_after": "628.33"}
    assert kept["request"]["amount"] == "620.00"
    assert kept["request"]["instalment"] == "51.67"
    assert kept["request"]["city"] == "Rivemont"
    assert kept["request"]["purpose"] == "appliances"
    assert kept["terms"]["income_ceiling"] == "1313.83"
    assert kept["household"] == {
        "other_birth_dates": [],
        "earned_income": "1180.00",
        "resources": "1180.00",
        "expenses": "500.00",
    }
    assert kept["incomes"] == [{"kind": "salaire", "monthly": "1180.00", "is_earned": True}]
    assert all(line["figures"] for line in check.verdicts if line["code"] != "residence")


def test_case_14_terms_voted_later_leave_it_as_it_was(sign_in):
    application = in_review(scheme=an_open_scheme())
    check = checked(application)
    before = EligibilityCheck.objects.values().get(pk=check.pk)
    page = sign_in(a_user()).get(url_of(check)).content
    terms = check.terms
    SchemeTerms.objects.filter(pk=terms.pk).update(valid_to=timezone.localdate() + timedelta(days=1))
    SchemeTerms.objects.create(
        scheme=terms.scheme,
        valid_from=timezone.localdate() + timedelta(days=1),
        amount_min=100,
        amount_max=500,
        months_min=1,
        months_max=6,
        income_ceiling=Decimal(1),
        source="plus tard",
    )
    assert EligibilityCheck.objects.values().get(pk=check.pk) == before
    assert b"313,83" in page
    assert b"313,83" in sign_in(a_user()).get(url_of(check)).content


def test_an_edit_leaves_the_old_check_readable_beside_the_new_one(sign_in):
    worker, application = a_user(), in_review(scheme=an_open_scheme())
    old = checked(application, worker)
    actions.save_budget(
        application=application,
        incomes=[{"kind": "salary", "amount": Decimal(1500)}],
        expenses=[],
        over_indebtedness="none",
        expected_revision=application.revision,
        by=worker,
        now=timezone.now(),
    )
    new = checked(application, worker)
    desk = sign_in(worker)
    dossier = desk.get(f"/demandes/{application.reference}/").content.decode()
    assert url_of(old) in dossier
    assert url_of(new) in dossier
    page = desk.get(url_of(old)).content.decode()
    assert "1\u202f180,00\u202f€" in page
    assert "Le dossier a changé depuis ce contrôle" in page
    assert "Revenus d’activité au-dessus du plafond" in desk.get(url_of(new)).content.decode()


def test_a_check_older_than_the_kept_values_is_still_read(sign_in):
    check = checked(in_review(scheme=an_open_scheme()))
    old = EligibilityCheck.objects.get(pk=check.pk)
    old.pk, old.values = None, {}
    old.verdicts = [{name: line[name] for name in ("code", "verdict", "say", "why")} for line in check.verdicts]
    old.save(force_insert=True)
    page = sign_in(a_user()).get(url_of(old))
    assert page.status_code == 200
    assert "1\u202f313,83\u202f€" in page.content.decode()


def test_the_page_says_each_scheme_and_the_route(sign_in):
    own = an_open_scheme()
    an_external_scheme()
    application = a_failed(scheme=own)
    page = sign_in(a_user()).get(f"/demandes/{application.reference}/").content.decode()
    assert "Crédit Harmonie\u00a0: non, parce que la personne n’habite pas la commune" in page
    assert "Micro-crédit départemental\u00a0: non, parce que la personne n’habite pas la commune" in page
    assert "Aucun dispositif ne convient aujourd’hui" in page


def test_case_7_the_other_scheme_is_the_route_advised(sign_in):
    own, lent = an_open_scheme(), an_external_scheme()
    SchemeTerms.objects.filter(scheme=lent).update(income_ceiling=Decimal(1500), ceiling_operator="at_most")
    application = in_review(scheme=own, earned=Decimal(1400))
    page = sign_in(a_user()).get(f"/demandes/{application.reference}/").content.decode()
    assert "Route conseillée\u00a0: réorienter vers Micro-crédit départemental." in page


def test_strict_terms_of_a_lender_are_asked_each():
    lent = an_external_scheme()
    SchemeTerms.objects.filter(scheme=lent).update(
        remainder_min=Decimal("628.34"), requires_earned_income=True, refuses_over_indebted=True, purposes=["mobility"]
    )
    check = checked(in_review(scheme=lent))
    assert {line["code"] for line in check.verdicts if line["verdict"] == "fail"} == {"purpose", "remainder"}
    assert check.values["terms"]["remainder_min"] == "628.34"


def test_an_address_that_is_not_there(sign_in):
    application, other = in_review(scheme=an_open_scheme()), in_review(first_name="Luc", last_name="Noël")
    check = checked(other)
    client = sign_in(a_user())
    assert client.get(reverse("applications:check_record", args=[application.reference, check.pk])).status_code == 404
    assert client.get(f"/demandes/{other.reference}/controles/{'9' * 30}/").status_code == 404


def test_who_reads_a_check(sign_in):
    partner = a_partners_user()
    check = checked(in_review(by=partner))
    assert sign_in(a_user(Role.SECRETARY)).get(url_of(check)).status_code == 200
    for person in (partner, a_partners_user(), a_user(Role.CHAIR), a_user(Role.FINANCE)):
        assert sign_in(person).get(url_of(check)).status_code == 404
    assert post(sign_in(a_user()), url_of(check)).status_code == 405


def test_a_recused_worker_finds_none(sign_in):
    worker, check = a_user(), checked(in_review())
    actions.exclude_reader(application=check.application, user=worker, now=timezone.now())
    assert sign_in(worker).get(url_of(check)).status_code == 404


def test_the_units_are_those_of_the_request_date():
    born = timezone.localdate().replace(day=1)
    birthday = date(born.year - 14, born.month, 1)
    draft_day = timezone.now()
    application = a_submitted(now=draft_day, scheme=an_open_scheme())
    actions.take_over(application=application, by=a_user(), now=draft_day)
    application.refresh_from_db()
    actions.save_household(
        application=application,
        members=[{"first_name": "Sami", "birth_date": birthday, "kinship": "child"}],
        expected_revision=application.revision,
        by=a_user(),
        now=draft_day,
    )
    assert checked(application).consumption_units == Decimal("1.5")
