"""Somebody steps aside from a case: from then on it exists for them in no room, whatever other roles they hold."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from applications import actions as intake
from applications.enums import ClosingReason
from applications.models import LoanApplication
from commission import actions as meetings
from commission import deciding
from commission.models import AgendaItem, Meeting
from commission.queries import ready_cases
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.refusals import WrongState
from loans.models import Loan
from loans.queries import grants_to_contract
from tests.story import (
    MEETING_AT,
    House,
    a_decision,
    a_house,
    a_motion,
    a_ready_case,
    a_vote,
    an_active_loan,
    an_item_at_meeting,
    an_open_meeting,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def item(house: House) -> AgendaItem:
    return an_item_at_meeting(house)


def also(user: User, role: Role) -> User:
    """The same person with one more role, read afresh."""
    user.groups.add(*User.groups.rel.model.objects.filter(name=role))
    return User.objects.get(pk=user.pk)


def step_aside(item: AgendaItem, member: User) -> None:
    meetings.declare_recusal(item=item, member=member, reason="Parente", now=MEETING_AT)


def test_a_worker_who_sits_finds_the_dossier_gone(house: House, item: AgendaItem, sign_in: SignIn) -> None:
    member, reference = also(house.members[0], Role.SOCIAL_WORKER), item.application.reference
    client, page = sign_in(member), reverse("applications:detail", args=[reference])
    assert client.get(page).status_code == 200
    step_aside(item, member)
    assert client.get(page).status_code == 404
    assert client.post(f"{page}evaluation/", {"once": str(uuid.uuid4())}).status_code == 404
    assert client.get(reverse("commission:case", args=[item.pk])).status_code == 404
    listed = client.get(reverse("applications:list"), {"q": "Nadia"}).content.decode()
    assert reference not in listed
    assert sign_in(house.worker).get(page).status_code == 200


def test_another_request_of_the_person_does_not_lead_to_it(house: House, item: AgendaItem, sign_in: SignIn) -> None:
    member, again = also(house.members[0], Role.SOCIAL_WORKER), a_ready_case(house)
    page = reverse("applications:detail", args=[again.reference])
    assert item.application.reference in sign_in(member).get(page).content.decode()
    step_aside(item, member)
    assert item.application.reference not in sign_in(member).get(page).content.decode()


def test_a_member_who_keeps_the_books_finds_no_loan(house: House, item: AgendaItem, sign_in: SignIn) -> None:
    member = also(house.members[0], Role.FINANCE)
    step_aside(item, member)
    motion = a_motion(house, item)
    for voter in house.members[1:3]:
        a_vote(motion, voter)
    decision = deciding.close_motion(motion=motion, by=house.chair, now=MEETING_AT)
    assert list(grants_to_contract(member)) == []
    assert list(grants_to_contract(house.finance)) == [decision]
    loan = an_active_loan(house, decision)
    assert not Loan.objects.visible_to(member).exists()
    assert sign_in(member).get(reverse("loans:detail", args=[loan.reference])).status_code == 404
    assert sign_in(house.finance).get(reverse("loans:detail", args=[loan.reference])).status_code == 200


def test_a_case_that_comes_back_is_still_not_theirs(house: House, item: AgendaItem, sign_in: SignIn) -> None:
    step_aside(item, house.chair)
    meetings.postpone_item(item=item, why="Devis attendu", by=house.members[1], now=MEETING_AT)
    application = LoanApplication.objects.get(pk=item.application_id)
    assert not ready_cases(house.chair).exists()
    assert ready_cases(house.members[1]).get() == application
    following = meetings.plan_meeting(
        starts_at=MEETING_AT + timedelta(days=30), place="Salle du conseil", by=house.members[1], now=MEETING_AT
    )
    again = meetings.add_to_agenda(meeting=following, application=application, by=house.members[1], now=MEETING_AT)
    assert [recusal.user for recusal in again.recusals.all()] == [house.chair]
    client = sign_in(house.chair)
    page = client.get(reverse("commission:meeting", args=[following.pk])).content.decode()
    assert "Point 1, en déport" in page
    assert application.reference not in page
    assert client.get(reverse("commission:case", args=[again.pk])).status_code == 404


def test_a_continued_request_is_still_not_theirs(house: House, item: AgendaItem) -> None:
    member = also(house.members[0], Role.SOCIAL_WORKER)
    step_aside(item, member)
    meetings.postpone_item(item=item, why="Devis attendu", by=house.chair, now=MEETING_AT)
    application = LoanApplication.objects.get(pk=item.application_id)
    told = {"by": house.worker, "now": MEETING_AT}
    intake.resume_review(application=application, why="À relire", **told)
    intake.redirect(application=application, reason=ClosingReason.INCOMPLETE, note="Mieux ailleurs", **told)
    project = {name: getattr(application.project, name) for name in ("purpose", "description", "payee", "supplier")}
    opened = intake.open_under(
        application=application, scheme=house.scheme, project={**project, "amount": 620, "months": 12}, **told
    )
    assert not LoanApplication.objects.visible_to(member).exists()
    assert opened in LoanApplication.objects.visible_to(house.worker)


def test_who_works_for_the_partner_takes_no_part(house: House) -> None:
    house.members[0].partner = house.partner
    house.members[0].save()
    item = an_item_at_meeting(house)
    assert [recusal.user for recusal in item.recusals.all()] == [house.members[0]]


def test_nobody_steps_aside_from_what_is_decided(house: House, item: AgendaItem) -> None:
    a_decision(house, a_motion(house, item))
    with pytest.raises(WrongState):
        step_aside(item, house.members[3])


def test_a_meeting_tells_the_recused_member_a_number(house: House, sign_in: SignIn) -> None:
    meeting: Meeting = an_open_meeting(house, a_ready_case(house), a_ready_case(house, name="Luc"))
    first, second = meeting.items.order_by("position")
    member = house.members[0]
    step_aside(first, member)
    for name in ("commission:meeting", "commission:queue", "home"):
        url = reverse(name, args=[meeting.pk] if name == "commission:meeting" else [])
        page = sign_in(member).get(url).content.decode()
        assert first.application.reference not in page, name
    assert (
        f"/commission/points/{first.pk}/"
        not in sign_in(member).get(reverse("commission:case", args=[second.pk])).content.decode()
    )
