"""The way of a request, from the first word to the money: where it stands, and at which door it may be lost."""

from enum import IntEnum, StrEnum

from applications.enums import Step


class Stage(IntEnum):
    """How far a request came at most. A request that went back kept what it reached."""

    RECEIVED = 0
    TAKEN_UP = 1
    COMPLETE = 2
    PRESENTED = 3
    GRANTED = 4
    SIGNED = 5
    PAID_OUT = 6


class End(StrEnum):
    """What became of it."""

    LOST = "lost"
    UNDER_WAY = "under_way"
    PAID_OUT = "paid_out"


NAMES = {
    Stage.RECEIVED: "Reçues",
    Stage.TAKEN_UP: "Prises en instruction",
    Stage.COMPLETE: "Complètes",
    Stage.PRESENTED: "Présentées",
    Stage.GRANTED: "Accordées",
    Stage.SIGNED: "Contrat signé",
    Stage.PAID_OUT: "Versées",
}
# What an external lender decides and pays out; the agreement is signed at its counter, and Harmonie is told nothing.
LENDER_NAMES = NAMES | {
    Stage.PRESENTED: "Envoyées au prêteur",
    Stage.GRANTED: "Accord du prêteur",
    Stage.PAID_OUT: "Versées par le prêteur",
}
LENDER_STAGES = tuple(stage for stage in Stage if stage != Stage.SIGNED)
# The door behind which a request that came that far is lost.
DOORS = {
    Stage.RECEIVED: Step.REFERRAL,
    Stage.TAKEN_UP: Step.REVIEW,
    Stage.COMPLETE: Step.REVIEW,
    Stage.PRESENTED: Step.COMMISSION,
    Stage.GRANTED: Step.CONTRACT,
    Stage.SIGNED: Step.CONTRACT,
    Stage.PAID_OUT: Step.REPAYMENT,
}
WHERE = {
    Step.REFERRAL: "à l’orientation",
    Step.REVIEW: "à l’instruction",
    Step.COMMISSION: "en commission",
    Step.CONTRACT: "au contrat",
    Step.REPAYMENT: "au remboursement",
}
AT_LENDER = "chez le prêteur"
