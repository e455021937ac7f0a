"""Saving over a colleague's change shows both versions; having read them, one saves again."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from applications import actions
from applications.models import LoanApplication
from tests.applications.browsing import post, rows
from tests.applications.builders import NADIA, in_review
from tests.builders import a_user

pytestmark = pytest.mark.django_db
TYPED = {**NADIA, "birth_date": "14/05/1991", "first_name": "Nadège"}


def shown(response) -> list[tuple[str, str, str]]:
    return [tuple(difference) for difference in response.context["comparison"].differences]


def edit(application: LoanApplication, by) -> dict[str, object]:
    return {"application": application, "expected_revision": application.revision, "by": by, "now": timezone.now()}


def test_a_persons_fields_stand_side_by_side(sign_in):
    worker, karim = a_user(), a_user(first_name="Karim")
    application = in_review(worker)
    seen, url = application.revision, f"/demandes/{application.reference}/personne/"
    actions.save_person(person={**NADIA, "phone": "06 11 22 33 44"}, **edit(application, karim))
    response = post(sign_in(worker), url, revision=seen, **TYPED)
    assert response.status_code == 409
    assert shown(response) == [("Prénom", "Nadège", "Nadia"), ("Téléphone", "", "06 11 22 33 44")]
    page = response.content.decode()
    assert "Ce que vous avez écrit" in page
    assert f"(par {karim}, à" in page
    assert 'value="Nadège"' in page
    assert f'name="revision" value="{seen + 1}"' in page
    assert post(sign_in(worker), url, revision=seen + 1, **TYPED).status_code == 302
    application.applicant.refresh_from_db()
    assert (application.applicant.first_name, application.applicant.phone) == ("Nadège", "")


def test_lines_of_the_budget_too(sign_in):
    worker = a_user()
    application = in_review(worker)
    seen = application.revision
    lines = {
        "incomes": [{"kind": "salary", "amount": Decimal(1200)}, {"kind": "rsa", "amount": Decimal(100)}],
        "expenses": [{"kind": "rent", "amount": Decimal(500)}],
    }
    actions.save_budget(over_indebtedness="filed", **lines, **edit(application, a_user(first_name="Karim")))
    typed = {
        **rows("ressources", {"kind": "salary", "amount": "1180"}),
        **rows("charges", {"kind": "rent", "amount": "500"}, {"kind": "energy", "amount": "60"}),
        **rows("dettes"),
        "over_indebtedness": "none",
    }
    response = post(sign_in(worker), f"/demandes/{application.reference}/budget/", revision=seen, **typed)
    assert response.status_code == 409
    said = " ".join(" ".join(line) for line in shown(response)).replace("\u202f", " ").lower()
    for words in ("1 180,00 €", "1 200,00 €", "rsa", "énergie", "dossier déposé"):
        assert words in said
    assert "loyer" not in said, "a line that both versions have is no difference"


def test_people_of_the_household_too(sign_in):
    worker = a_user()
    application = in_review(worker)
    seen, ines = application.revision, {"first_name": "Inès", "kinship": "child"}
    saved = [{**ines, "birth_date": date(2018, 3, 1)}]
    actions.save_household(members=saved, **edit(application, a_user(first_name="Karim")))
    typed = rows("personnes", {**ines, "birth_date": "01/03/2017"})
    response = post(sign_in(worker), f"/demandes/{application.reference}/foyer/", revision=seen, **typed)
    [(label, mine, theirs)] = [line for line in shown(response) if "Inès" in line[1]]
    assert label == "Personne"
    assert "2017" in mine
    assert "2018" in theirs


def test_an_assessment_too(sign_in):
    worker = a_user()
    application = in_review(worker)
    seen, url = application.revision, f"/demandes/{application.reference}/evaluation/"
    actions.assess(assessment="Le texte de Karim.", **edit(application, a_user(first_name="Karim")))
    response = post(sign_in(worker), url, revision=seen, assessment="Mon texte.")
    assert response.status_code == 409
    assert shown(response) == [("Évaluation sociale", "Mon texte.", "Le texte de Karim.")]
    assert post(sign_in(worker), url, revision=seen + 1, assessment="Mon texte.").status_code == 302


def test_another_part_of_the_dossier_is_no_difference(sign_in):
    worker = a_user()
    application = in_review(worker)
    seen = application.revision
    actions.save_household(members=[], **edit(application, a_user(first_name="Karim")))
    typed = {**TYPED, "first_name": "Nadia"}
    response = post(sign_in(worker), f"/demandes/{application.reference}/personne/", revision=seen, **typed)
    assert response.status_code == 409
    assert shown(response) == []
    assert "n’est touché" in response.content.decode()


def test_who_asks_with_the_person_is_not_taken_for_the_person(sign_in):
    worker = a_user()
    application = in_review(worker)
    seen = application.revision
    luc = {"first_name": "Luc", "birth_date": date(1990, 1, 1), "kinship": "partner", "is_co_applicant": True}
    actions.save_household(members=[{**luc, "last_name": "Morel"}], **edit(application, a_user(first_name="Karim")))
    typed = rows("personnes", {**luc, "birth_date": "01/01/1990", "is_co_applicant": "on"})
    typed |= {"avec-last_name": "Maurel"}
    response = post(sign_in(worker), f"/demandes/{application.reference}/foyer/", revision=seen, **typed)
    assert shown(response) == [("Nom", "Maurel", "Morel")]
