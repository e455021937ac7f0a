"""Who the CCAS is, who signs and what its letters say: one identity, and nothing that has begun is rewritten."""

from datetime import date

from harmonie.documents.models import LetterText
from harmonie.town.models import Signatory, TownIdentity
from tests.story import LATER, House
from tests.town.builders import TO_COME, a_letter_text, a_signatory, a_town

from .attack import refused, sql

BEGUN = date(2020, 1, 1)


def test_there_is_one_identity_and_it_names_its_court(house: House) -> None:
    a_town(house.worker, LATER)
    one = TownIdentity.objects.get()
    with refused("townidentity_is_one", one):
        sql("UPDATE town_townidentity SET id = 2 WHERE id = 1")
    with refused("townidentity_names_its_court", one):
        TownIdentity.objects.update(court="")


def test_who_could_sign_stays(house: House) -> None:
    begun = a_signatory(house.worker, LATER, BEGUN)
    with refused("signatory_stays", begun):
        Signatory.objects.update(name="Autre")
    with refused("signatory_begun_stays", begun):
        sql("DELETE FROM town_signatory WHERE id = %s", begun.pk)
    with refused("signatory_has_an_office"):
        a_signatory(house.worker, LATER, BEGUN, office="")
    coming = a_signatory(house.worker, LATER, TO_COME)
    sql("DELETE FROM town_signatory WHERE id = %s", coming.pk)


def test_a_text_that_applied_stays(house: House) -> None:
    begun, coming = a_letter_text(house.worker, LATER, BEGUN), a_letter_text(house.worker, LATER, TO_COME, version=2)
    with refused("lettertext_begun_is_final", begun):
        sql("DELETE FROM documents_lettertext WHERE id = %s", begun.pk)
    with refused("lettertext_begun_is_final", coming):
        LetterText.objects.filter(pk=coming.pk).update(advice="Autre")
    with refused("lettertext_one_per_version"):
        a_letter_text(house.worker, LATER, TO_COME, version=2)
    sql("DELETE FROM documents_lettertext WHERE id = %s", coming.pk)
