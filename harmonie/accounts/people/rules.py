"""Who may be given what: pure sentences, "" when nothing stands against it."""

from collections.abc import Collection

from ..models import Partner
from ..roles import Role

NOT_ONESELF = "On ne change pas ses propres rôles\u00a0: demandez à une autre personne de l’administration."
NOT_LEAVING = "On ne ferme pas son propre compte\u00a0: demandez à une autre personne de l’administration."
LAST_ADMINISTRATOR = (
    "C’est la dernière personne de l’administration\u00a0: donnez d’abord ce rôle à quelqu’un d’autre, "
    "qui se soit déjà connecté."
)


def against_roles(roles: Collection[str], partner: Partner | None) -> str:
    """Why these roles do not go together, or with this partner."""
    if not roles:
        return "Choisissez au moins un rôle\u00a0: sans rôle, on ne voit rien."
    if partner and set(roles) != {Role.PARTNER}:
        return "Qui travaille pour un partenaire n’a que le rôle de partenaire prescripteur."
    if Role.PARTNER in roles and not partner:
        return "Indiquez pour quel partenaire cette personne travaille."
    return ""


def in_words(roles: Collection[str]) -> str:
    """« travailleur social, finances », in the order in which roles are always listed."""
    return ", ".join(role.label for role in Role if role in roles) or "aucun rôle"
