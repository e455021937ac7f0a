"""The names that a text may hold in braces: a closed list, explained beside the editor."""

from harmonie.documents.texts.names import Name

NAMES = (
    Name("montant", "le montant prêté, en chiffres"),
    Name("montant_en_lettres", "le montant prêté, en lettres"),
    Name("objet", "l’objet du prêt"),
    Name("dispositif", "le nom du dispositif"),
    Name("versement", "à qui la somme est versée, sur quel compte, au plus tôt quand\u00a0: des phrases"),
    Name("remboursement", "les échéances, leurs jours et leurs montants\u00a0: une phrase"),
    Name("duree", "la durée, en mois"),
    Name("premiere_echeance", "la date de la première échéance"),
    Name("derniere_echeance", "la date de la dernière échéance"),
    Name("jour", "le jour du mois des échéances"),
    Name("emprunteur", "le nom de l’emprunteur, ou des deux emprunteurs"),
    Name("a_signer_avant", "la date limite de signature"),
    Name("deliberation", "le numéro et la date de la délibération"),
    Name("ccas", "le nom du CCAS"),
    Name("ville", "le nom de la commune"),
    Name("adresse_ccas", "l’adresse du CCAS"),
    Name("telephone_ccas", "le téléphone du CCAS"),
    Name("courriel_ccas", "l’adresse électronique du CCAS"),
)
KNOWN = {name.name for name in NAMES}
