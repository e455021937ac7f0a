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


class MovementKind(models.TextChoices):
    COMMITMENT = "commitment", "engagement"
    RELEASE = "release", "dégagement"
