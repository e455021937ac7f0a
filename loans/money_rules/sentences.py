"""Financial rules in words, for their page. Pure."""

from ..models import MoneyRules

CHECKED = {
    "checks_disbursements": "versements",
    "checks_reversals": "contre-passations",
    "checks_refunds": "restitutions",
    "checks_relief": "remises gracieuses",
    "checks_write_offs": "admissions en non-valeur",
    "checks_amendments": "avenants",
}


def sentences(rules: MoneyRules) -> list[tuple[str, str]]:
    """Labels and values; pairs without a value say nothing."""
    pairs = [
        ("Contrôlé par une seconde personne", _checked(rules)),
        ("Rééchelonnement", _cap(rules)),
        ("Report", f"{rules.deferrals_allowed} échéances au plus" if rules.deferrals_allowed else "aucun"),
        ("Relances", _ladder(rules)),
        ("Rétractation", _withdrawal(rules)),
        ("Imputation", f"chapitre {rules.chapter}, compte {rules.account}{_function(rules)}"),
        ("Prélèvement", _debit(rules)),
    ]
    return [pair for pair in pairs if pair[1]]


def _checked(rules: MoneyRules) -> str:
    named = [name for field, name in CHECKED.items() if getattr(rules, field)]
    return ", ".join(named) or "rien"


def _cap(rules: MoneyRules) -> str:
    return "dans la durée maximale" if rules.cap_binds_rescheduling else "au-delà de la durée maximale s’il le faut"


def _ladder(rules: MoneyRules) -> str:
    days = (rules.first_reminder_days, rules.second_reminder_days, rules.formal_notice_days)
    return "à {}, {} et {}\u00a0jours de retard".format(*days)


def _withdrawal(rules: MoneyRules) -> str:
    if not rules.withdrawal_days:
        return "le contrat n’en prévoit pas"
    waits = "les fonds attendent" if rules.keeps_funds_until_withdrawal else "les fonds n’attendent pas"
    return f"{rules.withdrawal_days}\u00a0jours, {waits}"


def _function(rules: MoneyRules) -> str:
    return f", fonction {rules.function}" if rules.function else ""


def _debit(rules: MoneyRules) -> str:
    if not rules.collects_by_debit:
        return "la régie ne prélève pas"
    return f"au nom de {rules.creditor_name}, {rules.creditor_identifier}, compte {rules.creditor_iban}"
