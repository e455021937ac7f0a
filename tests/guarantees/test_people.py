"""What the database refuses about people, whatever the form let through."""

from applications.models import Applicant
from harmonie.accounts.models import User
from tests.story import House, a_draft

from .attack import refused


def test_an_address_signs_one_person_in(house: House) -> None:
    with refused("user_email_unique", house.chair):
        User.objects.create(email=house.chair.email.upper(), first_name="Autre", last_name="Personne")


def test_a_postcode_has_five_digits(house: House) -> None:
    person = a_draft(house).applicant
    with refused("applicant_postcode_five_digits", person):
        Applicant.objects.filter(pk=person.pk).update(postcode="6099O")
