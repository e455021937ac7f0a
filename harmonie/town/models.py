"""Who the CCAS is, and who signs its papers from which day on."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from harmonie.documents.models import DocumentKind, StoredFile
from harmonie.guards import final_columns, never_deleted, never_emptied, refuse
from harmonie.history import every_change

ONE = 1  # the key of the only identity

# What a signatory may be set for; the other papers are signed by whoever makes them.
SIGNED = (
    DocumentKind.ACKNOWLEDGEMENT,
    DocumentKind.DOCUMENT_REQUEST,
    DocumentKind.CLOSING_LETTER,
    DocumentKind.CONVOCATION,
    DocumentKind.DECISION_LETTER,
    DocumentKind.AGREEMENT,
    DocumentKind.REMINDER,
    DocumentKind.SETTLEMENT,
)


@every_change()
class TownIdentity(models.Model):
    """The CCAS as its papers and pages name it. One row at most; until it is written, `settings.TOWN` speaks."""

    ccas = models.CharField("nom du CCAS", max_length=120)
    name = models.CharField("commune", max_length=80)
    address = models.CharField("adresse", max_length=160)
    postcode = models.CharField("code postal", max_length=5)
    phone = models.CharField("téléphone", max_length=30)
    email = models.EmailField("adresse électronique")
    hours = models.CharField("horaires d’ouverture", max_length=200, blank=True)
    website = models.URLField("site internet", blank=True)
    siret = models.CharField("numéro SIRET", max_length=14, blank=True)
    court = models.CharField("tribunal administratif", max_length=200)
    privacy = models.CharField("délégué à la protection des données", max_length=200, blank=True)
    logo = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="logo"
    )

    class Meta:
        verbose_name = "identité du CCAS"
        verbose_name_plural = "identités du CCAS"
        constraints: ClassVar = [
            models.CheckConstraint(name="townidentity_is_one", condition=Q(id=ONE)),
            models.CheckConstraint(
                name="townidentity_names_its_court",
                condition=~Q(court=""),
                violation_error_message="Sans tribunal, aucune décision ne peut nommer ses voies de recours.",
            ),
        ]
        triggers: ClassVar = never_deleted("townidentity")

    def __str__(self) -> str:
        return self.ccas


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    def in_force(self, paper: str, on: date) -> "Signatory | None":
        """Who was named last for this paper, among those of that day or before."""
        return self.filter(paper=paper, valid_from__lte=on).order_by("-valid_from", "-pk").first()


@every_change()
class Signatory(models.Model):
    """Who signs one kind of paper from a day on, in which capacity and by which delegation (CRPA L212-1).

    Without a name: from that day on, whoever makes the paper signs it again.
    """

    paper = models.CharField("papier", max_length=20, choices=[(kind.value, kind.label) for kind in SIGNED])
    name = models.CharField("prénom et nom", max_length=120, blank=True)
    office = models.CharField("qualité", max_length=120, blank=True)
    delegation = models.CharField("délégation de signature", max_length=160, blank=True)
    valid_from = models.DateField("à partir du")
    recorded_at = models.DateTimeField("enregistré le")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="enregistré par"
    )

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        verbose_name = "signataire"
        verbose_name_plural = "signataires"
        ordering: ClassVar = ["-valid_from", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="signatory_has_an_office",
                condition=Q(name="", office="", delegation="") | (~Q(name="") & ~Q(office="")),
                violation_error_message="Indiquez le nom et la qualité de qui signe.",
            ),
        ]
        triggers: ClassVar = [
            final_columns(
                "signatory_stays",
                "paper",
                "name",
                "office",
                "delegation",
                "valid_from",
                why="who signs is answered by another row",
            ),
            pgtrigger.Trigger(
                name="signatory_begun_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=f"""
                    IF OLD.valid_from <= (now() AT TIME ZONE 'Europe/Paris')::date THEN
                        {refuse("signatory_begun_stays", "papers may bear this name already")}
                    END IF;
                    RETURN OLD;
                """,
            ),
            never_emptied("signatory"),
        ]

    def __str__(self) -> str:
        return self.name or "l’auteur du papier"
