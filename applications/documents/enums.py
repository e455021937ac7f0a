"""The words of supporting documents."""

from django.db import models

from harmonie.chips import Chip


class Status(models.TextChoices):
    RECEIVED = "received", "reçue"
    ACCEPTED = "accepted", "acceptée"
    REFUSED = "refused", "refusée"
    SEEN = "seen", "vue, non conservée"


CHIPS = {
    Status.RECEIVED: Chip("Reçue", "half", "go"),
    Status.ACCEPTED: Chip("Acceptée", "check", "done"),
    Status.REFUSED: Chip("Refusée", "cross", "stop"),
    Status.SEEN: Chip("Vue, non conservée", "check", "done"),
}


class AskedOf(models.TextChoices):
    """Who is to bring a document."""

    PARTNER = "partner", "au partenaire"
    PERSON = "person", "à la personne"


class Situation(models.TextChoices):
    """When a document is asked for, beyond the purpose."""

    ALWAYS = "always", "toujours"
    CO_APPLICANT = "co_applicant", "s’il y a un co-demandeur"
    CHILDREN = "children", "s’il y a des enfants"
    EMPLOYED = "employed", "s’il y a un salaire"
    SELF_EMPLOYED = "self_employed", "s’il y a une activité indépendante"
    BENEFITS = "benefits", "s’il y a des prestations"
    TENANT = "tenant", "si la personne est locataire"
    OWNER = "owner", "si la personne est propriétaire"
    HOSTED = "hosted", "si la personne est hébergée"
    DEBTS = "debts", "s’il y a des dettes"
    OVER_INDEBTED = "over_indebted", "s’il y a un dossier de surendettement"
    SUPPLIER_PAID = "supplier_paid", "si le fournisseur est payé"
