"""The roles people hold.

Each is a Django group of that name; every room's migrations grant it that room's permissions.
"""

from django.db import models


class Role(models.TextChoices):
    PARTNER = "partner", "partenaire prescripteur"
    SOCIAL_WORKER = "social_worker", "travailleur social"
    COMMISSION_MEMBER = "commission_member", "membre de la commission"
    CHAIR = "chair", "présidence"
    SECRETARY = "secretary", "secrétariat"
    FINANCE = "finance", "finances"
    ADMINISTRATOR = "administrator", "administration"
    AUDITOR = "auditor", "contrôle"
