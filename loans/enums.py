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


class Channel(models.TextChoices):
    CARD = "card", "carte"
    CASH = "cash", "espèces"
    CHEQUE = "cheque", "chèque"
    TRANSFER = "transfer", "virement"
    PAYMENT_ORDER = "payment_order", "mandat"


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
    SETTLED = "soldes", "Soldés"
    CANCELLED = "annules", "Annulés"


class Transition(NamedTuple):
    sources: tuple[LoanState, ...]
    target: LoanState


LIVE_STATES = (LoanState.TO_SIGN, LoanState.SIGNED, LoanState.ACTIVE)
TRANSITIONS = {
    "sign": Transition((LoanState.TO_SIGN,), LoanState.SIGNED),
    "cancel": Transition((LoanState.TO_SIGN, LoanState.SIGNED), LoanState.CANCELLED),
    "disburse": Transition((LoanState.SIGNED,), LoanState.ACTIVE),
    "settle": Transition((LoanState.ACTIVE,), LoanState.SETTLED),
    "reopen": Transition((LoanState.SETTLED,), LoanState.ACTIVE),
}
TAB_STATES = {
    Tab.TO_SIGN: (LoanState.TO_SIGN,),
    Tab.TO_DISBURSE: (LoanState.SIGNED,),
    Tab.RUNNING: (LoanState.ACTIVE,),
    Tab.LATE: (LoanState.ACTIVE,),
    Tab.SETTLED: (LoanState.SETTLED, LoanState.WAIVED, LoanState.WRITTEN_OFF),
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
