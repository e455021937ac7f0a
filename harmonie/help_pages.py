"""Which page of the guide a screen is told on: the « Aide » of the top bar leads there.

A screen is found by its name, where a star stands for any words; else the guide's cover. The guide itself
is a room's; while it is not built, there is no help.
"""

from fnmatch import fnmatchcase
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

# The first that fits counts, so what is particular stands before what is general.
TOLD = (
    ("home", "accueil-et-recherche#ce-qui-vous-attend"),
    ("search*", "accueil-et-recherche#chercher-partout"),
    ("applications:requirements", "reglages#les-pieces-a-demander"),
    ("applications:add_requirement", "reglages#les-pieces-a-demander"),
    ("applications:edit_requirement", "reglages#les-pieces-a-demander"),
    ("applications:move_requirement", "reglages#les-pieces-a-demander"),
    ("applications:documents", "pieces"),
    ("applications:deposit", "pieces"),
    ("applications:examine", "pieces"),
    ("applications:ask_documents", "pieces"),
    ("applications:lender*", "instruction#le-preteur-exterieur"),
    ("applications:interest*", "finances"),
    ("applications:derogation*", "presidence#repondre-a-une-derogation"),
    ("applications:answer_derogation", "presidence#repondre-a-une-derogation"),
    ("applications:*", "travailleur-social"),
    ("commission:queue", "membre"),
    ("commission:case", "membre"),
    ("commission:plan*", "preparer-une-seance"),
    ("commission:standing_rules", "preparer-une-seance"),
    ("commission:add_rules", "preparer-une-seance"),
    ("commission:correct_rules", "preparer-une-seance"),
    ("commission:mandate*", "preparer-une-seance"),
    ("commission:appoint", "preparer-une-seance"),
    ("commission:end_mandate", "preparer-une-seance"),
    ("commission:meetings", "preparer-une-seance"),
    ("commission:meeting", "convocation"),
    ("commission:desk*", "seance"),
    ("commission:decisions", "apres-la-seance"),
    ("commission:letter*", "apres-la-seance"),
    ("commission:minutes*", "apres-la-seance"),
    ("commission:sign_minutes", "apres-la-seance"),
    ("commission:*", "seance"),
    ("loans:counter*", "guichet-et-impressions"),
    ("loans:print_*", "guichet-et-impressions"),
    ("loans:payment_*", "fichiers-de-paiements"),
    ("loans:lines_*", "fichiers-de-paiements"),
    ("loans:arrears", "impayes"),
    ("loans:reminder*", "impayes"),
    ("loans:pause_reminders", "impayes#suspendre"),
    ("loans:follow_up*", "impayes#suivi-des-impayes-travailleur-social"),
    ("loans:agreement_texts", "contrats#le-texte-du-contrat"),
    ("loans:*agreement_text", "contrats#le-texte-du-contrat"),
    ("loans:open", "contrats"),
    ("loans:co_borrower", "contrats"),
    ("loans:payee_account", "contrats"),
    ("loans:takeover*", "listes-de-prets#reprendre-un-ancien-portefeuille"),
    ("loans:list", "listes-de-prets"),
    ("loans:batch", "listes-de-prets"),
    ("loans:books*", "comptabilite"),
    ("loans:slip*", "comptabilite"),
    ("loans:receivables*", "comptabilite"),
    ("loans:cash*", "comptabilite"),
    ("loans:debit*", "comptabilite"),
    ("loans:reschedule", "changements"),
    ("loans:defer", "changements"),
    ("loans:amendment", "changements"),
    ("loans:schedules", "changements"),
    ("loans:move_instalment", "changements"),
    ("loans:relieve", "changements"),
    ("loans:write_off", "changements"),
    ("loans:recover", "changements"),
    ("loans:*money_rules", "administration#les-regles-et-les-listes"),
    ("loans:*", "finances"),
    ("bilan_charts", "bilan-a-diffuser"),
    ("bilan*", "bilan"),
    ("losses*", "ou-s-arretent-les-demandes"),
    ("report*", "bilan-a-diffuser"),
    ("envelope", "dispositifs-et-enveloppes#lire-une-enveloppe"),
    ("envelopes", "dispositifs-et-enveloppes#lire-une-enveloppe"),
    ("open_envelope", "dispositifs-et-enveloppes#ouvrir-un-nouvel-exercice"),
    ("vote_supplement", "dispositifs-et-enveloppes#voter-plus-ou-moins-en-cours-d-annee"),
    ("create_scheme", "dispositifs-et-enveloppes#creer-fermer-rouvrir-un-dispositif"),
    ("change_scheme", "dispositifs-et-enveloppes#creer-fermer-rouvrir-un-dispositif"),
    ("scheme*", "dispositifs-et-enveloppes"),
    ("*_terms", "dispositifs-et-enveloppes#changer-un-plafond-un-montant-une-duree"),
    ("people", "personnes-et-partenaires"),
    ("invite_person", "personnes-et-partenaires#inviter-une-personne"),
    ("change_roles", "personnes-et-partenaires#changer-des-roles"),
    ("person_leaves", "personnes-et-partenaires#quelqu-un-s-en-va"),
    ("hand_over_work", "personnes-et-partenaires#quelqu-un-s-en-va"),
    ("forget_second_step", "personnes-et-partenaires#un-telephone-perdu"),
    ("person*", "personnes-et-partenaires"),
    ("edit_person", "personnes-et-partenaires"),
    ("partner*", "personnes-et-partenaires#les-partenaires"),
    ("*_partner", "personnes-et-partenaires#les-partenaires"),
    ("*town_*", "ccas#dire-qui-est-le-ccas"),
    ("signatories", "ccas#dire-qui-signe"),
    ("name_signatory", "ccas#dire-qui-signe"),
    ("letter_text*", "ccas#changer-les-mots-d-une-lettre"),
    ("write_letter_text", "ccas#changer-les-mots-d-une-lettre"),
    ("access_log", "controle#qui-a-ouvert-quoi"),
    ("outgoing_mail", "administration#surveiller-les-courriels"),
    ("retention_rules", "controle#les-durees-de-conservation"),
    ("retention", "controle#les-dossiers-a-eliminer"),
    ("*disposal*", "controle#les-dossiers-a-eliminer"),
    ("reason*", "reglages#les-motifs"),
    ("team*", "partenaire"),
    ("settings*", "administration"),
)
PARTNERS = "partenaire"


@cache
def told_on(view_name: str) -> str:
    """The page, and the heading of it, where a screen is told; "" for the cover."""
    for name, page in TOLD:
        if fnmatchcase(view_name, name):
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
