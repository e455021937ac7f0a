"""One town in which everybody has something of their own, and something that is not theirs."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.test import Client

from applications import actions as intake
from applications.checking import actions as checking
from applications.documents import actions as papers
from applications.documents.actions import Asked, Piece
from applications.documents.enums import AskedOf
from applications.models import DocumentRequirement, LoanApplication
from applications.worklist.actions import keep_list
from commission import actions as meetings
from commission import deciding
from commission.enums import PaperKind
from commission.minutes.actions import sign_minutes
from commission.models import DecisionLetter, Mandate, Meeting, MeetingPaper, StandingRules
from commission.register.actions import issue_extract
from commission.urgent.actions import decide_urgently
from harmonie.accounts.models import Invitation, Partner, User
from harmonie.accounts.roles import Role
from harmonie.documents.models import DocumentKind, MediaType
from harmonie.documents.uploads import Brought
from harmonie.mail.models import OutgoingMail
from harmonie.schemes.models import Scheme, SchemeTerms
from harmonie.town.models import TownIdentity
from loans.arrears.issuing_actions import ask_follow_up
from loans.books.slips.actions import draw_up_slip
from loans.books.slips.queries import waiting as to_order
from loans.changes.actions import ask_amendment as put_off
from loans.models import (
    AgreementText,
    DebitLine,
    DebitMandate,
    DebitRun,
    Loan,
    LoanDocument,
    MoneyRules,
    Pause,
    PaymentFile,
    PaymentLine,
    PortfolioImport,
    ReminderBatch,
)
from tests.applications.builders import in_review
from tests.builders import a_scheme, terms
from tests.loan_rows import a_posting_request
from tests.loans.printing.builders import a_print
from tests.story import (
    LATER,
    MEETING_AT,
    NOW,
    House,
    a_document,
    a_draft,
    a_house,
    a_lent_loan,
    a_motion,
    a_person,
    a_ready_case,
    a_repayment,
    a_vote,
    an_active_loan,
    an_open_meeting,
)
from tests.town.builders import a_town

PARTNER, OTHER_PARTNER, LONE_PARTNER = "partner", "partner of another house", "partner without a house"
WORKER, MEMBER, RECUSED, OUTSIDER = "social worker", "member", "recused member", "member who does not sit"
CHAIR, SECRETARY, FINANCE, ADMIN, AUDITOR = "chair", "secretary", "finance", "administrator", "auditor"
ANONYMOUS = "nobody"
PEOPLE = (
    PARTNER, OTHER_PARTNER, LONE_PARTNER, WORKER, MEMBER, RECUSED, OUTSIDER, CHAIR, SECRETARY, FINANCE, ADMIN, AUDITOR,
    ANONYMOUS,
)  # fmt: skip


@dataclass
class World:
    """`people` by the names above; `things` by the names that the table of addresses uses."""

    people: dict[str, User | None] = field(default_factory=dict)
    things: dict[str, object] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def sign_everybody_in(self) -> None:
        """Once: the sessions are part of the world."""
        for name, person in self.people.items():
            if person:
                client = Client()
                client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
                self.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def browser_of(self, name: str) -> Client:
        """A new browser in which this person is signed in; a 500 is an answer too, and a wrong one."""
        client = Client(raise_request_exception=False)
        if name in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        return client


def a_world() -> World:
    """An open meeting: it decided a loan and a grant without contract, votes on a third case, has a fourth listed."""
    house = a_house()
    world = World(people=_people(house))
    colleague = a_person("collegue", Role.PARTNER, partner=house.partner)
    colleague.set_password("une porte bleue")
    colleague.save(update_fields=["password"])
    for user in (world.people[PARTNER], world.people[OTHER_PARTNER]):
        User.objects.filter(pk=user.pk).update(leads_partner=True)
    invitation = Invitation.objects.create(
        partner=house.partner, email="invitee@maison.example", invited_at=MEETING_AT, invited_by=house.referrer
    )
    asking = [a_ready_case(house, name=name) for name in ("Nadia", "Luc", "Aminata", "Joël")]
    meeting = an_open_meeting(house, *asking)
    lent, granted, under_vote, listed = meeting.items.order_by("position")
    for item in meeting.items.all():
        meetings.declare_recusal(item=item, member=world.people[RECUSED], reason="Parente", now=MEETING_AT)
    for item in (lent, granted):
        motion = a_motion(house, item)
        for member in house.members[1:3]:
            a_vote(motion, member)
        deciding.close_motion(motion=motion, by=house.chair, now=MEETING_AT)
    motion = a_motion(house, under_vote)
    seats = {seat.user: seat for seat in meeting.seats.all()}
    proxy = meetings.give_proxy(
        giver=seats[house.members[3]], holder=seats[house.members[1]], by=house.chair, now=MEETING_AT
    )
    loan = an_active_loan(house, lent.decision)
    entry = a_repayment(house, loan)
    put_off(loan=loan, kind="deferral", months=1, reason="Congé", by=house.finance, now=LATER)
    DecisionLetter.objects.create(decision=lent.decision, document=a_document(house, "Lettre-1"))
    for name in ("AR", "LC"):
        a_document(house, f"{name}-{lent.application.reference}")
    MeetingPaper.objects.create(
        meeting=meeting,
        kind=PaperKind.CONVOCATION,
        document=a_document(house, "CV-1", DocumentKind.CONVOCATION),
        agenda=[item.pk for item in (lent, granted, under_vote, listed)],
    )
    LoanDocument.objects.create(loan=loan, document=a_document(house, "Contrat-1"))
    world.things = {
        **_a_derogation(house),
        "draft": a_draft(house, name="Inès").reference,
        "ready": a_ready_case(house, name="Paul").reference,
        "decided": lent.application.reference,
        "meeting": meeting.pk,
        "one": 1,
        "nine": 9,
        "rules": meeting.rules_id,
        "mandate": house.members[2].mandates.get().pk,
        "case": under_vote.pk,
        "listed": listed.pk,
        "seat": seats[house.members[2]].pk,
        "proxy": proxy.pk,
        "motion": motion.pk,
        "letter": lent.decision.number,
        "agreement_text": AgreementText.objects.get().pk,
        "grant": granted.decision.number,
        "loan": loan.reference,
        "batch": "contrats",
        "papers": "contrats",
        "portfolio": PortfolioImport.objects.create(
            name="anciens.csv", content=b"", sha256="0", control_total=0, checked_at=NOW, checked_by=house.finance
        ).pk,
        "entry": entry.sequence,
        "money rules": MoneyRules.objects.create(valid_from=date(2999, 1, 1), source="délibération").pk,
        "posting": a_posting_request(loan, house.worker, LATER, kind="relief", deliberation="2026-41").pk,
        "document": "Contrat-1",
        **_reminded(house, loan),
        "print": a_print(house.finance, loan, state="ready").pk,
        "scheme": house.scheme.code,
        "year": house.envelope.year,
        "terms to come": _terms_to_come(house),
        "mail": OutgoingMail.objects.order_by("pk")[0].pk,
        "colleague": colleague.pk,
        "invitation": invitation.pk,
        "partner": house.partner.pk,
        "kept list": keep_list(by=house.worker, name="À moi", query="liste=miens", now=MEETING_AT).pk,
        **_lent(house),
        **_alone(house),
        "listed_case": listed.application.reference,
        "letter_paper": "Lettre-1",
        **_town(house),
    }
    world.things |= _books(house, loan) | _a_payment_file(house)
    world.things |= _papers(house) | {"over": _over(house).pk, "signed": _minuted(house)}
    return world


def _town(house: House) -> dict[str, object]:
    """A logo, a signatory and a letter's text of the CCAS."""
    signatory, _ = a_town(house.worker, LATER)
    logo = TownIdentity.objects.values_list("logo__sha256", flat=True).get()
    return {"logo": logo, "signatory": signatory.pk, "letter_slug": "refus"}


def _over(house: House, name: str = "Rémi") -> Meeting:
    """A meeting that put off its only case."""
    meeting = an_open_meeting(house, a_ready_case(house, name=name))
    meetings.postpone_item(item=meeting.items.get(), why="Le devis manque", by=house.chair, now=MEETING_AT)
    meetings.close_meeting(meeting=meeting, by=house.chair, now=MEETING_AT)
    return meeting


def _minuted(house: House) -> int:
    """Another one, whose minutes are signed."""
    meeting = _over(house, name="Lina")
    sign_minutes(meeting=meeting, by=house.chair, now=MEETING_AT)
    return meeting.pk


def _a_derogation(house: House) -> dict[str, object]:
    """A case that failed a condition, under a scheme of its own whose terms allow a derogation; one is asked for."""
    scheme = terms(a_scheme(name="Souple", is_active=False), allows_derogation=True, residents_only=True).scheme
    case = in_review(
        house.worker, by=house.referrer, scheme=scheme, first_name="Rose", last_name="Aubin", city="Ailleurs", now=NOW
    )
    check = intake.check_eligibility(application=case, by=house.worker, now=NOW)
    asked = checking.ask_derogation(application=case, reason="Emménage lundi", by=house.worker, now=NOW)
    return {"failed": case.reference, "failed_check": check.pk, "derogation": asked.pk}


def _lent(house: House) -> dict[str, object]:
    """A loan of an external lender, its file, its interest, and the statement that tells of it."""
    loan = a_lent_loan(house)
    Scheme.objects.filter(pk=loan.application.scheme_id).update(is_active=False)  # no new request goes there
    a_statement = a_document(house, "EI-2026-1", DocumentKind.INTEREST_STATEMENT)
    return {
        "lent": loan.application.reference,
        "lender_file": loan.application.lender_files.get().document.reference,
        "interest": loan.subsidies.first().pk,
        "statement": a_statement.reference,
        "year": 2026,
    }


def _alone(house: House) -> dict[str, object]:
    """A delegation to the president, a decision taken by it, and the register in which both kinds stand."""
    StandingRules.objects.create(
        valid_from=date(2026, 1, 1), source="délibération", urgent_cap=500, urgent_delegation="délibération n° 12"
    )
    decision = decide_urgently(
        application=a_ready_case(house, name="Omar"),
        kind="refuse",
        urgency="Elle part demain",
        grounds="budget",
        explanation="Le reste à vivre",
        by=house.chair,
        now=MEETING_AT,
    )
    register = issue_extract(form="communicable", year=MEETING_AT.year, by=house.chair, now=MEETING_AT)
    return {"alone": decision.number, "register": register.document.reference}


def _papers(house: House) -> dict[str, object]:
    """A request that waits for documents, with one of the partner's, one of the CCAS's, and the letter that asked."""
    case: LoanApplication = a_ready_case(house, name="Théo")
    intake.resume_review(application=case, why="À compléter", by=house.worker, now=NOW)
    day = NOW.date() + timedelta(days=15)
    told = {"application": case, "now": NOW}
    asked = papers.ask(asked=[Asked("Devis", AskedOf.PARTNER)], answer_by=day, by=house.worker, **told)
    papers.issue_letter(asked=asked, by=house.worker, now=NOW)
    theirs, ours = (
        papers.deposit(
            piece=Piece("Attestation"), files=[Brought("a.pdf", MediaType.PDF, 1, b"%PDF")], by=person, **told
        )[0]
        for person in (house.referrer, house.worker)
    )
    return {
        "awaiting": case.reference,
        "partners_paper": theirs.key,
        "ccas_paper": ours.key,
        "request": asked.number,
        "requirement": DocumentRequirement.objects.create(label="Livret").pk,
    }


def _terms_to_come(house: House) -> int:
    """Voted for a day far off; until then the house's terms go on."""
    SchemeTerms.objects.filter(pk=house.terms.pk).update(valid_to=date(2099, 1, 1))
    return terms(house.scheme, valid_from=date(2099, 1, 1)).pk


def _people(house: House) -> dict[str, User | None]:
    elsewhere = Partner.objects.create(name="Le Relais", city="Ailleurs")
    outsider = a_person("ailleurs", Role.COMMISSION_MEMBER)
    Mandate.objects.create(user=outsider, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    return {
        PARTNER: house.referrer,
        OTHER_PARTNER: a_person("relais", Role.PARTNER, partner=elsewhere),
        LONE_PARTNER: a_person("seule", Role.PARTNER),
        WORKER: house.worker,
        MEMBER: house.members[1],
        RECUSED: house.members[0],
        OUTSIDER: outsider,
        CHAIR: house.chair,
        SECRETARY: a_person("secretaire", Role.SECRETARY),
        FINANCE: house.finance,
        ADMIN: a_person("admin", Role.ADMINISTRATOR),
        AUDITOR: a_person("controle", Role.AUDITOR),
        ANONYMOUS: None,
    }


def _reminded(house: House, loan: Loan) -> dict[str, object]:
    """Letters asked for, a pause that is over, an appointment to propose."""
    letters = ReminderBatch.objects.create(
        chosen=[], total=0, asked_at=MEETING_AT, asked_by=house.finance, alive_at=MEETING_AT
    )
    day = MEETING_AT.date()
    pause = Pause.objects.create(
        loan=loan, reason="arrangement", starts_on=day, ends_on=day, noted_at=MEETING_AT, noted_by=house.finance
    )
    return {
        "reminders": letters.pk,
        "pause": pause.pk,
        "follow up": ask_follow_up(loan, house.finance, MEETING_AT).pk,
    }


def _books(house: House, loan: Loan) -> dict[str, object]:
    """A slip that is not printed, a month that is not closed, a file of direct debits with the loan's mandate."""
    waiting = [entry.pk for entry in to_order("payment_orders", house.finance)]
    slip = draw_up_slip(kind="payment_orders", seen=waiting, by=house.finance, now=MEETING_AT)
    mandate = DebitMandate.objects.create(
        loan=loan, reference="RUM-1", iban="FR7630006000011234567890189", holder="Nadia Benali", signed_on=NOW.date()
    )
    run = DebitRun.objects.create(
        collect_on=NOW.date(), content=b"<Document/>", total=10, made_at=NOW, made_by=house.finance
    )
    DebitLine.objects.create(run=run, mandate=mandate, amount=10, is_first=True)
    return {"slip": slip.pk, "slip kind": "mandats", "month": "2026-10", "debit run": run.pk}


def _a_payment_file(house: House) -> dict[str, object]:
    """A file under review, with one line that waits for its loan."""
    content = "Date;Libellé;Montant\n20/11/2026;VIR;10,00\n".encode()
    facts = {"sha256": "0" * 64, "state": "preview", "received_at": NOW, "received_by": house.finance}
    file = PaymentFile.objects.create(name="releve.csv", format="csv", content=content, **facts)
    line = PaymentLine.objects.create(file=file, number=1, fingerprint="1", booked_on=NOW.date(), amount=10)
    return {"payment file": file.pk, "payment line": line.pk}
