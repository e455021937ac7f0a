"""The file for the lender, and what becomes of its loan afterwards: late, settled, its interest taken over."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.dates import short_day
from harmonie.documents import actions as documents
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.documents.pdf import render_pdf
from harmonie.refusals import Refusal, WrongState
from harmonie.registry.authorship import recorded

from ..actions.base import lock
from ..actions.milestones import record_milestone
from ..enums import Step
from ..models import InterestSubsidy, LenderFile, LenderLoan, LoanApplication
from . import tasks
from .checklist import fingerprint
from .interest import is_lost_when_late
from .rules import ensure_between, may_have_file
from .statement import STATEMENT, statement, statements

# A worker that was killed leaves its file unmade: after this long, asking again starts it again.
PATIENCE = timedelta(minutes=5)


# The file ----------------------------------------------------------------------------------------


@transaction.atomic
def ask_lender_file(*, application: LoanApplication, by: User, now: datetime) -> LenderFile:
    """Has the file made by the task queue. While the dossier has not changed, the one that there is."""
    locked = lock(application)
    if not may_have_file(locked):
        raise WrongState("Ce dossier ne se prépare pas pour un prêteur, ou n’est plus à envoyer.")
    now_is, last = fingerprint(locked), locked.lender_files.first()
    if last is None or (last.document_id and last.fingerprint != now_is):
        number = last.number + 1 if last else 1
        last = LenderFile.objects.create(
            application=locked, number=number, fingerprint=now_is, asked_at=now, asked_by=by
        )
    elif last.document_id or (last.is_being_made and now - last.asked_at < PATIENCE):
        return last
    else:
        last.trouble, last.asked_at, last.asked_by = "", now, by
        last.save(update_fields=["trouble", "asked_at", "asked_by"])
    transaction.on_commit(lambda: tasks.make_lender_file.enqueue(last.pk))
    return last


# The lender's loan -------------------------------------------------------------------------------


def _locked_loan(loan: LenderLoan) -> tuple[LoanApplication, LenderLoan]:
    """The request's row first, as every action of this room takes it, then the loan's."""
    application = lock(loan.application)
    locked = LenderLoan.objects.select_for_update(of=("self",)).get(pk=loan.pk)
    if locked.disbursed_on is None:
        raise WrongState("Ce prêt n’est pas encore versé par le prêteur.")
    if locked.settled_on is not None:
        raise WrongState(f"Ce prêt est soldé depuis le {short_day(locked.settled_on)}.")
    return application, locked


@transaction.atomic
def note_late_payment(*, loan: LenderLoan, why: str, by: User, now: datetime) -> int:
    """The lender told of a late payment. Returns how many parts of the interest are lost by it, with their reason."""
    application, locked = _locked_loan(loan)
    if locked.was_late:
        raise WrongState("Le retard est déjà noté.")
    if not why.strip():
        raise Refusal("Écrivez ce que le prêteur a signalé\u00a0: l’échéance, et de combien de jours.")
    locked.was_late = True
    unpaid = locked.subsidies.select_for_update(of=("self",)).filter(paid_on=None, lost_why="")
    lost = list(unpaid) if is_lost_when_late(locked.timing) else []
    with recorded(by=by, now=now, why=why.strip()):
        locked.save(update_fields=["was_late"])
        for part in lost:
            part.lost_why = f"Retard de paiement\u00a0: {why.strip()}"[:200]
            part.save(update_fields=["lost_why"])
    record_milestone(
        application=application,
        step=Step.REPAYMENT,
        sentence="Retard de paiement signalé par le prêteur",
        note="En retard chez le prêteur",
        by=by,
        now=now,
        is_shared=False,
    )
    return len(lost)


@transaction.atomic
def settle_lender_loan(*, loan: LenderLoan, settled_on: date, by: User, now: datetime) -> None:
    """The person repaid the lender. What is taken over at the end is due from that day."""
    application, locked = _locked_loan(loan)
    ensure_between(settled_on, locked.disbursed_on, timezone.localdate(now), "Le solde", "le versement")
    locked.settled_on, application.live_loan = settled_on, ""
    with recorded(by=by, now=now, why=f"Soldé le {short_day(settled_on)}"):
        locked.save(update_fields=["settled_on"])
        application.save(update_fields=["live_loan"])
        for part in locked.subsidies.select_for_update(of=("self",)).filter(paid_on=None, lost_why=""):
            if part.due_on > settled_on:
                part.due_on = settled_on
                part.save(update_fields=["due_on"])
    record_milestone(
        application=application,
        step=Step.REPAYMENT,
        sentence="Prêt soldé chez le prêteur",
        note=f"Soldé le {short_day(settled_on)}",
        by=by,
        now=now,
        is_done=True,
    )


# The interest ------------------------------------------------------------------------------------


def _open_part(subsidy: InterestSubsidy) -> InterestSubsidy:
    """The part's row, locked, when nothing was said of it yet."""
    rows = InterestSubsidy.objects.select_for_update(of=("self",)).select_related("loan")
    locked = rows.get(pk=subsidy.pk)
    if locked.paid_on:
        raise WrongState(f"Cette part est déjà notée payée, le {short_day(locked.paid_on)}.")
    if locked.lost_why:
        raise WrongState(f"Cette part n’est pas due\u00a0: {locked.lost_why}")
    return locked


@transaction.atomic
def mark_interest_paid(*, subsidy: InterestSubsidy, paid_on: date, by: User, now: datetime) -> None:
    """The département paid a part of the interest."""
    locked = _open_part(subsidy)
    if is_lost_when_late(locked.loan.timing) and locked.loan.settled_on is None:
        raise Refusal(
            "Les intérêts ne sont remboursés qu’à la fin, si aucune échéance n’a été en retard\u00a0: "
            "notez d’abord le prêt soldé dans le dossier."
        )
    ensure_between(paid_on, locked.loan.disbursed_on, timezone.localdate(now), "Le paiement", "le versement du prêt")
    locked.paid_on = paid_on
    with recorded(by=by, now=now, why=f"Intérêts payés le {short_day(paid_on)}"):
        locked.save(update_fields=["paid_on"])


@transaction.atomic
def mark_interest_lost(*, subsidy: InterestSubsidy, why: str, by: User, now: datetime) -> None:
    """The département will not pay this part, and `why`."""
    locked = _open_part(subsidy)
    if not why.strip():
        raise Refusal("Écrivez pourquoi cette part n’est pas due\u00a0: l’état annuel le dit.")
    locked.lost_why = why.strip()
    with recorded(by=by, now=now, why=why.strip()):
        locked.save(update_fields=["lost_why"])


def issue_interest_statement(*, year: int, by: User, now: datetime) -> IssuedDocument:
    """The statement of a year for the département, as it stands now, frozen. A later one is another document."""
    today = timezone.localdate(now)
    if year > today.year:
        raise Refusal(f"L’année {year} n’a pas commencé\u00a0: choisissez {today.year} au plus tard.")
    told = statement(year, today)
    if not told.lines:
        raise Refusal(f"Aucun intérêt n’est à prendre en charge en {year}\u00a0: il n’y a pas d’état à émettre.")
    reference = f"EI-{year}-{statements(year).count() + 1}"
    facts = {"statement": told, "reference": reference, "issued_on": today, "issuer": by}
    content = render_pdf(STATEMENT, facts)
    try:
        with transaction.atomic():
            return documents.freeze(
                kind=DocumentKind.INTEREST_STATEMENT,
                reference=reference,
                title=f"État {year} des intérêts pris en charge",
                content=content,
                template_name=STATEMENT,
                by=by,
                now=now,
            )
    except IntegrityError as error:
        raise Refusal("Un autre état vient d’être émis\u00a0: ouvrez-le dans la liste.") from error
