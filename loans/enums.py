"""The words of a loan, and what may happen to it next."""

from typing import NamedTuple

from django.db import models

from harmonie.chips import Chip


class LoanState(models.TextChoices):
    TO_SIGN = "to_sign", "à signer"
    SIGNED = "signed", "à verser"
    ACTIVE = "active", "en cours"
    SETTLED = "settled", "soldé"
    WAIVED = "waived", "remise gracieuse"
    WRITTEN_OFF = "written_off", "admis en non-valeur"
    CANCELLED = "cancelled", "annulé"


class EntryKind(models.TextChoices):
    DISBURSEMENT = "disbursement", "versement"
    REPAYMENT = "repayment", "remboursement"
    REVERSAL = "reversal", "contre-passation"
    REFUND = "refund", "restitution d’un trop-perçu"
    RELIEF = "relief", "remise gracieuse"
    WRITE_OFF = "write_off", "admission en non-valeur"
    RECOVERY = "recovery", "recouvrement après non-valeur"


class Channel(models.TextChoices):
    CARD = "card", "carte"
    CASH = "cash", "espèces"
    CHEQUE = "cheque", "chèque"
    TRANSFER = "transfer", "virement"
    PAYMENT_ORDER = "payment_order", "mandat"
    DIRECT_DEBIT = "direct_debit", "prélèvement"


class ScheduleReason(models.TextChoices):
    """Why a schedule was drawn up."""

    AGREED = "agreed", "échéancier du contrat"
    MOVED = "moved", "échéance déplacée"
    DEFERRED = "deferred", "échéances reportées"
    RESCHEDULED = "rescheduled", "rééchelonnement"


class AmendmentKind(models.TextChoices):
    RESCHEDULING = "rescheduling", "rééchelonnement"
    DEFERRAL = "deferral", "report d’échéances"


class PauseReason(models.TextChoices):
    """Why nobody is reminded for a time."""

    ARRANGEMENT = "arrangement", "arrangement trouvé avec la personne"
    OVER_INDEBTEDNESS = "over_indebtedness", "procédure de surendettement"
    DEATH = "death", "décès"
    DISPUTE = "dispute", "contestation"
    OTHER = "other", "autre raison"


class ReminderStep(models.TextChoices):
    """The ladder (domain.md §5). No step costs the borrower anything."""

    FIRST = "first", "relance courtoise"
    SECOND = "second", "relance et rendez-vous"
    FORMAL_NOTICE = "formal_notice", "mise en demeure"


class FileFormat(models.TextChoices):
    CSV = "csv", "CSV"
    CAMT053 = "camt053", "camt.053 (ISO 20022)"


class FileState(models.TextChoices):
    READING = "reading", "lecture en cours"
    MAPPING = "mapping", "colonnes à désigner"
    PREVIEW = "preview", "à vérifier"
    POSTING = "posting", "enregistrement en cours"
    POSTED = "posted", "enregistré"
    DROPPED = "dropped", "abandonné"


class LineState(models.TextChoices):
    """What became of one line of a payment file."""

    MATCHED = "matched", "rapprochée"
    UNMATCHED = "unmatched", "à rapprocher"
    DUPLICATE = "duplicate", "déjà reçue"
    SET_ASIDE = "set_aside", "écartée"
    DROPPED = "dropped", "abandonnée avec son fichier"
    POSTED = "posted", "enregistrée"


class BatchState(models.TextChoices):
    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    READY = "ready", "prêt"
    CANCELLED = "cancelled", "annulé"
    FAILED = "failed", "interrompu"


class PrintKind(models.TextChoices):
    """What a batch prints: one paper a loan, or documents that were issued already."""

    SCHEDULE = "schedule", "échéanciers"
    AGREEMENT = "agreement", "contrats"
    RECEIPT = "receipt", "derniers reçus"
    SETTLEMENT = "settlement", "attestations de solde"
    REMINDER = "reminder", "lettres de relance"
    DOCUMENT = "document", "documents"


class SlipKind(models.TextChoices):
    PAYMENT_ORDERS = "payment_orders", "bordereau de mandats"
    REVENUE_ORDERS = "revenue_orders", "bordereau de titres"


class CancelReason(models.TextChoices):
    NOT_SIGNED = "not_signed", "non signé dans le délai"
    RENOUNCED = "renounced", "la personne y renonce"


class Tab(models.TextChoices):
    """The lists of the loans room, in the order a loan walks through them."""

    TO_CONTRACT = "a-contractualiser", "À contractualiser"
    TO_SIGN = "a-signer", "À signer"
    TO_DISBURSE = "a-verser", "À verser"
    RUNNING = "en-cours", "En cours"
    LATE = "impayes", "Impayés"
    TO_REFUND = "a-rembourser", "À rembourser"
    SETTLED = "soldes", "Soldés"
    CANCELLED = "annules", "Annulés"


class Transition(NamedTuple):
    sources: tuple[LoanState, ...]
    target: LoanState


LIVE_STATES = (LoanState.TO_SIGN, LoanState.SIGNED, LoanState.ACTIVE)
ENDED_STATES = (LoanState.SETTLED, LoanState.WAIVED, LoanState.WRITTEN_OFF)
TRANSITIONS = {
    "sign": Transition((LoanState.TO_SIGN,), LoanState.SIGNED),
    "cancel": Transition((LoanState.TO_SIGN, LoanState.SIGNED), LoanState.CANCELLED),
    # In parts, too: what is still to be paid out of a loan that was already repaid opens it again.
    "disburse": Transition((LoanState.SIGNED, LoanState.ACTIVE, LoanState.SETTLED), LoanState.ACTIVE),
    "take_back": Transition((LoanState.ACTIVE,), LoanState.SIGNED),
    "settle": Transition((LoanState.ACTIVE,), LoanState.SETTLED),
    "waive": Transition((LoanState.ACTIVE,), LoanState.WAIVED),
    "write_off": Transition((LoanState.ACTIVE,), LoanState.WRITTEN_OFF),
    "reopen": Transition(ENDED_STATES, LoanState.ACTIVE),
}
TAB_STATES = {
    Tab.TO_SIGN: (LoanState.TO_SIGN,),
    Tab.TO_DISBURSE: (LoanState.SIGNED,),
    Tab.RUNNING: (LoanState.ACTIVE,),
    Tab.LATE: (LoanState.ACTIVE,),
    Tab.TO_REFUND: tuple(LoanState),
    Tab.SETTLED: ENDED_STATES,
    Tab.CANCELLED: (LoanState.CANCELLED,),
}
# A worklist begins with what waits longest; an archive with what ended last.
ARCHIVES = (Tab.SETTLED, Tab.CANCELLED)
CHIPS = {
    LoanState.TO_SIGN: Chip("À signer", "clock", "wait"),
    LoanState.SIGNED: Chip("À verser", "arrow", "go"),
    LoanState.ACTIVE: Chip("En cours", "half", "go"),
    LoanState.SETTLED: Chip("Soldé", "check", "done"),
    LoanState.WAIVED: Chip("Remise gracieuse", "check"),
    LoanState.WRITTEN_OFF: Chip("Admis en non-valeur", "cross"),
    LoanState.CANCELLED: Chip("Annulé", "cross"),
}
LATE_CHIP = Chip("En retard", "alert", "stop")
NEXT_CHIP = Chip("Prochaine", "calendar")
