"""What the database refuses about people, whatever the form let through."""

from django.db import connection

from applications.models import Applicant
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from tests.builders import a_user
from tests.story import House, a_draft

from .attack import refused, sql


def test_an_address_signs_one_person_in(house: House) -> None:
    with refused("user_email_unique", house.chair):
        User.objects.create(email=house.chair.email.upper(), first_name="Autre", last_name="Personne")


def test_a_postcode_has_five_digits(house: House) -> None:
    person = a_draft(house).applicant
    with refused("applicant_postcode_five_digits", person):
        Applicant.objects.filter(pk=person.pk).update(postcode="6099O")


def test_somebody_always_administers(house: House) -> None:
    one, last = a_user(Role.ADMINISTRATOR), a_user(Role.ADMINISTRATOR)
    a_user(Role.ADMINISTRATOR, is_active=False)
    User.objects.filter(pk=one.pk).update(is_active=False)
    connection.check_constraints()
    with refused("administrator_remains", last):
        User.objects.filter(pk=last.pk).update(is_active=False)
    with refused("administrator_remains", last):
        sql("DELETE FROM accounts_user_groups WHERE user_id = %s", last.pk)
    with refused("administrator_remains", last):
        sql(
            "UPDATE accounts_user_groups SET group_id = (SELECT id FROM auth_group WHERE name = 'finance')"
            " WHERE user_id = %s",
            last.pk,
        )
