"""How the demonstration tells a case: the steps people take, each through the room's own action."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from applications import actions as intake
from applications.enums import Frequency, Payee
from applications.models import LoanApplication
from commission import actions as meetings
from commission import deciding, voting
from commission.convocation import actions as convocation
from commission.enums import Choice, MotionKind, Presence
from commission.models import AgendaItem, Decision, Meeting, Motion, Seat
from commission.motions.actions import record_show_of_hands
from commission.queries import voting_seats
from commission.withdrawals.actions import propose_withdrawal
from harmonie.accounts.models import Partner, User
from harmonie.schemes.models import Scheme

from .people import People
from .schemes import Schemes

PARIS = ZoneInfo("Europe/Paris")
ROOM = "Salle des mariages, hôtel de ville"
CHOICES = {"P": Choice.FOR, "C": Choice.AGAINST, "A": Choice.ABSTENTION}


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of a day in Rivemont."""
    return datetime.combine(day, time(hour, minute), tzinfo=PARIS)


def weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


@dataclass(frozen=True)
class Case:
    """What a person tells about themselves and their project. Euros a month, except `amount`."""

    first_name: str
    last_name: str
    born: date
    purpose: str
    description: str
    amount: int
    months: int
    supplier: str = ""
    situation: str = "salariée ou salarié"
    email: str = ""
    address: str = "8 rue des Meuniers"
    city: str = "Rivemont"
    postcode: str = "60990"
    household: Sequence[tuple[str, date, str]] = ()
    # Who of the household asks too: their first name there, their last name, their telephone.
    co_applicant: tuple[str, str, str] | None = None
    family_status: str = "single"
    housing: str = "social_tenant"
    landlord: str = ""
    # Kind, amount, and how often it falls due when that is not each month.
    incomes: Sequence[tuple[str, ...]] = (("salary", "1050"), ("activity_bonus", "160"))
    expenses: Sequence[tuple[str, ...]] = (
        ("rent", "520"),
        ("energy", "95"),
        ("insurance", "60"),
        ("food", "260"),
    )
    debts: Sequence[tuple[str, str, str]] = ()  # creditor, balance, monthly instalment
    over_indebtedness: str = "none"
    quote: str = ""
    other_funding: tuple[str, str] | None = None  # euros, from whom
    urgency_reason: str = ""
    is_urgent: bool = False
    assessment: str = "La dépense est nécessaire et l’échéance tient dans le budget. Avis favorable."

    @property
    def project(self) -> dict[str, Any]:
        return {
            "purpose": self.purpose,
            "description": self.description,
            "amount": Decimal(self.amount),
            "months": self.months,
            "payee": Payee.SUPPLIER if self.supplier else Payee.BORROWER,
            "supplier": self.supplier,
            "quote": Decimal(self.quote) if self.quote else None,
            "other_funding": Decimal(self.other_funding[0]) if self.other_funding else Decimal(0),
            "other_funding_from": self.other_funding[1] if self.other_funding else "",
        }

    @property
    def members(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for name, born, kin in self.household:
            row: dict[str, Any] = {"first_name": name, "birth_date": born, "kinship": kin}
            if self.co_applicant and self.co_applicant[0] == name:
                row |= {"is_co_applicant": True, "last_name": self.co_applicant[1], "phone": self.co_applicant[2]}
            rows.append(row)
        return rows


@dataclass
class Story:
    """The house with its people and schemes, and the steps of a case in the order they are taken."""

    people: People
    schemes: Schemes
    _by_person: dict[str, int] = field(default_factory=dict)

    # Intake ---------------------------------------------------------------------------------

    def draft(
        self,
        case: Case,
        on: date,
        *,
        by: User | None = None,
        scheme: Scheme | None = None,
        partner: Partner | None = None,
        hour: int = 9,
    ) -> LoanApplication:
        """A referral with its steps filled in, not transmitted yet; by the CCAS for a `partner`, when one is named."""
        by, scheme, now = (
            by or self.people.partner,
            scheme or self.schemes.own,
            at(on, hour),
        )
        person = {
            "first_name": case.first_name,
            "last_name": case.last_name,
            "birth_date": case.born,
            "address": case.address,
            "postcode": case.postcode,
            "city": case.city,
            # Somebody's own, so that only one person's two requests share it.
            "phone": f"06 39 98 {case.born.toordinal() % 10_000 // 100:02} {case.born.toordinal() % 100:02}",
            "email": case.email,
            "situation": case.situation,
        }
        application = intake.open_draft(scheme=scheme, person=person, by=by, now=now, partner=partner)
        act = {"application": application, "by": by, "now": now}
        situation = {"family_status": case.family_status, "housing": case.housing, "landlord": case.landlord}
        intake.save_household(members=case.members, situation=situation, expected_revision=1, **act)
        intake.save_budget(
            incomes=_lines(case.incomes),
            expenses=_lines(case.expenses),
            debts=_debts(case.debts),
            over_indebtedness=case.over_indebtedness,
            expected_revision=2,
            **act,
        )
        intake.save_project(
            scheme=scheme,
            project=case.project,
            is_urgent=case.is_urgent or bool(case.urgency_reason),
            urgency_reason=case.urgency_reason,
            expected_revision=3,
            **act,
        )
        return application

    def refer(
        self,
        case: Case,
        on: date,
        *,
        by: User | None = None,
        scheme: Scheme | None = None,
    ) -> LoanApplication:
        """A referral handed to the CCAS."""
        by = by or self.people.partner
        application = self.draft(case, on, by=by, scheme=scheme)
        intake.submit(application=application, consented=True, by=by, now=at(on, 9, 40))
        return application

    def review(
        self,
        case: Case,
        on: date,
        *,
        by: User | None = None,
        scheme: Scheme | None = None,
    ) -> LoanApplication:
        """Referred, taken over the next day, eligibility checked."""
        application = self.refer(case, on, by=by, scheme=scheme)
        act = {"application": application, "by": self.people.worker}
        intake.take_over(now=at(on, 14), **act)
        intake.check_eligibility(now=at(on, 14, 20), **act)
        return application

    def ready(
        self,
        case: Case,
        on: date,
        *,
        ready_on: date | None = None,
        by: User | None = None,
        scheme: Scheme | None = None,
    ) -> LoanApplication:
        """Reviewed and assessed: the commission, or the lender, can read it."""
        application = self.review(case, on, by=by, scheme=scheme)
        self.prepare(application, case.assessment, ready_on or on + timedelta(days=2))
        return application

    def prepare(self, application: LoanApplication, assessment: str, on: date) -> None:
        """The worker writes the assessment, checks the conditions and says the file is ready."""
        act = {"application": application, "by": self.people.worker}
        application.refresh_from_db()
        intake.assess(
            assessment=assessment,
            expected_revision=application.revision,
            now=at(on, 11),
            **act,
        )
        intake.check_eligibility(now=at(on, 11, 20), **act)
        intake.mark_ready(now=at(on, 11, 30), **act)

    # Commission -----------------------------------------------------------------------------

    def plan(
        self,
        on: date,
        applications: Sequence[LoanApplication],
        planned_on: date,
        hour: int = 14,
    ) -> Meeting:
        """A meeting with its agenda, not convened yet."""
        meeting = meetings.plan_meeting(
            starts_at=at(on, hour),
            place=ROOM,
            by=self.people.secretary,
            now=at(planned_on, 15),
        )
        for minute, application in enumerate(applications):
            meetings.add_to_agenda(
                meeting=meeting,
                application=application,
                by=self.people.secretary,
                now=at(planned_on, 15, minute),
            )
        return meeting

    def convene(self, meeting: Meeting, on: date, *, on_paper: bool = False) -> None:
        """`on_paper` also issues the convocation and mails it: some tenths of a second, for the meetings one opens."""
        convene = convocation.convene if on_paper else meetings.convene_meeting
        convene(meeting=meeting, by=self.people.secretary, now=at(on, 16))

    def seat(self, meeting: Meeting, on: date, hour: int, absent: Sequence[User] = ()) -> None:
        """Notes who is in the room, then opens the meeting."""
        for seat in meeting.seats.select_related("user"):
            presence = Presence.EXCUSED if seat.user in absent else Presence.PRESENT
            meetings.record_presence(seat=seat, presence=presence, by=self.people.secretary, now=at(on, hour))
        meetings.open_meeting(meeting=meeting, by=self.people.chair, now=at(on, hour, 5))

    def hold(
        self,
        on: date,
        applications: Sequence[LoanApplication],
        *,
        absent: Sequence[User] = (),
        withdrawing: Sequence[Decision] = (),
    ) -> tuple[Meeting, list[AgendaItem]]:
        """A meeting planned a week ahead, as the rules ask, convened, and now open."""
        planned_on = on - timedelta(days=7)
        meeting = self.plan(on, applications, planned_on)
        for decision in withdrawing:
            propose_withdrawal(decision=decision, meeting=meeting, by=self.people.secretary, now=at(planned_on, 15, 30))
        self.convene(meeting, planned_on)
        self.seat(meeting, on, 14, absent)
        return meeting, list(meeting.items.select_related("application__project"))

    def put(
        self,
        item: AgendaItem,
        on: date,
        *,
        hour: int = 14,
        minute: int = 10,
        **terms: Any,
    ) -> Motion:
        """The chair puts a proposal to the vote: what was asked for, unless `terms` say otherwise."""
        project = item.application.project
        if terms.get("kind", MotionKind.GRANT) == MotionKind.GRANT:
            asked = {
                "amount": project.amount,
                "months": project.months,
                "payee": project.payee,
            }
            terms = {"kind": MotionKind.GRANT, **asked, **terms}
        return voting.put_motion(item=item, by=self.people.chair, now=at(on, hour, minute), **terms)

    def vote(self, motion: Motion, voices: str, on: date, *, hour: int = 14, minute: int = 12) -> None:
        """Voices in the order of the seats, the chair's first: « PPCA » is two for, one against, one abstention."""
        for seat, voice in zip(self._voters(motion), voices, strict=False):
            voting.cast_vote(
                motion=motion,
                seat=seat,
                choice=CHOICES[voice],
                by=seat.user,
                now=at(on, hour, minute),
            )

    def show_hands(self, motion: Motion, voices: str, on: date, *, minute: int) -> None:
        """The secretary notes the voices of the seats, in the order of `vote`."""
        record_show_of_hands(
            motion=motion,
            voices={seat: CHOICES[voice] for seat, voice in zip(self._voters(motion), voices, strict=False)},
            by=self.people.secretary,
            now=at(on, 14, minute),
        )

    def _voters(self, motion: Motion) -> list[Seat]:
        """The chair's seat first."""
        return sorted(voting_seats(motion), key=lambda seat: (seat.user != self.people.chair, seat.pk))

    def decide(self, item: AgendaItem, on: date, voices: str = "PPPPP", **terms: Any) -> Decision | None:
        """One case from the proposal to its decision; None when the proposal is rejected."""
        minute = 10 + 4 * item.position
        motion = self.put(item, on, minute=minute, **terms)
        self.vote(motion, voices, on, minute=minute + 1)
        return deciding.close_motion(motion=motion, by=self.people.chair, now=at(on, 14, minute + 2))

    def close(self, meeting: Meeting, on: date) -> None:
        meetings.close_meeting(meeting=meeting, by=self.people.chair, now=at(on, 16, 30))


def _debts(debts: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        {"creditor": creditor, "balance": Decimal(balance), "instalment": Decimal(instalment)}
        for creditor, balance, instalment in debts
    ]


def _lines(lines: Sequence[tuple[str, ...]]) -> list[dict[str, Any]]:
    return [
        {"kind": kind, "amount": Decimal(amount), "frequency": often[0] if often else Frequency.MONTHLY}
        for kind, amount, *often in lines
    ]


def like(case: Case, **changes: Any) -> Case:
    """The same case with a few facts changed."""
    return replace(case, **changes)
