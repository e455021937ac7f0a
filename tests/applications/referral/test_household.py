"""The household's step: who lives there, who asks too, and where they live."""

from datetime import date

import pytest
from django.utils import timezone

from applications import actions
from applications.models import LoanApplication
from harmonie.refusals import Refusal
from tests.applications.browsing import post, rows
from tests.applications.builders import a_draft, a_partners_user

pytestmark = pytest.mark.django_db
JEANNE = {"first_name": "Jeanne", "birth_date": "08/02/1997", "kinship": "partner", "is_co_applicant": "on"}
SAMI = {"first_name": "Sami", "birth_date": "01/02/2018", "kinship": "child"}
HOME = {
    "family_status": "couple",
    "housing": "private_tenant",
    "landlord": "Régie Morel",
    "housing_note": "Préavis donné pour mars",
}
MOREAU = {"avec-last_name": "Moreau", "avec-phone": "06 55 50 43 21", "avec-email": "jeanne@exemple.fr"}


@pytest.fixture
def draft() -> LoanApplication:
    return a_draft(a_partners_user())


def save(sign_in, draft: LoanApplication, *members: dict[str, str], **typed: str):
    url = f"/demandes/{draft.reference}/foyer/"
    return post(sign_in(draft.referred_by), url, revision=1, **rows("personnes", *members), **{**HOME, **typed})


def test_everything_is_saved_and_shown_again(sign_in, draft: LoanApplication):
    assert save(sign_in, draft, JEANNE, SAMI, **MOREAU).status_code == 302
    draft.refresh_from_db()
    assert tuple(getattr(draft, name) for name in HOME) == tuple(HOME.values())
    asking = draft.members.get(is_co_applicant=True)
    assert (str(asking), asking.phone, asking.email) == ("Jeanne Moreau", "06 55 50 43 21", "jeanne@exemple.fr")
    page = sign_in(draft.referred_by).get(f"/demandes/{draft.reference}/foyer/").content.decode()
    assert 'value="Moreau"' in page
    assert 'value="Préavis donné pour mars"' in page
    read = sign_in(draft.referred_by).get(f"/demandes/{draft.reference}/").content.decode()
    assert "demande le prêt avec Nadia" in read
    assert "Locataire du parc privé" in read
    assert "Régie Morel" in read


@pytest.mark.parametrize(
    ("members", "typed", "words"),
    [
        ([JEANNE, {**JEANNE, "first_name": "Aline"}], MOREAU, "ne cochez qu’une ligne"),
        ([{**JEANNE, "birth_date": "01/02/2018"}], MOREAU, "personne majeure"),
        ([JEANNE], {}, "Indiquez le nom"),
        ([SAMI], MOREAU, "Cochez plus haut"),
        ([], MOREAU, "Cochez plus haut"),
        ([JEANNE], {**MOREAU, "avec-email": "jeanne"}, "adresse électronique"),
        ([JEANNE], {**MOREAU, "housing": "château"}, "réponses proposées"),
    ],
)
def test_what_does_not_fit_is_explained_and_kept(sign_in, draft: LoanApplication, members, typed, words: str):
    response = save(sign_in, draft, *members, **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert not typed or 'value="Moreau"' in page
    assert not draft.members.exists()


def test_the_summary_names_the_row(sign_in, draft: LoanApplication):
    page = save(sign_in, draft, SAMI, {**SAMI, "first_name": ""}).content.decode()
    assert "Personne 2\u00a0: complétez «\u202fPrénom\u202f»." in page


def test_a_household_of_fifteen(sign_in, draft: LoanApplication):
    many = [{**SAMI, "first_name": f"Enfant {number}"} for number in range(14)]
    assert save(sign_in, draft, *many).status_code == 302
    assert draft.members.count() == 14
    assert sign_in(draft.referred_by).get(f"/demandes/{draft.reference}/transmettre/").status_code == 200


def test_the_action_asks_the_same_as_the_form(draft: LoanApplication):
    child = {"first_name": "Sami", "birth_date": date(2018, 1, 1), "kinship": "child", "is_co_applicant": True}
    edit = {"expected_revision": 1, "by": draft.referred_by, "now": timezone.now()}
    for members in ([{**child, "last_name": "Benali"}], [{**child, "birth_date": date(1990, 1, 1)}], [child, child]):
        with pytest.raises(Refusal):
            actions.save_household(application=draft, members=members, **edit)
    assert not draft.members.exists()
