"""The rules as one would say them."""

from harmonie.money import short_euros

from ..models import StandingRules

NO_URGENCY = "Aucune délégation\u00a0: tout se décide en séance."


def sentences(rules: StandingRules) -> list[tuple[str, str]]:
    """Pairs of a subject and what the rules say of it."""
    return [
        ("Convocation", f"au moins {_days(rules.notice_days)} avant la séance"),
        ("Inscription d’un dossier", f"au moins {_days(rules.cutoff_days)} avant, sauf raison notée"),
        ("Quorum", f"{rules.get_quorum_share_display()}, présents en personne"),
        ("Membre en déport", "compte pour le quorum" if rules.recused_count_for_quorum else "ne compte pas au quorum"),
        ("Seconde convocation", "vaut sans quorum" if rules.second_without_quorum else "demande le quorum aussi"),
        ("Pouvoirs", "un par membre présent" if rules.allows_proxies else "aucun"),
        (
            "Partage des voix",
            "la voix de qui préside l’emporte" if rules.has_casting_vote else "rejet de la proposition",
        ),
        ("Scrutin secret", _secret(rules.secret_ballot_share)),
        ("Décision urgente", _urgency(rules)),
        (
            "Retrait d’une décision",
            f"dans les {rules.withdrawal_months}\u00a0mois",
        ),
    ]


def _days(count: int) -> str:
    return f"{count}\u00a0jour{'s' if count > 1 else ''}"


def _secret(share: int) -> str:
    named = {1: "tous les présents le demandent", 2: "la moitié des présents le demande"}
    named[3], named[4] = "un tiers des présents le demande", "un quart des présents le demande"
    return f"si {named.get(share, f'un présent sur {share} le demande')}"


def _urgency(rules: StandingRules) -> str:
    if rules.urgent_cap is None:
        return NO_URGENCY
    who = "la présidence ou la vice-présidence" if rules.vice_president_decides_urgently else "la présidence"
    return f"{who}, seule, jusqu’à {short_euros(rules.urgent_cap)} ({rules.urgent_delegation})"
