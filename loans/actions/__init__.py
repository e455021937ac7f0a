"""Everything that may happen to a loan. The only place that writes it; the ledger only grows."""

from .base import lock, outstanding
from .contracts import cancel_loan, lapse_grant, open_loan, sign_loan
from .ledger import disburse, record_repayment, reverse_entry

__all__ = [
    "cancel_loan",
    "disburse",
    "lapse_grant",
    "lock",
    "open_loan",
    "outstanding",
    "record_repayment",
    "reverse_entry",
    "sign_loan",
]
