"""The person who asks."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from harmonie.history import every_change


class Folded(models.Func):
    """Some names without accents or capitals, for search and for French order (the function is in migration 0001)."""

    function = "harmonie_fold"
    output_field = models.TextField()


class PhoneKey(models.Func):
    """The last nine digits of a phone number: « 06 55 50 12 34 » and « +33 6.55.50.12.34 » are one; none when none."""

    template = "NULLIF(right(regexp_replace(%(expressions)s, '[^0-9]', '', 'g'), 9), '')"
    output_field = models.TextField()


class AddressKey(models.Func):
    """A postcode and an address without accents, capitals or punctuation; NULL when nothing is left."""

    template = "NULLIF(btrim(regexp_replace(harmonie_fold(%(expressions)s), '[[:punct:][:space:]]+', ' ', 'g')), '')"
    output_field = models.TextField()


@every_change(exclude=["search_text", "phone_key", "address_key"])
class Applicant(models.Model):
    """The person who asks. One row a person, so that a second request is recognised."""

    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    birth_date = models.DateField("date de naissance")
    address = models.CharField("adresse", max_length=200)
    postcode = models.CharField("code postal", max_length=5)
    city = models.CharField("commune", max_length=80)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    situation = models.CharField("situation professionnelle", max_length=120, blank=True)
    search_text = models.GeneratedField(
        expression=Folded("last_name", "first_name"), output_field=models.TextField(), db_persist=True
    )
    # What two rows of one person have in common, whatever the spelling (duplicates/).
    phone_key = models.GeneratedField(
        expression=PhoneKey("phone"), output_field=models.TextField(null=True), db_persist=True
    )
    address_key = models.GeneratedField(
        expression=AddressKey("postcode", "address"), output_field=models.TextField(null=True), db_persist=True
    )

    class Meta:
        verbose_name = "demandeur"
        verbose_name_plural = "demandeurs"
        indexes: ClassVar = [
            models.Index(fields=["birth_date"]),
            models.Index(fields=["phone_key"], name="applicant_phone"),
            models.Index(fields=["address_key"], name="applicant_address"),
            models.Index(fields=["search_text", "id"]),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="applicant_search"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="applicant_postcode_five_digits",
                condition=Q(postcode__regex=r"^\d{5}$"),
                violation_error_message="Le code postal a cinq chiffres.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"
