"""The columns of the spreadsheet by which an old portfolio comes in."""

from typing import NamedTuple


class Column(NamedTuple):
    """One column: its heading in the file, what it means, an example. Headings are matched without accents or case."""

    key: str
    heading: str
    means: str
    example: str
    is_required: bool = True


COLUMNS = (
    Column("former", "Ancienne référence", "Le numéro du prêt dans l’ancien suivi. Chacun une seule fois.", "MC-118"),
    Column("last_name", "Nom", "Nom de famille de l’emprunteur.", "Delattre"),
    Column("first_name", "Prénom", "Prénom de l’emprunteur.", "Hélène"),
    Column("birth_date", "Date de naissance", "Jour, mois, année.", "14/05/1991"),
    Column("address", "Adresse", "Numéro et rue, sans la commune.", "12 rue des Tanneurs"),
    Column("postcode", "Code postal", "Cinq chiffres.", "60990"),
    Column("city", "Commune", "Commune de l’adresse.", "Rivemont"),
    Column("scheme", "Dispositif", "Le code du dispositif, tel que la page Réglages le montre.", "credit-harmonie"),
    Column("purpose", "Objet", "L’un des objets de prêt\u00a0: mobilité, logement, équipement ménager…", "mobilité"),
    Column("amount", "Montant prêté", "En euros, deux décimales au plus.", "620"),
    Column("months", "Échéances", "Le nombre d’échéances mensuelles, de la première à la dernière.", "12"),
    Column("first_due_on", "Première échéance", "Sa date. Les suivantes tombent le même jour du mois.", "31/01/2026"),
    Column("lent_on", "Versé le", "Le jour où l’argent a été versé.", "10/01/2026"),
    Column("repaid", "Déjà remboursé", "Le total reçu jusqu’ici, en euros\u202f; 0 ou vide si rien.", "155,01", False),
    Column("repaid_on", "Remboursé jusqu’au", "La date de ce total\u202f; vide pour le jour de la reprise.", "", False),
    Column("supplier", "Fournisseur payé", "Vide si l’argent est allé à l’emprunteur.", "", False),
)
BY_KEY = {column.key: column for column in COLUMNS}
