"""The words of a meeting, and what may happen next to each of its things."""

from typing import NamedTuple

from django.db import models

from harmonie.chips import Chip


class Capacity(models.TextChoices):
    PRESIDENT = "president", "président ou présidente"
    VICE_PRESIDENT = "vice_president", "vice-président ou vice-présidente"
    MEMBER = "member", "membre"


class MeetingState(models.TextChoices):
    PLANNED = "planned", "prévue"
    CONVENED = "convened", "convoquée"
    OPEN = "open", "ouverte"
    CLOSED = "closed", "levée"
    NO_QUORUM = "no_quorum", "sans quorum"
    CANCELLED = "cancelled", "annulée"


class Mode(models.TextChoices):
    """How a meeting is held."""

    IN_ROOM = "in_room", "dans la salle"
    REMOTE = "remote", "à distance"
    WRITTEN = "written", "par consultation écrite"


class QuorumShare(models.TextChoices):
    """Which share of the members in office must take part in person."""

    MAJORITY = "majority", "plus de la moitié des membres"
    HALF = "half", "la moitié des membres"
    THIRD = "third", "le tiers des membres"


class Presence(models.TextChoices):
    EXPECTED = "expected", "attendu"
    PRESENT = "present", "présent"
    EXCUSED = "excused", "excusé"
    LEFT = "left", "parti"


class ItemState(models.TextChoices):
    LISTED = "listed", "inscrit"
    UNDER_VOTE = "under_vote", "au vote"
    DECIDED = "decided", "décidé"
    POSTPONED = "postponed", "reporté"


class MotionKind(models.TextChoices):
    GRANT = "grant", "accorder"
    DEFER = "defer", "ajourner"
    REFUSE = "refuse", "refuser"
    REDIRECT = "redirect", "réorienter"
    WITHDRAW = "withdraw", "retirer la décision"


class MotionState(models.TextChoices):
    OPEN = "open", "vote ouvert"
    CLOSED = "closed", "vote clos"


class MotionResult(models.TextChoices):
    ADOPTED = "adopted", "adoptée"
    REJECTED = "rejected", "rejetée"
    STALE = "stale", "caduque"
    DROPPED = "dropped", "retirée"
    AMENDED = "amended", "remplacée par un amendement"


class Choice(models.TextChoices):
    FOR = "for", "Pour"
    AGAINST = "against", "Contre"
    ABSTENTION = "abstention", "Abstention"


class Means(models.TextChoices):
    """How a voice came in."""

    OWN = "own", "en personne"
    PROXY = "proxy", "par pouvoir"
    SHOW_OF_HANDS = "show_of_hands", "à main levée, notée par le secrétariat"


class DecisionPath(models.TextChoices):
    """Who decided."""

    COMMISSION = "commission", "la commission"
    DELEGATION = "delegation", "la présidence, par délégation"
    TAKEOVER = "takeover", "avant Harmonie"  # a loan that ran already: decided elsewhere, only told here


class Outcome(models.TextChoices):
    GRANTED = "granted", "accord"
    PARTIALLY_GRANTED = "partially_granted", "accord partiel"
    DEFERRED = "deferred", "ajournement"
    REFUSED = "refused", "refus"
    REDIRECTED = "redirected", "réorientation"
    WITHDRAWN = "withdrawn", "retrait"


GRANTS = (Outcome.GRANTED, Outcome.PARTIALLY_GRANTED)


class Grounds(models.TextChoices):
    """Why, in the words of the règlement; the letter adds the case's own sentence."""

    NONE = "", "sans objet"
    CEILING = "ceiling", "les ressources dépassent le plafond"
    BUDGET = "budget", "le reste à vivre ne permet pas l’échéance"
    PURPOSE = "purpose", "l’objet n’entre pas dans le règlement"
    OTHER_SCHEME = "other_scheme", "un autre dispositif convient mieux"
    OTHER_HELP = "other_help", "une aide non remboursable convient mieux"
    DOCUMENT = "document", "une pièce nécessaire est attendue"
    ENVELOPE = "envelope", "l’enveloppe de l’exercice ne suffit pas"
    RUNNING_LOAN = "running_loan", "un prêt est déjà en cours"
    UNLAWFUL = "unlawful", "la décision reposait sur une erreur"


class PaperKind(models.TextChoices):
    """The papers of a meeting."""

    CONVOCATION = "convocation", "convocation"
    CASE_SHEETS = "case_sheets", "fiches de séance"
    ATTENDANCE_SHEET = "attendance_sheet", "feuille d’émargement"


class Channel(models.TextChoices):
    """How a letter left."""

    POST = "post", "courrier simple"
    REGISTERED = "registered", "lettre recommandée"
    BY_HAND = "by_hand", "remise en main propre"
    MAIL = "mail", "courriel"


class BatchState(models.TextChoices):
    PREPARING = "preparing", "en préparation"
    READY = "ready", "prêtes à partir"
    RELEASED = "released", "émises"


class RegisterForm(models.TextChoices):
    NOMINATIVE = "nominative", "nominatif"
    COMMUNICABLE = "communicable", "communicable, sans noms"


class Transition(NamedTuple):
    sources: tuple[str, ...]
    target: str


MEETING_TRANSITIONS = {
    "convene": Transition((MeetingState.PLANNED,), MeetingState.CONVENED),
    "open": Transition((MeetingState.CONVENED,), MeetingState.OPEN),
    "close": Transition((MeetingState.OPEN,), MeetingState.CLOSED),
    "find_no_quorum": Transition((MeetingState.CONVENED,), MeetingState.NO_QUORUM),
    "cancel": Transition((MeetingState.PLANNED, MeetingState.CONVENED), MeetingState.CANCELLED),
}
ITEM_TRANSITIONS = {
    "put_motion": Transition((ItemState.LISTED,), ItemState.UNDER_VOTE),
    "reject_motion": Transition((ItemState.UNDER_VOTE,), ItemState.LISTED),
    "decide": Transition((ItemState.UNDER_VOTE,), ItemState.DECIDED),
    "postpone": Transition((ItemState.LISTED,), ItemState.POSTPONED),
}
# Items can be put on, taken off and reordered until the meeting opens.
AGENDA_OPEN = (MeetingState.PLANNED, MeetingState.CONVENED)
# Why an item left an agenda before the meeting, as its history says it.
TAKEN_OFF = "Retirée de l’ordre du jour"
# Nothing more happens at these.
ENDED = (MeetingState.CLOSED, MeetingState.NO_QUORUM, MeetingState.CANCELLED)
# Presence and proxies are noted from the convocation to the end.
IN_THE_ROOM = (MeetingState.CONVENED, MeetingState.OPEN)

MEETING_CHIPS = {
    MeetingState.PLANNED: Chip("Prévue", "circle"),
    MeetingState.CONVENED: Chip("Convoquée", "mail", "go"),
    MeetingState.OPEN: Chip("Ouverte", "half", "here"),
    MeetingState.CLOSED: Chip("Levée", "check", "done"),
    MeetingState.NO_QUORUM: Chip("Sans quorum", "cross", "stop"),
    MeetingState.CANCELLED: Chip("Annulée", "cross", "stop"),
}
ITEM_CHIPS = {
    ItemState.LISTED: Chip("Inscrit", "calendar", "go"),
    ItemState.UNDER_VOTE: Chip("Vote ouvert", "half", "here"),
    ItemState.DECIDED: Chip("Décidé", "check", "done"),
    ItemState.POSTPONED: Chip("Reporté", "pause", "wait"),
}
OUTCOME_CHIPS = {
    Outcome.GRANTED: Chip("Accord", "check", "done"),
    Outcome.PARTIALLY_GRANTED: Chip("Accord partiel", "half", "done"),
    Outcome.DEFERRED: Chip("Ajournement", "pause", "wait"),
    Outcome.REFUSED: Chip("Refus", "cross", "stop"),
    Outcome.REDIRECTED: Chip("Réorientation", "arrow"),
    Outcome.WITHDRAWN: Chip("Retrait", "undo", "stop"),
}
