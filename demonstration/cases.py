"""The worked cases as people. Fictional; births that must give an age are counted from the day of the story."""

from datetime import date

from harmonie.calendar import add_months

from .story import Case


def aged(years: int, today: date, *, months: int = 4) -> date:
    """A birth date that makes somebody `years` old today, and `months` months more."""
    return add_months(today, -12 * years - months)


MODEST = (("rent", "430"), ("energy", "80"), ("telephone", "30"), ("food", "240"))


def standard(today: date) -> Case:
    """Worked case 1: one adult, one child aged 8."""
    return Case(
        "Nadia",
        "Benali",
        date(1991, 5, 14),
        "appliances",
        "Réfrigérateur et lave-linge",
        620,
        12,
        supplier="Électro Rivemont",
        address="12 rue des Tilleuls",
        household=(("Sami", aged(8, today), "child"),),
        incomes=(
            ("salary", "1180"),
            ("housing_benefit", "210"),
            ("activity_bonus", "190"),
        ),
        expenses=(
            ("rent", "610"),
            ("energy", "110"),
            ("transport", "60"),
            ("food", "240"),
        ),
        situation="agente d’entretien, en CDI",
        assessment="Le réfrigérateur est en panne depuis trois semaines. Budget tenu avec soin. Avis favorable.",
    )


def maximum(today: date) -> Case:
    """Worked case 2: the highest amount over the longest time, first due on a 31 January."""
    return Case(
        "Julie",
        "Caron-Leroy",
        date(1988, 9, 2),
        "mobility",
        "Réparation de voiture",
        1000,
        18,
        supplier="Garage du Pont",
        household=(
            ("Malik", date(1986, 3, 30), "partner"),
            ("Lina", aged(5, today), "child"),
            ("Noé", aged(11, today), "child"),
        ),
        incomes=(("salary", "1350"), ("salary", "780"), ("family_benefit", "140")),
        expenses=(
            ("rent", "690"),
            ("energy", "140"),
            ("childcare", "120"),
            ("transport", "160"),
            ("food", "480"),
        ),
    )


MINIMUM = Case(
    "Armand",
    "Texier",
    date(1979, 11, 23),
    "health",
    "Lunettes",
    100,
    18,
    supplier="Optique du Centre",
    incomes=(("salary", "720"), ("activity_bonus", "210")),
    expenses=MODEST,
    assessment="Monsieur demande 18 mois. Chaque échéance ferait moins de 6\u202f€\u00a0: six mois suffisent.",
)
AT_THE_CEILING = Case(
    "Karim",
    "Ouali",
    date(1985, 2, 8),
    "mobility",
    "Achat d’un vélo électrique",
    700,
    14,
    incomes=(("salary", "1313.83"),),
    assessment="",
)
COUPLE_BELOW = Case(
    "Rosa",
    "Almeida",
    date(1975, 6, 17),
    "housing",
    "Dépôt de garantie",
    800,
    16,
    household=(("Duarte", date(1973, 1, 9), "partner"),),
    incomes=(("salary", "1970.74"),),
    expenses=(("rent", "640"), ("energy", "120"), ("food", "390")),
)
COUPLE_ABOVE = Case(
    "Gérard",
    "Pinson",
    date(1968, 12, 1),
    "housing",
    "Frais de déménagement",
    600,
    12,
    household=(("Annie", date(1970, 4, 21), "partner"),),
    incomes=(("salary", "1970.75"),),
    email="gerard.pinson@courriel.example",
)


def fourteen_today(today: date) -> Case:
    """Worked case 5: the child's fourteenth birthday is the request date, so the limit is 1 970,745 €."""
    return Case(
        "Mireille",
        "Daunay",
        date(1982, 7, 5),
        "training",
        "Ordinateur pour une formation",
        540,
        12,
        household=(("Théo", add_months(today, -14 * 12), "child"),),
        incomes=(("salary", "1850"),),
    )


WITHOUT_EARNINGS = Case(
    "Sandrine",
    "Lopez",
    date(1993, 10, 11),
    "appliances",
    "Un lit",
    300,
    10,
    situation="sans emploi",
    incomes=(("rsa", "565"),),
    expenses=(("rent", "310"), ("energy", "60"), ("food", "190")),
    assessment="Sans revenu d’activité. L’échéance dépasserait ce qui reste une fois les charges payées.",
)
VEHICLE = Case(
    "Thomas",
    "Roussel",
    date(1990, 1, 19),
    "mobility",
    "Apport pour un véhicule à 2\u202f400\u202f€",
    1000,
    18,
    incomes=(("salary", "1250"), ("activity_bonus", "180")),
    expenses=(
        ("rent", "620"),
        ("energy", "100"),
        ("transport", "90"),
        ("food", "260"),
    ),
    debts=(("Crédit renouvelable", "1400", "70"),),
    situation="intérimaire",
    assessment="Le véhicule est nécessaire pour les missions de nuit. Le montant dépasse le Crédit Harmonie.",
)
TWICE = Case(
    "Fatoumata",
    "Diallo",
    date(1987, 3, 6),
    "appliances",
    "Lave-linge",
    380,
    10,
    address="27 avenue de la Gare",
    household=(),
)
ELSEWHERE = Case(
    "Antoine",
    "Weber",
    date(1996, 8, 25),
    "training",
    "Caisse à outils d’apprenti",
    420,
    12,
    city="Saint-Aubin",
    postcode="60991",
    email="antoine.weber@courriel.example",
)
OF_THE_CHAIRED_PARTNER = Case(
    "Leïla",
    "Mansouri",
    date(1994, 12, 12),
    "housing",
    "Raccordement au gaz",
    360,
    9,
    supplier="Énergie de l’Oise",
)
TIED = Case(
    "Hervé",
    "Dumas",
    date(1966, 5, 3),
    "mobility",
    "Assurance du véhicule",
    550,
    11,
    assessment="L’échéance tient, de peu. Monsieur attend une réponse pour un temps plein.",
)
OVER_INDEBTED = Case(
    "Simone",
    "Hardy",
    date(1959, 2, 27),
    "housing",
    "Remplacement d’une chaudière",
    450,
    15,
    situation="employée à temps partiel",
    over_indebtedness="admitted",
    incomes=(("salary", "890"), ("housing_benefit", "120")),
    assessment="Dossier recevable depuis deux mois. L’accord de la commission de surendettement est demandé.",
)
LATE = Case(
    "Bruno",
    "Delattre",
    date(1981, 9, 9),
    "mobility",
    "Réparation de voiture",
    600,
    12,
    supplier="Garage du Pont",
    incomes=(("salary", "1090"), ("activity_bonus", "120")),
    expenses=(("rent", "540"), ("energy", "95"), ("alimony", "150"), ("food", "210")),
)
BEFORE_THE_CHANGE = Case(
    "Élodie",
    "Fournier",
    date(1998, 4, 15),
    "mobility",
    "Permis de conduire",
    780,
    13,
    supplier="Auto-école des Tanneurs",
    incomes=(("salary", "1300"),),
    expenses=(("rent", "480"), ("energy", "85"), ("food", "250")),
    assessment="Le permis ouvre un poste d’aide à domicile. Le plafond du jour de la demande s’applique.",
)
WAITING_FOR_A_VOTE = Case(
    "Josette",
    "Marin",
    date(1968, 6, 20),
    "housing",
    "Remplacement d’un chauffe-eau",
    350,
    10,
    supplier="Plomberie Vasse",
    situation="en recherche d’emploi",
    incomes=(("unemployment", "940"), ("housing_benefit", "180")),
    expenses=(("rent", "430"), ("energy", "90"), ("health", "45"), ("food", "230")),
    assessment="Sans eau chaude depuis dix jours. Sans revenu d’activité\u202f; le budget porte l’échéance.",
)
