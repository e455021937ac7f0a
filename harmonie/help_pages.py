"""Which page of the guide a screen is told on: the « Aide » of the top bar leads there.

A screen is found by its name, then by the beginning of its name up to a star; else the guide's cover. The guide itself
is a room's; while it is not built, there is no help.
"""

from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

# The first that fits counts, so what is particular stands before what is general.
TOLD = (
    ("home", "README#ce-qui-vaut-partout"),
    ("applications:requirements", "reglages#les-pieces-a-demander"),
    ("applications:add_requirement", "reglages#les-pieces-a-demander"),
    ("applications:edit_requirement", "reglages#les-pieces-a-demander"),
    ("applications:documents", "pieces"),
    ("applications:deposit", "pieces"),
    ("applications:examine", "pieces"),
    ("applications:ask_documents", "pieces"),
    ("applications:lender*", "travailleur-social"),
    ("applications:interest*", "finances"),
    ("applications:*", "travailleur-social"),
    ("commission:queue", "membre"),
    ("commission:case", "membre"),
    ("commission:plan*", "preparer-une-seance"),
    ("commission:standing_rules", "preparer-une-seance"),
    ("commission:mandates", "preparer-une-seance"),
    ("commission:meetings", "preparer-une-seance"),
    ("commission:meeting", "convocation"),
    ("commission:desk*", "seance"),
    ("commission:letter*", "apres-la-seance"),
    ("commission:minutes*", "apres-la-seance"),
    ("commission:*", "seance"),
    ("loans:counter*", "guichet-et-impressions"),
    ("loans:print_*", "guichet-et-impressions"),
    ("loans:payment_*", "fichiers-de-paiements"),
    ("loans:file_*", "fichiers-de-paiements"),
    ("loans:lines_*", "fichiers-de-paiements"),
    ("loans:arrears", "impayes"),
    ("loans:reminder*", "impayes"),
    ("loans:follow_up*", "impayes"),
    ("loans:agreement*", "contrats"),
    ("loans:open", "contrats"),
    ("loans:takeover*", "listes-de-prets"),
    ("loans:list", "listes-de-prets"),
    ("loans:books*", "comptabilite"),
    ("loans:slip*", "comptabilite"),
    ("loans:receivables*", "comptabilite"),
    ("loans:cash*", "comptabilite"),
    ("loans:change*", "changements"),
    ("loans:*", "finances"),
    ("bilan*", "bilan"),
    ("access_log", "controle#qui-a-ouvert-quoi"),
    ("outgoing_mail", "administration#surveiller-les-courriels"),
    ("retention*", "controle#les-dossiers-a-eliminer"),
    ("reasons*", "reglages#les-motifs"),
    ("team*", "partenaire"),
    ("settings*", "reglages"),
)
PARTNERS = "partenaire"


@cache
def told_on(view_name: str) -> str:
    """The page, and the heading of it, where a screen is told; "" for the cover."""
    for name, page in TOLD:
        if name == view_name or (name.endswith("*") and view_name.startswith(name[:-1])):
            return page
    return ""


def help_address(request: HttpRequest) -> str:
    """Where the help for this screen is, "" while there is no guide."""
    match = request.resolver_match
    page = told_on(match.view_name) if match else ""
    if page == "travailleur-social" and getattr(request.user, "partner_id", None):
        page = PARTNERS
    slug, _, anchor = page.partition("#")
    try:
        address = reverse("guide_page", args=[slug]) if slug and slug != "README" else reverse("guide")
    except NoReverseMatch:
        return ""
    return f"{address}#{anchor}" if anchor else address
