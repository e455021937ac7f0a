"""The words of a request, and what may happen to it next."""

from typing import NamedTuple

from django.db import models

from harmonie.chips import Chip


class State(models.TextChoices):
    DRAFT = "draft", "brouillon"
    SUBMITTED = "submitted", "transmise"
    IN_REVIEW = "in_review", "en instruction"
    AWAITING_DOCUMENTS = "awaiting_documents", "pièces attendues"
    READY = "ready", "prête"
    ON_AGENDA = "on_agenda", "à l’ordre du jour"
    DECIDED = "decided", "décidée"
    WITHDRAWN = "withdrawn", "sans suite"
    INADMISSIBLE = "inadmissible", "irrecevable"
    REDIRECTED = "redirected", "réorientée"
    SENT_TO_LENDER = "sent_to_lender", "envoyée au prêteur"
    LENDER_GRANTED = "lender_granted", "accord du prêteur"
    LENDER_REFUSED = "lender_refused", "refus du prêteur"
    LENDER_DISBURSED = "lender_disbursed", "versée par le prêteur"


CHIPS = {
    State.DRAFT: Chip("Brouillon", "circle"),
    State.SUBMITTED: Chip("Transmise", "circle"),
    State.IN_REVIEW: Chip("En instruction", "half", "go"),
    State.AWAITING_DOCUMENTS: Chip("Pièces attendues", "clock", "wait"),
    State.READY: Chip("Prête", "check", "go"),
    State.ON_AGENDA: Chip("À l’ordre du jour", "calendar", "go"),
    State.DECIDED: Chip("Décidée", "check", "done"),
    State.WITHDRAWN: Chip("Sans suite", "pause"),
    State.INADMISSIBLE: Chip("Irrecevable", "cross", "stop"),
    State.REDIRECTED: Chip("Réorientée", "arrow"),
    State.SENT_TO_LENDER: Chip("Envoyée au prêteur", "arrow", "wait"),
    State.LENDER_GRANTED: Chip("Accord du prêteur", "check", "done"),
    State.LENDER_REFUSED: Chip("Refus du prêteur", "cross", "stop"),
    State.LENDER_DISBURSED: Chip("Versée par le prêteur", "check", "done"),
}


class Transition(NamedTuple):
    """From which states an action may start, and where it leads."""

    sources: tuple[State, ...]
    target: State


OPEN_STATES = (State.IN_REVIEW, State.AWAITING_DOCUMENTS, State.READY)
# A late edit is possible until the decision; it makes an open motion stale.
EDITABLE_STATES = (State.DRAFT, *OPEN_STATES, State.ON_AGENDA)
TO_DO = (State.SUBMITTED, *OPEN_STATES)
AT_LENDER = (State.SENT_TO_LENDER, State.LENDER_GRANTED)
CLOSED_STATES = (
    State.DECIDED,
    State.WITHDRAWN,
    State.INADMISSIBLE,
    State.REDIRECTED,
    State.LENDER_REFUSED,
    State.LENDER_DISBURSED,
)

TRANSITIONS = {
    "submit": Transition((State.DRAFT,), State.SUBMITTED),
    "take_over": Transition((State.SUBMITTED,), State.IN_REVIEW),
    "request_documents": Transition((State.IN_REVIEW,), State.AWAITING_DOCUMENTS),
    "resume_review": Transition((State.AWAITING_DOCUMENTS, State.READY), State.IN_REVIEW),
    "mark_ready": Transition((State.IN_REVIEW,), State.READY),
    "put_on_agenda": Transition((State.READY,), State.ON_AGENDA),
    "take_off_agenda": Transition((State.ON_AGENDA,), State.READY),
    # From `ready` on the urgent path: the president decides alone, before any meeting.
    "record_decision": Transition((State.ON_AGENDA, State.READY), State.DECIDED),
    "reopen": Transition((State.DECIDED,), State.READY),
    "defer": Transition((State.ON_AGENDA,), State.IN_REVIEW),
    "withdraw": Transition((State.SUBMITTED, *OPEN_STATES), State.WITHDRAWN),
    "declare_inadmissible": Transition((State.SUBMITTED, *OPEN_STATES), State.INADMISSIBLE),
    "redirect": Transition((State.SUBMITTED, *OPEN_STATES), State.REDIRECTED),
    "send_to_lender": Transition((State.READY,), State.SENT_TO_LENDER),
    "record_lender_grant": Transition((State.SENT_TO_LENDER,), State.LENDER_GRANTED),
    "record_lender_refusal": Transition((State.SENT_TO_LENDER,), State.LENDER_REFUSED),
    "record_lender_disbursement": Transition((State.LENDER_GRANTED,), State.LENDER_DISBURSED),
    "abandon_at_lender": Transition((State.SENT_TO_LENDER, State.LENDER_GRANTED), State.WITHDRAWN),
}


class Step(models.TextChoices):
    """The five doors of the corridor, in the order they are walked."""

    REFERRAL = "referral", "Orientation"
    REVIEW = "review", "Instruction"
    COMMISSION = "commission", "Commission"
    CONTRACT = "contract", "Contrat"
    REPAYMENT = "repayment", "Remboursement"


STEP_OF_STATE = {
    State.DRAFT: Step.REFERRAL,
    State.SUBMITTED: Step.REFERRAL,
    State.IN_REVIEW: Step.REVIEW,
    State.AWAITING_DOCUMENTS: Step.REVIEW,
    State.READY: Step.REVIEW,
    State.ON_AGENDA: Step.COMMISSION,
}


class Purpose(models.TextChoices):
    MOBILITY = "mobility", "mobilité"
    HOUSING = "housing", "logement"
    APPLIANCES = "appliances", "équipement ménager"
    HEALTH = "health", "santé"
    TRAINING = "training", "formation ou emploi"
    FAMILY = "family", "famille ou obsèques"
    ACCIDENT = "accident", "accident de la vie"
    OTHER = "other", "autre"
    DEBT_BUYBACK = "debt_buyback", "rachat de dettes ou de crédits"
    OVERDRAFT = "overdraft", "découvert bancaire"
    FINE = "fine", "amende"
    BUSINESS = "business", "création d’entreprise"


# domain.md §2: no scheme lends for these. They can be named, so that the request that fails leaves its reason.
EXCLUDED_PURPOSES = (Purpose.DEBT_BUYBACK, Purpose.OVERDRAFT, Purpose.FINE, Purpose.BUSINESS)


class Payee(models.TextChoices):
    BORROWER = "borrower", "l’emprunteur"
    SUPPLIER = "supplier", "le fournisseur"


class Kinship(models.TextChoices):
    PARTNER = "partner", "conjoint ou conjointe"
    CHILD = "child", "enfant"
    OTHER = "other", "autre personne"


class IncomeKind(models.TextChoices):
    SALARY = "salary", "salaire"
    SELF_EMPLOYED = "self_employed", "activité indépendante"
    UNEMPLOYMENT = "unemployment", "allocation chômage"
    PENSION = "pension", "retraite ou pension"
    HOUSING_BENEFIT = "housing_benefit", "aide au logement"
    FAMILY_BENEFIT = "family_benefit", "prestations familiales"
    ACTIVITY_BONUS = "activity_bonus", "prime d’activité"
    RSA = "rsa", "RSA"
    AAH = "aah", "AAH"
    ALIMONY = "alimony", "pension alimentaire"
    OTHER = "other", "autre ressource"


# domain.md §2: salaries and self-employed income; nothing else is earned.
EARNED = (IncomeKind.SALARY, IncomeKind.SELF_EMPLOYED)


class Earned(models.TextChoices):
    """Whether a resource counts as earned income, when its kind alone does not say."""

    BY_KIND = "", "selon la ressource"
    YES = "yes", "oui"
    NO = "no", "non"


class Frequency(models.TextChoices):
    WEEKLY = "weekly", "par semaine"
    MONTHLY = "monthly", "par mois"
    QUARTERLY = "quarterly", "par trimestre"
    YEARLY = "yearly", "par an"


class Housing(models.TextChoices):
    SOCIAL_TENANT = "social_tenant", "locataire du parc social"
    PRIVATE_TENANT = "private_tenant", "locataire du parc privé"
    OWNER = "owner", "propriétaire"
    HOSTED = "hosted", "hébergement chez quelqu’un"
    SHELTER = "shelter", "foyer ou résidence sociale"
    NONE = "none", "sans logement"


class FamilyStatus(models.TextChoices):
    SINGLE = "single", "célibataire"
    COUPLE = "couple", "en couple"
    SEPARATED = "separated", "séparation ou divorce"
    WIDOWED = "widowed", "veuvage"


class ExpenseKind(models.TextChoices):
    RENT = "rent", "loyer et charges"
    ENERGY = "energy", "énergie"
    CHILDCARE = "childcare", "cantine et garde"
    TRANSPORT = "transport", "transport"
    INSURANCE = "insurance", "assurances"
    HEALTH = "health", "mutuelle"
    TELEPHONE = "telephone", "téléphone et internet"
    TAX = "tax", "impôts"
    ALIMONY = "alimony", "pension versée"
    FOOD = "food", "alimentation"
    OTHER = "other", "autre charge"


class OverIndebtedness(models.TextChoices):
    NONE = "none", "non"
    FILED = "filed", "dossier déposé"
    ADMITTED = "admitted", "dossier recevable"
    PLAN = "plan", "plan en cours"


class ClosingReason(models.TextChoices):
    """Why a request ended without the commission: the yearly report counts them."""

    CEILING = "ceiling", "ressources au-dessus du plafond"
    RESIDENCE = "residence", "n’habite pas la commune"
    RUNNING_LOAN = "running_loan", "prêt en cours"
    RECENT_REFUSAL = "recent_refusal", "refus récent sans fait nouveau"
    AMOUNT = "amount", "montant ou durée hors conditions"
    EXCLUDED_PURPOSE = "excluded_purpose", "objet non financé"
    BUDGET = "budget", "reste à vivre insuffisant"
    INCOMPLETE = "incomplete", "dossier resté incomplet"
    ABANDONED = "abandoned", "la personne a renoncé"
    OTHER_HELP = "other_help", "une autre aide convient mieux"
    DUPLICATE = "duplicate", "demande déjà enregistrée"


# Partners never read these: they tell of the person's other requests, perhaps made with another partner, or of their
# budget. Some are here only so that the silence does not say which.
PRIVATE_REASONS = (
    ClosingReason.RUNNING_LOAN,
    ClosingReason.RECENT_REFUSAL,
    ClosingReason.DUPLICATE,
    ClosingReason.BUDGET,
    ClosingReason.ABANDONED,
    ClosingReason.OTHER_HELP,
)


class Verdict(models.TextChoices):
    PASS = "pass", "Condition remplie"
    FAIL = "fail", "Condition non remplie"
    FLAG = "flag", "À signaler"
