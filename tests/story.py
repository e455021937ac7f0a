"""One case, as far along the corridor as an attack needs it, walked there by the actions themselves."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from applications import actions as intake
from applications.models import LenderFile, LenderLoan, LoanApplication
from commission import actions as meetings
from commission import deciding, voting
from commission.models import AgendaItem, Decision, DecisionLetter, Mandate, Meeting, Motion, Seat, Vote
from harmonie.accounts.models import Invitation, Partner, User
from harmonie.accounts.roles import Role
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.registry.actions import log_opening
from harmonie.schemes.models import BudgetEnvelope, Scheme, SchemeTerms
from loans import actions as books
from loans.models import LedgerEntry, Loan, LoanDocument
from tests.commission_rows import furnish_item, furnish_papers
from tests.intake_rows import furnish
from tests.loan_rows import furnish_loan, furnish_unsigned
from tests.town.builders import a_town

NOW = datetime(2026, 6, 1, 10, tzinfo=ZoneInfo("Europe/Paris"))
MEETING_AT = NOW + timedelta(days=10)
LATER = NOW + timedelta(days=60)


@dataclass
class House:
    """Who is there, and the money of the year."""

    scheme: Scheme
    terms: SchemeTerms
    envelope: BudgetEnvelope
    partner: Partner
    referrer: User
    worker: User
    chair: User
    finance: User
    members: list[User]


def a_person(name: str, *roles: Role, **fields: Any) -> User:
    return User.objects.create_user(
        f"{name}@maison.example", roles=roles, first_name=name.capitalize(), last_name="Essai", **fields
    )


def a_house(*, allocated: int = 30_000) -> House:
    scheme = Scheme.objects.create(code="maison", name="Maison", description="Pour essayer", lending="own")
    partner = Partner.objects.create(name="L’Escale", city="Rivemont")
    house = House(
        scheme=scheme,
        terms=SchemeTerms.objects.create(
            scheme=scheme,
            valid_from=date(2026, 1, 1),
            amount_min=100,
            amount_max=1000,
            months_min=1,
            months_max=18,
            income_ceiling=Decimal("1313.83"),
            source="délibération",
        ),
        envelope=BudgetEnvelope.objects.create(scheme=scheme, year=2026, allocated=allocated),
        partner=partner,
        referrer=a_person("orienteuse", Role.PARTNER, partner=partner),
        worker=a_person("travailleuse", Role.SOCIAL_WORKER),
        chair=a_person("presidente", Role.CHAIR),
        finance=a_person("comptable", Role.FINANCE),
        members=[a_person(f"membre{number}", Role.COMMISSION_MEMBER) for number in range(4)],
    )
    Mandate.objects.create(user=house.chair, capacity="president", starts_on=date(2026, 1, 1))
    for member in house.members:
        Mandate.objects.create(user=member, starts_on=date(2026, 1, 1))
    return house


def a_draft(house: House, *, name: str = "Nadia", amount: int = 620, months: int = 12) -> LoanApplication:
    person = {
        "first_name": name,
        "last_name": "Benali",
        "birth_date": date(1991, 5, 14) if name == "Nadia" else date(1985, 3, 2),
        "address": "12 rue des Tanneurs",
        "postcode": "60990",
        "city": "Rivemont",
    }
    draft = intake.open_draft(scheme=house.scheme, person=person, by=house.referrer, now=NOW)
    intake.save_household(
        application=draft,
        members=[{"first_name": "Sami", "birth_date": date(2018, 1, 1), "kinship": "child"}],
        expected_revision=1,
        by=house.referrer,
        now=NOW,
    )
    intake.save_budget(
        application=draft,
        incomes=[{"kind": "salary", "amount": Decimal(1180)}],
        expenses=[{"kind": "rent", "amount": Decimal(600)}],
        over_indebtedness="none",
        expected_revision=2,
        by=house.referrer,
        now=NOW,
    )
    project = {
        "purpose": "appliances",
        "description": "Réfrigérateur",
        "amount": Decimal(amount),
        "months": months,
        "payee": "borrower",
    }
    intake.save_project(
        application=draft,
        scheme=house.scheme,
        project=project,
        is_urgent=False,
        expected_revision=3,
        by=house.referrer,
        now=NOW,
    )
    return draft


def a_ready_case(house: House, **request: Any) -> LoanApplication:
    case = a_draft(house, **request)
    intake.submit(application=case, consented=True, by=house.referrer, now=NOW)
    intake.take_over(application=case, by=house.worker, now=NOW)
    case.refresh_from_db()
    intake.assess(application=case, assessment="Budget tenu", expected_revision=case.revision, by=house.worker, now=NOW)
    intake.check_eligibility(application=case, by=house.worker, now=NOW)
    intake.mark_ready(application=case, by=house.worker, now=NOW)
    case.refresh_from_db()
    return case


def an_open_meeting(house: House, *cases: LoanApplication) -> Meeting:
    """Everybody is present but the last member, who is excused."""
    meeting = meetings.plan_meeting(starts_at=MEETING_AT, place="Salle", by=house.chair, now=NOW)
    for case in cases:
        meetings.add_to_agenda(meeting=meeting, application=case, by=house.chair, now=NOW)
    meetings.convene_meeting(meeting=meeting, by=house.chair, now=NOW)
    for seat in meeting.seats.all():
        presence = "excused" if seat.user == house.members[-1] else "present"
        meetings.record_presence(seat=seat, presence=presence, by=house.chair, now=MEETING_AT)
    meetings.open_meeting(meeting=meeting, by=house.chair, now=MEETING_AT)
    meeting.refresh_from_db()
    return meeting


def an_item_at_meeting(house: House, **request: Any) -> AgendaItem:
    return an_open_meeting(house, a_ready_case(house, **request)).items.get()


def a_motion(house: House, item: AgendaItem | None = None, **terms: Any) -> Motion:
    item = item or an_item_at_meeting(house)
    project = item.application.project
    terms = {"kind": "grant", "amount": project.amount, "months": project.months, "payee": "borrower"} | terms
    return voting.put_motion(item=item, by=house.chair, now=MEETING_AT, **terms)


def a_refusal_motion(house: House, item: AgendaItem | None = None, **terms: Any) -> Motion:
    terms = {"kind": "refuse", "grounds": "budget", "explanation": "Le reste à vivre"} | terms
    return voting.put_motion(item=item or an_item_at_meeting(house), by=house.chair, now=MEETING_AT, **terms)


def seat_of(motion: Motion, user: User) -> Seat:
    return motion.item.meeting.seats.get(user=user)


def a_vote(motion: Motion, user: User, choice: str = "for") -> Vote:
    return voting.cast_vote(motion=motion, seat=seat_of(motion, user), choice=choice, by=user, now=MEETING_AT)


def a_decision(house: House, motion: Motion | None = None) -> Decision:
    motion = motion or a_motion(house)
    for member in house.members[:3]:
        a_vote(motion, member)
    decision = deciding.close_motion(motion=motion, by=house.chair, now=MEETING_AT)
    assert decision is not None
    return decision


def a_loan(house: House, decision: Decision | None = None) -> Loan:
    return books.open_loan(
        decision=decision or a_decision(house), first_due_on=date(2026, 7, 31), by=house.finance, now=MEETING_AT
    )


def a_signed_loan(house: House, decision: Decision | None = None) -> Loan:
    return sign(house, a_loan(house, decision))


def sign(house: House, loan: Loan) -> Loan:
    books.sign_loan(loan=loan, signed_on=MEETING_AT.date(), by=house.finance, now=MEETING_AT)
    loan.refresh_from_db()
    return loan


def an_active_loan(house: House, decision: Decision | None = None) -> Loan:
    return pay_out(house, a_signed_loan(house, decision))


def pay_out(house: House, loan: Loan) -> Loan:
    books.disburse(loan=loan, value_on=MEETING_AT.date(), voucher="M-1", by=house.finance, now=MEETING_AT)
    loan.refresh_from_db()
    return loan


def a_repayment(house: House, loan: Loan, amount: str = "51.67") -> LedgerEntry:
    return books.record_repayment(
        loan=loan, amount=Decimal(amount), channel="card", value_on=LATER.date(), by=house.finance, now=LATER
    )


def a_document(
    house: House, reference: str = "Lettre-1", kind: DocumentKind = DocumentKind.DECISION_LETTER
) -> IssuedDocument:
    content = b"%PDF-1.7"
    return IssuedDocument.objects.create(
        kind=kind,
        reference=reference,
        title="Lettre",
        content=content,
        sha256=sha256(content).hexdigest(),
        template_name="pdf/letter.html",
        template_version="1",
        issued_at=NOW,
        issued_by=house.chair,
    )


def a_lent_loan(house: House) -> LenderLoan:
    """A loan that an external lender paid on the day of the meeting, half of its interest due then, half at its end."""
    scheme = Scheme.objects.create(
        code="ailleurs", name="Ailleurs", description="Pour essayer", lending="external", lender_name="Crédit Municipal"
    )
    SchemeTerms.objects.create(
        scheme=scheme,
        valid_from=date(2026, 1, 1),
        amount_min=300,
        amount_max=3000,
        months_min=6,
        months_max=36,
        income_ceiling=Decimal(1500),
        annual_rate=Decimal(4),
        interest_timing="half_at_end",
        source="convention",
    )
    case = a_ready_case(replace(house, scheme=scheme), name="Rosa")
    told = {"application": case, "by": house.worker, "now": MEETING_AT}
    LenderFile.objects.create(
        application=case,
        number=1,
        fingerprint="0" * 64,
        asked_at=NOW,
        asked_by=house.worker,
        document=a_document(house, "DP-1", DocumentKind.LENDER_FILE),
    )
    intake.send_to_lender(missing_why="Déjà remises", **told)
    intake.record_lender_answer(granted=True, reason=None, note="", **told)
    intake.record_lender_disbursement(**told)
    return LenderLoan.objects.select_related("application").get(application=case)


def a_whole_story(house: House) -> Loan:
    """Something in every table that keeps its rows: a repaid case, its papers, a proxy, a recusal, a reversal…"""
    item = an_item_at_meeting(house)
    furnish_item(item, house.chair, MEETING_AT)
    motion = a_motion(house, item)
    seats = {seat.user: seat for seat in motion.item.meeting.seats.all()}
    meetings.give_proxy(giver=seats[house.members[3]], holder=seats[house.members[1]], by=house.chair, now=MEETING_AT)
    meetings.declare_recusal(item=motion.item, member=house.members[0], reason="Parente", now=MEETING_AT)
    for member in house.members[1:3]:
        a_vote(motion, member)
    decision = deciding.close_motion(motion=motion, by=house.chair, now=MEETING_AT)
    assert decision is not None
    loan = a_loan(house, decision)
    furnish_unsigned(loan, house.finance, MEETING_AT)
    loan = pay_out(house, sign(house, loan))
    books.reverse_entry(entry=a_repayment(house, loan), why="rejeté", by=house.finance, now=LATER)
    letter = DecisionLetter.objects.create(decision=decision, document=a_document(house))
    furnish_papers(letter, house.chair, LATER, lambda reference: a_document(house, reference))
    LoanDocument.objects.create(loan=loan, document=a_document(house, "Contrat-1"))
    furnish_loan(loan, house.finance, LATER, lambda reference: a_document(house, reference))
    log_opening(user=house.worker, subject="Dossier", reference=decision.application.reference)
    furnish(decision.application, house.worker, LATER)
    a_lent_loan(house)
    Invitation.objects.create(email="invitee@maison.example", invited_at=LATER, invited_by=house.chair)
    a_town(house.worker, LATER)
    return loan
