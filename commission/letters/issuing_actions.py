"""One letter, rendered and frozen. Apart from `actions.py`, which asks the task queue for many."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.documents.actions import freeze
from harmonie.documents.models import DocumentKind
from harmonie.documents.pdf import render_pdf
from harmonie.documents.remedies import remedies
from harmonie.refusals import Refusal

from ..models import Decision, DecisionLetter
from . import content


def rendered(decision: Decision, *, now: datetime, is_draft: bool = False) -> bytes:
    """The letter as it would leave today; never without the remedies. Slow: hold no lock."""
    context = content.letter_context(decision, issued_on=timezone.localdate(now), is_draft=is_draft)
    return render_pdf(content.TEMPLATE, context, must_say=remedies())


def freeze_letter(*, decision: Decision, by: User, now: datetime) -> DecisionLetter:
    """The decision letter, rendered before any lock and frozen once; the same letter when it was issued already."""
    issued = DecisionLetter.objects.filter(decision=decision).first()
    if issued is None and Decision.objects.filter(withdraws=decision).exists():
        raise Refusal("Cette décision est retirée\u00a0: c’est la lettre du retrait qui part.")
    return issued or _frozen(decision, rendered(decision, now=now), by, now)


@transaction.atomic
def _frozen(decision: Decision, pdf: bytes, by: User, now: datetime) -> DecisionLetter:
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    issued = DecisionLetter.objects.filter(decision=locked).first()
    if issued:
        return issued
    document = freeze(
        kind=DocumentKind.DECISION_LETTER,
        reference=content.reference_of(locked),
        title=f"Lettre de décision, demande n°\u00a0{decision.application.reference}",
        content=pdf,
        template_name=content.TEMPLATE,
        by=by,
        now=now,
    )
    return DecisionLetter.objects.create(decision=locked, document=document)
