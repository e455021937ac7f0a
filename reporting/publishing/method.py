"""How to read the report: what is counted, as of when, and what is hidden."""

from ..bilan.question import Question
from ..enums import ReportVersion

HIDING = (
    "Chiffres masqués",
    "Un chiffre de 1 à 4 personnes est masqué, avec les montants, les parts et les moyennes qui en dépendent. Quand un "
    "total permettrait de le retrouver, un autre chiffre est masqué aussi, même plus grand. Zéro est toujours montré, "
    "sauf dans un tableau retiré en entier.",
)
HUNDREDS = (
    "Arrondis",
    "L’argent de l’enveloppe est donné à la centaine d’euros. Le plus petit et le plus grand crédit ne sont pas "
    "donnés\u00a0: ce sont ceux d’une personne. Un trimestre de moins de cinq prêts n’est pas tracé.",
)
COMPARING = (
    "Deux bilans l’un à côté de l’autre",
    "Deux bilans à diffuser se soustraient quand leurs périodes se recouvrent, quand l’un porte sur un dispositif et "
    "l’autre sur tous, ou quand le même est établi à deux dates\u00a0: leur différence peut être celle d’une seule "
    "personne, ce qu’aucun des deux ne peut empêcher. Diffusez une année entière, une fois.",
)
WHOLE = (
    "Version interne",
    "Tous les chiffres sont donnés, même les plus petits\u00a0: ce document est couvert par le secret professionnel "
    "(article L. 133-5 du code de l’action sociale et des familles) et ne sort pas du CCAS.",
)
COMMON = (
    (
        "Demandes",
        "Une demande est comptée au jour où elle a été déposée\u202f; un brouillon jamais déposé ne l’est pas. La même "
        "demande déposée deux fois puis réunie compte une fois, partout où l’on compte des demandes reçues.",
    ),
    (
        "Parcours",
        "Le parcours suit les demandes reçues dans la période, quel que soit le jour de leur décision, y compris "
        "celles qu’un organisme prêteur accorde. Il ne donne donc pas le nombre des crédits, rangés par jour de "
        "décision, que le CCAS a accordés sur son enveloppe.",
    ),
    (
        "Crédits",
        "Un crédit est un accord, entier ou partiel, au jour de sa décision. Un accord retiré n’a jamais été un "
        "crédit\u202f; un accord caduc en est un, dont l’argent est revenu à l’enveloppe.",
    ),
    (
        "Impayés",
        "Un prêt est en impayé quand une échéance passée n’est pas couverte par ce qui est arrivé. L’ancienneté "
        "part de la plus ancienne échéance non couverte. Aucune pénalité n’est due.",
    ),
    (
        "Remboursement par trimestre",
        "Les prêts sont rangés par trimestre de leur premier versement\u202f; la courbe s’arrête au dernier mois que "
        "tous ont vécu. Ce qui était dû suit l’échéancier du contrat, sans les avenants.",
    ),
    (
        "Prévision",
        "La prévision prolonge en ligne droite ce qui a été engagé depuis six mois, ou depuis le 1er janvier. Elle "
        "n’est donnée qu’après trente jours et trois jours d’engagement.",
    ),
)


def method(question: Question, version: ReportVersion) -> list[tuple[str, str]]:
    """Each note under its name."""
    known = (
        "Tel que connu ce jour-là",
        "Le bilan compte ce qui était enregistré le jour indiqué. Ce qui a été décidé, corrigé ou contre-passé "
        "depuis est laissé de côté."
        if question.as_of
        else "Le bilan compte tout ce qui est enregistré le jour où il est établi.",
    )
    kept = (HIDING, HUNDREDS, COMPARING) if version is ReportVersion.PUBLISHED else (WHOLE,)
    return [*kept, known, *COMMON]
