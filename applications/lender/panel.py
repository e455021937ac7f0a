"""What the pages of a dossier say of its lender. For the CCAS alone."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import plain_day
from harmonie.money import euros, percent, short_euros

from ..dossier.next_step import Act
from ..enums import State
from ..models import LenderFile, LenderLoan, LenderSending, LoanApplication
from ..rules import can, may_review
from .checklist import blocking, checklist, fingerprint
from .rules import may_have_file
from .statement import StatementLine


def panel(application: LoanApplication, user: User, today: date) -> dict[str, Any]:
    """`lent` for the dossier page: None where the CCAS lends itself, or nothing is known yet."""
    if application.scheme.lends_itself or application.state == State.DRAFT:
        return {"lent": None}
    return {"lent": {"may_review": may_review(user), **lent(application, today)}}


def lent(application: LoanApplication, today: date) -> dict[str, Any]:
    """The documents, the sending, the loan and its interest."""
    lines = checklist(application)
    sending, loan = _sending(application), _loan(application)
    return {
        "lines": lines,
        # Once the lender answered, what it did without is no longer to be asked for.
        "missing": blocking(lines) if may_have_file(application) else [],
        "sending": sending,
        "sent_facts": sent_facts(sending),
        "loan": loan,
        "loan_facts": loan_facts(loan) if loan else [],
        "parts": [StatementLine(part, part.standing(today)) for part in loan.subsidies.all()] if loan else [],
    }


def _sending(application: LoanApplication) -> LenderSending | None:
    found = LenderSending.objects.filter(application=application)
    return found.select_related("sent_by", "file__document").defer("file__document__content").first()


def _loan(application: LoanApplication) -> LenderLoan | None:
    return LenderLoan.objects.filter(application=application).prefetch_related("subsidies").first()


def sent_facts(sending: LenderSending | None) -> list[tuple[str, str]]:
    """How it went to the lender."""
    if sending is None:
        return []
    return [
        ("Envoyé", f"le {plain_day(sending.sent_on)} ({sending.get_channel_display()})"),
        ("Par", str(sending.sent_by)),
        ("Sans toutes les pièces", sending.missing_why),
    ]


def loan_facts(loan: LenderLoan) -> list[tuple[str, str]]:
    """The lender's loan; what is not known yet is left out."""
    return [
        ("Prêt", f"{short_euros(loan.amount)} sur {loan.months} mois, à {percent(loan.annual_rate)}"),
        ("Accordé", f"le {plain_day(loan.granted_on)}"),
        ("Versé", f"le {plain_day(loan.disbursed_on)}" if loan.disbursed_on else ""),
        ("Soldé", f"le {plain_day(loan.settled_on)}" if loan.settled_on else ""),
        ("Retard", "signalé par le prêteur" if loan.was_late else ""),
        ("Intérêts du prêt", euros(loan.interest)),
        ("Prise en charge", loan.get_timing_display()),
    ]


def file_state(application: LoanApplication) -> dict[str, Any]:
    """Where the complete file stands: not asked, being made, in trouble, made, or made of an older dossier."""
    file: LenderFile | None = application.lender_files.select_related("document").defer("document__content").first()
    fresh = bool(file and file.document_id and file.fingerprint == fingerprint(application))
    return {
        "application": application,
        "file": file,
        "is_fresh": fresh,
        "has_file": file is not None or may_have_file(application),
        "may_make": may_have_file(application) and not fresh and not (file and file.is_being_made),
        "is_first": application.state == State.READY and not fresh,
        "is_slow": bool(file and file.is_being_made and (timezone.now() - file.asked_at).total_seconds() > 300),
    }


def acts(application: LoanApplication, loan: LenderLoan | None) -> list[Act]:
    """What may be noted now, the most likely first."""
    found = [
        (can("send_to_lender", application), "Noter l’envoi au prêteur", "send"),
        (can("record_lender_grant", application), "Enregistrer la réponse du prêteur", "lender_answer"),
        (can("record_lender_disbursement", application), "Noter le versement par le prêteur", "lender_paid"),
        (_is_running(loan), "Noter le prêt soldé", "lender_settled"),
        (_is_running(loan) and not loan.was_late, "Noter un retard", "lender_late"),
        (can("abandon_at_lender", application), "La personne renonce", "lender_abandon"),
    ]
    return [
        Act(label, reverse(f"applications:{name}", args=[application.reference]))
        for possible, label, name in found
        if possible
    ]


def _is_running(loan: LenderLoan | None) -> bool:
    return bool(loan and loan.disbursed_on and not loan.settled_on)
