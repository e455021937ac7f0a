from django.db import models


class Lending(models.TextChoices):
    OWN = "own", "le CCAS prête sur son budget"
    EXTERNAL = "external", "un organisme prêteur extérieur"


class CeilingBasis(models.TextChoices):
    PER_UNIT = "per_unit", "revenus d’activité du foyer par unité de consommation"
    RAW = "raw", "revenus d’activité du foyer"


class CeilingOperator(models.TextChoices):
    BELOW = "below", "strictement inférieurs au plafond"
    AT_MOST = "at_most", "inférieurs ou égaux au plafond"


class Rounding(models.TextChoices):
    CENT = "0.01", "au centime"
    EURO = "1.00", "à l’euro"
    FIVE_EUROS = "5.00", "à 5\u202f€"


class VoteKind(models.TextChoices):
    """Where the money of an envelope comes from, or goes."""

    INITIAL = "initial", "vote initial"
    SUPPLEMENTARY = "supplementary", "décision modificative"
    CARRIED_IN = "carried_in", "report de l’exercice précédent"
    CARRIED_OUT = "carried_out", "report vers l’exercice suivant"
    REFILL = "refill", "retour de remboursements"


class MovementKind(models.TextChoices):
    COMMITMENT = "commitment", "engagement"
    RELEASE = "release", "dégagement"


class InterestTiming(models.TextChoices):
    """When the interest of an external lender is taken over; a setting of the terms."""

    NONE = "none", "pas de prise en charge"
    AT_START = "at_start", "payée au versement du prêt"
    HALF_AT_END = "half_at_end", "moitié au versement, moitié à la fin"
    IF_NEVER_LATE = "if_never_late", "payée à la fin, si aucune échéance n’a été en retard"
