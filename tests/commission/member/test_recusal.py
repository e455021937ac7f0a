"""Stepping aside: by ties, whenever they appear; from then on nothing of the case is left for that member."""

from django.urls import reverse
from django.utils import timezone

from applications import actions as intake
from applications.models import LoanApplication, Project
from commission import actions, deciding
from commission.letters.actions import issue_letter
from commission.models import Mandate, PrivateNote
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from tests.commission.builders import a_decision, a_meeting, an_open_meeting, arrive, close, convened, listed, put, say


def tie(member, names):
    Mandate.objects.filter(user=member).update(linked_names=names)


def aside(item):
    return {recusal.user: recusal.reason for recusal in item.recusals.all()}


def test_supplier_and_landlord_step_aside_by_name(room):
    shop, owner, namesake, other = room.members
    tie(shop, "Autre maison\nelectro rivemont")
    tie(owner, "SCI des Tilleuls")
    User.objects.filter(pk=namesake.pk).update(first_name="Jean", last_name="Têtu")
    meeting = a_meeting(room)
    bought = listed(room, meeting)
    assert aside(bought) == {shop: "Est le fournisseur, ou y a des liens"}
    assert bought.application.exclusions.filter(user=shop).exists()
    lodged = listed(room, meeting, supplier="M. Jean TETU")
    assert aside(lodged) == {namesake: "Est le fournisseur, ou y a des liens"}
    LoanApplication.objects.filter(pk=lodged.application_id).update(landlord="sci des tilleuls")
    convened(room, meeting)
    assert aside(lodged)[owner] == "Est le bailleur, ou y a des liens"
    assert other not in aside(lodged)


def test_ties_are_looked_at_again_at_the_opening_and_before_each_vote(room, meeting, item):
    first, second = room.members[:2]
    tie(first, "Électro Nord")
    tie(second, "Le Tilleul")
    Project.objects.filter(application=item.application_id).update(supplier="Électro-Nord")
    put(room, item)
    assert set(aside(item)) == {first}
    later = a_meeting(room)
    case = listed(room, later)
    later = convened(room, later)
    LoanApplication.objects.filter(pk=case.application_id).update(landlord="Le Tilleul")
    arrive(room, later, *room.everybody)
    actions.open_meeting(meeting=later, by=room.chair, now=timezone.now())
    assert set(aside(case)) == {second}


def test_who_has_voted_already_steps_aside_before_the_next_vote(room, item):
    member = room.members[0]
    motion = put(room, item)
    say(motion, member, "for")
    tie(member, "Électro Rivemont")
    actions.recuse_tied(item=item, now=timezone.now())
    assert not aside(item)
    deciding.drop_motion(motion=motion, by=room.chair, now=timezone.now())
    item.refresh_from_db()
    put(room, item)
    assert set(aside(item)) == {member}


def test_opening_the_sheet_shows_nothing_to_whom_it_has_ties_with(room, item, sign_in):
    member = room.members[0]
    page = reverse("commission:case", args=[item.pk])
    browser = sign_in(member)
    assert browser.get(page).status_code == 200
    LoanApplication.objects.filter(pk=item.application_id).update(landlord=str(member))
    assert browser.get(page).status_code == 404
    assert set(aside(item)) == {member}


def test_nothing_of_the_case_is_left(room, meeting, item, sign_in):
    """Every address of the case, and every page that lists it, in all the rooms that this person may enter."""
    member = room.members[0]
    member.groups.add(*User.groups.rel.model.objects.filter(name__in=[Role.SOCIAL_WORKER, Role.FINANCE]))
    PrivateNote.objects.create(item=item, author=member, text="À revoir", written_at=timezone.now())
    actions.declare_recusal(item=item, member=member, reason="Voisine", now=timezone.now())
    assert not PrivateNote.objects.exists()
    motion = put(room, item)
    for user in [room.chair, *room.members[1:]]:
        say(motion, user, "for")
    decision = close(room, motion)
    issue_letter(decision=decision, by=room.secretary, now=timezone.now())
    browser, reference = sign_in(User.objects.get(pk=member.pk)), item.application.reference
    for name, things in (
        ("commission:case", [item.pk]),
        ("commission:decision", [decision.number]),
        ("commission:letter", [decision.number]),
        ("applications:detail", [reference]),
        ("applications:documents", [reference]),
        ("loans:open", [decision.number]),
    ):
        assert browser.get(reverse(name, args=things)).status_code == 404, name
    told = (reference, decision.number, "Réfrigérateur", f"/points/{item.pk}/")
    for name, things in (
        ("commission:queue", []),
        ("commission:meeting", [meeting.pk]),
        ("commission:decisions", [meeting.pk]),
        ("applications:list", []),
        ("loans:list", []),
        ("home", []),
    ):
        page = browser.get(reverse(name, args=things)).content.decode()
        assert [word for word in told if word in page] == [], name


def test_an_earlier_decision_of_the_person_stays_out_of_sight(room, sign_in):
    first = a_decision(room, kind="refuse")
    again = an_open_meeting(room, {"description": "Lit"}).items.get()
    member, other = room.members[:2]
    intake.exclude_reader(application=first.application, user=member, now=timezone.now())
    page = reverse("commission:case", args=[again.pk])
    assert "Réfrigérateur" in sign_in(other).get(page).content.decode()
    assert "Réfrigérateur" not in sign_in(member).get(page).content.decode()
