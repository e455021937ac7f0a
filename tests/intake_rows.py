"""A row in every table of intake that a whole story does not pass through by itself."""

from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from applications.models import (
    Applicant,
    Debt,
    Derogation,
    DerogationRequest,
    DisposalLine,
    DisposalSlip,
    DocumentRequest,
    DocumentRequirement,
    Fate,
    IdentityFinding,
    InterestSubsidy,
    InternalNote,
    LenderLoan,
    LoanApplication,
    Message,
    NewFacts,
    ReasonKind,
    ReasonText,
    RequestedDocument,
    RetentionRules,
    SupportingDocument,
)
from harmonie.accounts.models import User
from harmonie.documents.models import MediaType, StoredFile
from harmonie.mail.actions import write

SCAN = b"%PDF-1.7 essai"


def a_stored_file(by: User, now: datetime, content: bytes = SCAN) -> StoredFile:
    return StoredFile.objects.create(
        name="quittance.pdf",
        media_type=MediaType.PDF,
        size=len(content),
        content=content,
        sha256=sha256(content).hexdigest(),
        stored_at=now,
        stored_by=by,
    )


def a_finding(one: Applicant, other: Applicant, by: User, now: datetime, *, is_same: bool = True) -> IdentityFinding:
    first, second = sorted((one, other), key=lambda applicant: applicant.pk)
    return IdentityFinding.objects.create(one=first, other=second, is_same=is_same, found_at=now, found_by=by)


def a_derogation(application: LoanApplication, by: User, now: datetime) -> Derogation:
    """On a check that failed, under terms of another scheme that allow it."""
    kept = application.checks.latest()
    scheme, terms = kept.terms.scheme, kept.terms
    scheme.pk, scheme.code = None, "souple"
    scheme.save()
    terms.pk, terms.scheme, terms.allows_derogation = None, scheme, True
    terms.save()
    kept.pk, kept.is_eligible, kept.terms = None, False, terms
    kept.save()
    DerogationRequest.objects.create(
        eligibility_check=kept, reason="Un mois de décalage", asked_at=now, asked_by=application.referred_by
    )
    return Derogation.objects.create(eligibility_check=kept, reason="Situation unique", granted_at=now, granted_by=by)


def a_lender_loan(application: LoanApplication, now: datetime) -> LenderLoan:
    return LenderLoan.objects.create(
        application=application,
        amount=1000,
        months=12,
        annual_rate=Decimal("4"),
        interest=Decimal("21.80"),
        timing="at_start",
        granted_on=now.date(),
        disbursed_on=now.date(),
    )


def a_slip(application: LoanApplication, by: User, now: datetime, number: str = "BE2026-0001") -> DisposalSlip:
    """A slip that proposes this request, and the durations it goes by."""
    RetentionRules.objects.create(valid_from=now.date(), source="délibération", recorded_at=now, recorded_by=by)
    slip = DisposalSlip.objects.create(
        number=number, as_of=now.date(), count=1, granted_years=10, refused_years=2, made_at=now, made_by=by
    )
    DisposalLine.objects.create(slip=slip, application=application, fate=Fate.ELIMINATE, ended_on=now.date())
    return slip


def furnish(application: LoanApplication, by: User, now: datetime) -> None:
    """Notes, messages, documents, findings, a derogation, a lender's loan and a mail about this request."""
    said = {"application": application, "text": "Un mot", "written_at": now, "written_by": by}
    InternalNote.objects.create(**said)
    Message.objects.create(is_from_partner=False, **said)
    NewFacts.objects.create(application=application, text="Un emploi", noted_at=now, noted_by=by)
    Debt.objects.create(application=application, creditor="Banque", balance=400, instalment=40)
    asked = DocumentRequest.objects.create(
        application=application, number=1, answer_by=now.date(), asked_at=now, asked_by=by
    )
    RequestedDocument.objects.create(request=asked, label="Devis", asked_of="person")
    SupportingDocument.objects.create(
        application=application,
        requirement=DocumentRequirement.objects.create(label="Quittance de loyer"),
        label="Quittance de loyer",
        file=a_stored_file(by, now),
        is_from_partner=False,
        added_at=now,
        added_by=by,
    )
    twin = Applicant.objects.get(pk=application.applicant_id)
    twin.pk = None
    twin.save()
    a_finding(application.applicant, twin, by, now)
    a_derogation(application, by, now)
    InterestSubsidy.objects.create(loan=a_lender_loan(application, now), amount=Decimal("21.80"), due_on=now.date())
    a_slip(application, by, now)
    ReasonText.objects.create(kind=ReasonKind.CLOSING, code="ceiling", sentence="Au-dessus du plafond.")
    write(
        recipient="quelquun@exemple.test",
        subject="Essai",
        template="mail/notice",
        context={"reference": application.reference, "sentence": "Essai."},
        reference=application.reference,
        now=now,
    )
