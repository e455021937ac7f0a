"""Everything that may happen to a loan. The only place that writes it; the ledger only grows."""

from .answering import approve, decline, enter
from .base import Balances, balances, lock, needs_second_person, outstanding
from .bulk import Receipt, SomeRefused, record_repayments
from .contracts import cancel_loan, lapse_grant, lapse_loan, open_loan, sign_loan
from .ledger import disburse, record_repayment, refund, reverse_entry
from .relief import recover, relieve, write_off

__all__ = [
    "Balances",
    "Receipt",
    "SomeRefused",
    "approve",
    "balances",
    "cancel_loan",
    "decline",
    "disburse",
    "enter",
    "lapse_grant",
    "lapse_loan",
    "lock",
    "needs_second_person",
    "open_loan",
    "outstanding",
    "record_repayment",
    "record_repayments",
    "recover",
    "refund",
    "relieve",
    "reverse_entry",
    "sign_loan",
    "write_off",
]
