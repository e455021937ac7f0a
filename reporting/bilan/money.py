"""The envelopes of the years a question touches: voted, and how far what was granted has gone. Euros."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils import timezone

from harmonie.money import short_euros
from harmonie.schemes.models import BudgetEnvelope, EnvelopeVote

from ..envelopes.ledger import Sums, sums_of
from .measures import ZERO
from .populations import earlier
from .question import Question


@dataclass(frozen=True)
class Envelope:
    """A year's money in euros: voted, then split by how far it went. `available` may still be granted."""

    year: int
    scheme: str
    allocated: Decimal
    engaged: Decimal
    to_sign: Decimal
    to_pay_out: Decimal
    paid_out: Decimal

    @property
    def available(self) -> Decimal:
        return self.allocated - self.engaged

    @property
    def label(self) -> str:
        """The bar in words, for those who do not see it."""
        return (
            f"{self.scheme}, {self.year}\u00a0: versé {short_euros(self.paid_out)}, "
            f"à verser {short_euros(self.to_pay_out)}, à signer {short_euros(self.to_sign)}, "
            f"disponible {short_euros(self.available)}"
        )


def envelopes(question: Question) -> list[Envelope]:
    """Three queries, with the sums of the envelopes' own pages. A partner or a purpose does not narrow an envelope."""
    opened = list(_opened(question))
    day = question.as_of or timezone.localdate()
    sums = sums_of([envelope.pk for envelope in opened], day=day, until=question.known_before)
    return [_told(envelope, sums[envelope.pk]) for envelope in opened]


def _opened(question: Question):
    """The envelopes for which something had been voted by then."""
    votes = EnvelopeVote.objects.filter(earlier("recorded_at", question.known_before), envelope=OuterRef("pk"))
    rows = BudgetEnvelope.objects.filter(Exists(votes), question.under("scheme"), year__in=question.years)
    return rows.select_related("scheme").order_by("year", "scheme")


def _told(envelope: BudgetEnvelope, sums: Sums) -> Envelope:
    """Of what is engaged: paid out, then signed and not yet paid out, then granted and not yet signed."""
    paid_out = max(ZERO, min(sums.disbursed, sums.engaged))
    signed = max(paid_out, min(sums.contracted, sums.engaged))
    return Envelope(
        envelope.year,
        envelope.scheme.name,
        sums.allocated,
        sums.engaged,
        to_sign=sums.engaged - signed,
        to_pay_out=signed - paid_out,
        paid_out=paid_out,
    )
