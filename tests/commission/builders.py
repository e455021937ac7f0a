"""A commission to test with: its people, its meeting, its cases, each built through the rooms' own actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from applications import actions as intake
from applications.models import LoanApplication
from commission import actions, deciding, voting
from commission.enums import Presence
from commission.models import AgendaItem, Decision, Mandate, Meeting, Motion, Seat, Vote
from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.schemes.envelope_actions import vote_supplement
from harmonie.schemes.models import BudgetEnvelope, Scheme
from tests.builders import a_partner, a_scheme, a_user, terms

REASONS = {"grounds": "budget", "explanation": "Une échéance plus basse laisse de quoi vivre."}


@dataclass
class Commission:
    """One chair, one secretary, one social worker and some members in office."""

    scheme: Scheme
    envelope: BudgetEnvelope
    chair: User
    secretary: User
    worker: User
    members: list[User]

    @property
    def everybody(self) -> list[User]:
        return [self.chair, *self.members]


def a_commission(*, members: int = 4, allocated: int = 30000, **scheme: Any) -> Commission:
    fund = terms(a_scheme(**scheme)).scheme
    year = timezone.localdate().year
    envelope = BudgetEnvelope.objects.create(scheme=fund, year=year, allocated=allocated)
    chair = a_user(Role.CHAIR, first_name="Hélène", last_name="Dubreuil", office="présidente du CCAS")
    others = [a_user(Role.COMMISSION_MEMBER, first_name="Membre", last_name=f"Numéro {n}") for n in range(members)]
    for user in [chair, *others]:
        capacity = "president" if user == chair else "member"
        Mandate.objects.create(user=user, capacity=capacity, starts_on=date(2020, 1, 1))
    return Commission(fund, envelope, chair, a_user(Role.SECRETARY), a_user(Role.SOCIAL_WORKER), others)


def allot(room: Commission, allocated: int) -> None:
    """Votes the envelope up or down to `allocated` euros."""
    now, had = timezone.now(), BudgetEnvelope.objects.get(pk=room.envelope.pk).allocated
    vote_supplement(
        envelope=room.envelope,
        amount=allocated - had,
        deliberation="2026-9",
        voted_on=timezone.localdate(now),
        by=room.chair,
        now=now,
    )


def a_ready_case(room: Commission, *, partner: Partner | None = None, **facts: Any) -> LoanApplication:
    """A dossier that can be put on an agenda. `facts` may give the project's amount, months, description…"""
    now = timezone.now()
    by = a_user(partner=partner or a_partner())
    person = {
        "first_name": "Nadia",
        "last_name": "Benali",
        "birth_date": date(1991, 5, 14),
        "address": "12 rue des Tanneurs",
        "postcode": "60990",
        "city": "Rivemont",
        "phone": "06 11 22 33 44",
    }
    project = {
        "purpose": "appliances",
        "description": "Réfrigérateur",
        "amount": Decimal(620),
        "months": 12,
        "payee": "supplier",
        "supplier": "Électro Rivemont",
        **facts,
    }
    case = intake.open_draft(scheme=room.scheme, person=person, by=by, now=now)
    child = {"first_name": "Sami", "birth_date": date(2018, 1, 1), "kinship": "child"}
    intake.save_household(application=case, members=[child], expected_revision=1, by=by, now=now)
    incomes = [{"kind": "salary", "amount": Decimal(1180)}, {"kind": "housing_benefit", "amount": Decimal(210)}]
    intake.save_budget(
        application=case,
        incomes=incomes,
        expenses=[{"kind": "rent", "amount": Decimal(1000)}],
        over_indebtedness="none",
        expected_revision=2,
        by=by,
        now=now,
    )
    intake.save_project(
        application=case, scheme=room.scheme, project=project, is_urgent=False, expected_revision=3, by=by, now=now
    )
    intake.submit(application=case, consented=True, by=by, now=now)
    intake.take_over(application=case, by=room.worker, now=now)
    intake.assess(application=case, assessment="Avis favorable.", expected_revision=4, by=room.worker, now=now)
    intake.check_eligibility(application=case, by=room.worker, now=now)
    intake.mark_ready(application=case, by=room.worker, now=now)
    return LoanApplication.objects.get(pk=case.pk)


def a_meeting(room: Commission, *, starts_at: datetime | None = None) -> Meeting:
    starts_at = starts_at or timezone.now() + timedelta(hours=1)
    return actions.plan_meeting(starts_at=starts_at, place="Salle du conseil", by=room.secretary, now=timezone.now())


def listed(room: Commission, meeting: Meeting, **facts: Any) -> AgendaItem:
    return actions.add_to_agenda(
        meeting=meeting,
        application=a_ready_case(room, **facts),
        by=room.secretary,
        now=timezone.now(),
        late_reason="Panne ce week-end",
    )


def convened(room: Commission, meeting: Meeting) -> Meeting:
    actions.convene_meeting(
        meeting=meeting, by=room.secretary, now=timezone.now(), short_notice_reason="Panne ce week-end"
    )
    return Meeting.objects.get(pk=meeting.pk)


def arrive(room: Commission, meeting: Meeting, *people: User) -> None:
    for user in people:
        actions.record_presence(
            seat=seat_of(meeting, user), presence=Presence.PRESENT, by=room.secretary, now=timezone.now()
        )


def seat_of(meeting: Meeting, user: User) -> Seat:
    return meeting.seats.get(user=user)


def an_open_meeting(room: Commission, *cases: dict[str, Any], absent: int = 0) -> Meeting:
    """Convened, everybody there but the last `absent` members, and open; one item for each of `cases`."""
    meeting = a_meeting(room)
    for facts in cases or ({},):
        listed(room, meeting, **facts)
    meeting = convened(room, meeting)
    here = room.everybody[: len(room.everybody) - absent]
    arrive(room, meeting, *here)
    actions.open_meeting(meeting=meeting, by=room.chair, now=timezone.now())
    return Meeting.objects.get(pk=meeting.pk)


def put(room: Commission, item: AgendaItem, **facts: Any) -> Motion:
    """A motion to grant what is asked, unless said otherwise."""
    project = item.application.project
    grant = {"kind": "grant", "amount": project.amount, "months": project.months, "payee": project.payee}
    if facts.get("kind") == "defer":
        facts = {"defer_until": timezone.localdate() + timedelta(days=30)} | facts
    given = grant | facts if facts.get("kind", "grant") == "grant" else REASONS | facts
    return voting.put_motion(item=item, by=room.chair, now=timezone.now(), **given)


def say(motion: Motion, user: User, choice: str, *, seat: Seat | None = None) -> Vote:
    seat = seat or motion.item.meeting.seats.get(user=user)
    return voting.cast_vote(motion=motion, seat=seat, choice=choice, by=user, now=timezone.now())


def close(room: Commission, motion: Motion, by: User | None = None) -> Decision | None:
    return deciding.close_motion(motion=motion, by=by or room.chair, now=timezone.now())


def a_decision(
    room: Commission, meeting: Meeting | None = None, *, facts: dict | None = None, **motion: Any
) -> Decision:
    """Adopted by everybody."""
    meeting = meeting or an_open_meeting(room, facts or {})
    put_to_vote = put(room, meeting.items.first(), **motion)
    for user in room.everybody:
        say(put_to_vote, user, "for")
    decision = close(room, put_to_vote)
    assert decision is not None
    return decision
