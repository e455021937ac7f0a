"""The menu: what each person may open. A room that is not built yet simply has no entry."""

from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from harmonie.accounts.models import User


class Entry(NamedTuple):
    """A place of the menu. Without a permission it is everybody's, or theirs who answer for a partner's accounts;
    or it exists in the demonstration alone. Who keeps the settings finds those `in_settings` there.
    """

    name: str
    label: str
    icon: str
    permission: str = ""
    partner_label: str = ""
    for_leaders: bool = False
    in_demonstration: bool = False
    in_settings: bool = False


class Link(NamedTuple):
    """An entry that this person sees on this page."""

    url: str
    label: str
    icon: str
    is_current: bool


SETTINGS = "accounts.manage_settings"
MAIN = (
    Entry("home", "Accueil", "home"),
    Entry("applications:list", "Demandes", "folder", "applications.view_loanapplication", "Mes orientations"),
    Entry("commission:queue", "Mes votes", "vote", "commission.vote_motion"),
    Entry("commission:meetings", "Séances", "people", "commission.view_meeting"),
    Entry("commission:register", "Registre", "file", "commission.view_register"),
    Entry("loans:list", "Prêts", "ledger", "loans.view_loan"),
    Entry("loans:follow_ups", "Suivi des impayés", "phone", "applications.assess_loanapplication"),
    Entry("applications:interest", "Intérêts", "calculator", "applications.follow_interest"),
    Entry("bilan", "Bilan", "chart", "accounts.view_report"),
    Entry("envelopes", "Enveloppes", "calculator", "schemes.view_budgetenvelope"),
)
ASIDE = (
    Entry("settings", "Réglages", "settings", SETTINGS),
    Entry("outgoing_mail", "Courriels", "mail", SETTINGS),
    Entry("loans:agreement_texts", "Textes des contrats", "file", "loans.edit_agreementtext", in_settings=True),
    Entry("loans:money_rules", "Règles des prêts", "ledger", "loans.change_moneyrules", in_settings=True),
    Entry("retention", "Conservation", "clock", "applications.keep_retention", in_settings=True),
    Entry("access_log", "Journal des accès", "lock", "registry.view_accessentry"),
    Entry("simulator", "Simulateur", "calculator"),
    Entry("mailbox", "Boîte de démonstration", "mail", in_demonstration=True),
    Entry("guide", "Aide", "help"),
    Entry("team", "Les comptes de ma structure", "people", for_leaders=True),
    Entry("account_change_password", "Mon compte", "key"),
)
# The places of the loans room, above its lists.
LOANS = (
    Entry("loans:list", "Listes", "ledger", "loans.view_loan"),
    Entry("loans:counter", "Guichet", "calculator", "loans.keep_loan"),
    Entry("loans:payment_files", "Fichiers de paiements", "file", "loans.keep_loan"),
    Entry("loans:arrears", "Relances", "mail", "loans.view_loan"),
    Entry("loans:posting_requests", "À contrôler", "check", "loans.check_posting"),
    Entry("loans:books", "Comptabilité", "chart", "loans.keep_loan"),
    Entry("loans:print_batches", "Impressions", "print", "loans.keep_loan"),
    Entry("loans:agreement_texts", "Textes des contrats", "file", "loans.view_moneyrules"),
    Entry("loans:money_rules", "Règles", "settings", "loans.view_moneyrules"),
    Entry("loans:takeover", "Reprise d’un ancien portefeuille", "folder", "loans.take_over_portfolio"),
)
# Who has something to look for.
SEARCHERS = (
    "applications.view_loanapplication",
    "loans.view_loan",
    "commission.view_meeting",
    "commission.view_register",
    SETTINGS,
)
# A page, or a whole room, that is entered elsewhere than by the room's first entry.
ENTERED_BY = {
    "commission": "commission:meetings",
    "commission:case": "commission:queue",
    "loans:agreement_texts": "settings",
    "loans:money_rules": "settings",
    "applications:requirements": "settings",
    "commission:standing_rules": "settings",
    "commission:mandates": "settings",
}


@cache
def address(name: str) -> str:
    """Where a named page is, or "" while its room is not built."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def part(name: str) -> tuple[Entry, ...]:
    """The entries of "main", "aside" or "loans"."""
    return {"main": MAIN, "aside": ASIDE, "loans": LOANS}[name]


def menu(request: HttpRequest, entries: tuple[Entry, ...]) -> list[Link]:
    """The entries that the person of `request` may open, the one they are in marked."""
    seen = [entry for entry in entries if address(entry.name) and _may_open(request.user, entry)]
    here = current(request, tuple(entry.name for entry in seen))
    return [Link(address(entry.name), _label(request.user, entry), entry.icon, entry.name == here) for entry in seen]


def current(request: HttpRequest, names: tuple[str, ...]) -> str:
    """The entry one stands in: the longest address that begins the path, else the one its room is entered by."""
    inside = [name for name in names if address(name) != "/" and request.path.startswith(address(name))]
    if inside:
        return max(inside, key=lambda name: len(address(name)))
    match = request.resolver_match
    page, room = (match.view_name, match.namespace) if match else ("", "")
    entered_by = [name for name in (ENTERED_BY.get(page), ENTERED_BY.get(room)) if name in names]
    same_room = entered_by or [name for name in names if room and name.startswith(f"{room}:")]
    return same_room[0] if same_room else "home" if request.path == address("home") else ""


def _may_open(user: User | AnonymousUser, entry: Entry) -> bool:
    if entry.in_demonstration and not settings.DEMONSTRATION:
        return False
    if entry.for_leaders:
        return getattr(user, "leads_partner", False)
    if entry.in_settings and user.has_perm(SETTINGS):
        return False
    return not entry.permission or user.has_perm(entry.permission)


def _label(user: User | AnonymousUser, entry: Entry) -> str:
    return entry.partner_label if entry.partner_label and getattr(user, "partner_id", None) else entry.label
