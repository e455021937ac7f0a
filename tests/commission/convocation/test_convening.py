"""Convening: one frozen paper, one mail a member with its calendar entry, and no name of who asks."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from commission import actions
from commission.actions import declare_recusal
from commission.convocation import actions as convocation
from commission.convocation.content import convocation_context
from commission.convocation.queries import batches, readable_batches
from commission.models import Meeting, StandingRules
from harmonie.mail.models import OutgoingMail
from harmonie.refusals import Refusal, Stale, WrongState
from tests.builders import a_user

from ..builders import a_meeting, listed

NAMES = ("Nadia", "Benali", "BENALI", "Tanneurs")
IN_TEN_DAYS = timedelta(days=10)


@pytest.fixture
def planned(room):
    meeting = a_meeting(room, starts_at=timezone.now() + IN_TEN_DAYS)
    listed(room, meeting, description="Réfrigérateur de Nadia Benali")
    listed(room, meeting)
    return meeting


def convene(room, meeting) -> Meeting:
    convocation.convene(meeting=meeting, by=room.secretary, now=timezone.now())
    return Meeting.objects.get(pk=meeting.pk)


def meeting_mails():
    return OutgoingMail.objects.exclude(calendar="").order_by("pk")


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "")


def test_one_paper_and_one_mail_a_member(room, planned):
    meeting = convene(room, planned)
    (batch,) = batches(meeting)
    assert meeting.state == "convened"
    assert batch.agenda == [item.pk for item in meeting.items.order_by("position")]
    mails = list(meeting_mails())
    assert {mail.recipient for mail in mails} == {user.email for user in room.everybody}
    for mail in mails:
        assert mail.document == batch.papers[0].document
        entry = unfolded(mail.calendar)
        assert "METHOD:REQUEST" in entry
        assert "SEQUENCE:0" in entry
        assert f"mailto:{mail.recipient}" in entry
        assert reverse("commission:meeting", args=[meeting.pk]) in mail.text
        assert not any(name in mail.text + mail.html + mail.subject + entry for name in NAMES)


def test_the_paper_says_what_the_law_wants_and_names_nobody(room, planned):
    items = list(planned.items.order_by("position"))
    rules = StandingRules.objects.in_force(timezone.localdate())
    planned.short_notice_reason = "Coupure d’énergie imminente."
    facts = {"items": items, "rules": rules, "reference": "CV-1-1", "issued_on": timezone.localdate()}
    town = settings.TOWN

    def page(**more):
        context = convocation_context(planned, **{**facts, "hides": (), "is_changed": False, **more})
        return render_to_string("pdf/convocation.html", {"town": town, **context})

    said = page()
    assert not any(name in said for name in NAMES)
    for sentence in (
        items[0].application.reference,
        "équipement ménager",
        "620\u202f€",
        "R123-16",
        "3\u00a0membres y participent en personne",
        "Coupure d’énergie imminente",
        "Pouvoir, à remettre",
        "L.\u00a0133-5",
        "Hélène Dubreuil",
    ):
        assert sentence in said, sentence
    hiding = page(hides={items[0].pk})
    assert items[0].application.reference not in hiding
    assert items[1].application.reference in hiding
    assert "Vous êtes en déport" in hiding
    assert "Ordre du jour modifié" in page(is_changed=True)


def test_a_second_convocation_says_that_it_is_valid_without_quorum(room, planned):
    again = a_meeting(room, starts_at=timezone.now() + IN_TEN_DAYS)
    Meeting.objects.filter(pk=again.pk).update(follows=planned)
    again = Meeting.objects.get(pk=again.pk)
    rules = StandingRules.objects.in_force(timezone.localdate())
    facts = {"items": [], "hides": (), "rules": rules, "is_changed": False, "reference": "CV-2-1"}
    said = convocation_context(again, issued_on=timezone.localdate(), **facts)
    assert said["heading"].startswith("Seconde convocation")
    assert "quel que soit le nombre des membres présents" in said["quorum"]


def test_who_stepped_aside_receives_another_paper(room, planned, sign_in):
    first = planned.items.order_by("position")[0]
    aside = room.members[0]
    declare_recusal(item=first, member=aside, reason="Bailleur", now=timezone.now())
    meeting = convene(room, planned)
    (batch,) = batches(meeting)
    everybody, apart = batch.papers
    assert (everybody.hides, apart.hides) == ([], [first.pk])
    carried = {mail.recipient: mail.document_id for mail in meeting_mails()}
    assert carried.pop(aside.email) == apart.document_id
    assert set(carried.values()) == {everybody.document_id}
    address = reverse("commission:convocation", args=[meeting.pk, 1])
    assert sign_in(aside).get(address).content == bytes(apart.document.content)
    assert sign_in(room.members[1]).get(address).content == bytes(everybody.document.content)
    late = planned.items.order_by("position")[1]
    declare_recusal(item=late, member=aside, reason="Bailleur", now=timezone.now())
    assert sign_in(aside).get(address).status_code == 404, (
        "every paper there is tells of a case that is no longer theirs"
    )
    assert not readable_batches(meeting, aside)


def test_a_refused_convocation_sends_nothing(room):
    meeting = a_meeting(room, starts_at=timezone.now() + IN_TEN_DAYS)
    with pytest.raises(Refusal, match="vide"):
        convocation.convene(meeting=meeting, by=room.secretary, now=timezone.now())
    assert not meeting_mails().exists()
    assert not meeting.papers.exists()


def test_an_agenda_that_changes_meanwhile_is_not_sent(room, planned, monkeypatch):
    render = convocation.render_pdf

    def slow(template, context):
        actions.remove_from_agenda(item=planned.items.order_by("position")[1], by=room.chair, now=timezone.now())
        return render(template, context)

    monkeypatch.setattr(convocation, "render_pdf", slow)
    with pytest.raises(Stale):
        convocation.convene(meeting=planned, by=room.secretary, now=timezone.now())
    assert Meeting.objects.get(pk=planned.pk).state == "planned"
    assert not meeting_mails().exists()


def test_a_changed_agenda_is_offered_and_sent_once(room, planned, sign_in, post):
    meeting = convene(room, planned)
    page, address = (reverse(f"commission:{name}", args=[meeting.pk]) for name in ("meeting", "send_changed_agenda"))
    with pytest.raises(Refusal, match="rien à envoyer"):
        convocation.send_changed_agenda(meeting=meeting, by=room.secretary, now=timezone.now())
    assert address not in sign_in(room.secretary).get(page).content.decode()
    actions.remove_from_agenda(item=meeting.items.order_by("position")[0], by=room.chair, now=timezone.now())
    shown = sign_in(room.secretary).get(page).content.decode()
    assert address in shown
    assert "1 dossier retiré" in shown.replace("\u00a0", " ")
    for _ in range(2):
        post(room.secretary, address)
    first, second = batches(meeting)
    assert len(second.agenda) == len(first.agenda) - 1
    mails = meeting_mails().filter(subject__startswith="Ordre du jour modifié")
    assert mails.count() == len(room.everybody)
    assert "SEQUENCE:1" in mails[0].calendar
    uids = {re.search("UID:(.*)\r", mail.calendar)[1] for mail in meeting_mails()}
    assert len(uids) == 1, "the calendar replaces the entry it has"
    assert address not in sign_in(room.secretary).get(page).content.decode()


def test_the_missing_receive_it_afterwards(room, planned, post):
    meeting = convene(room, planned)
    with pytest.raises(Refusal, match="déjà reçu"):
        convocation.send_to_missing(meeting=meeting, by=room.secretary, now=timezone.now())
    substitute = a_user(first_name="Odile")
    absent = meeting.seats.get(user=room.members[3])
    meeting.seats.create(user=substitute, capacity="member", precedence=9, stands_in_for=absent)
    post(room.secretary, reverse("commission:send_to_missing", args=[meeting.pk]))
    mail = meeting_mails().get(recipient=substitute.email)
    assert mail.document
    assert mail.subject.startswith("Convocation")
    assert meeting_mails().count() == len(room.everybody) + 1


def test_a_cancelled_meeting_leaves_the_calendars(room, planned):
    convocation.tell_cancelled(planned, now=timezone.now())
    assert not meeting_mails().exists(), "nobody had been convened"
    meeting = convene(room, planned)
    meeting.state, meeting.ended_why = "cancelled", "Inondation de la salle."
    convocation.tell_cancelled(meeting, now=timezone.now())
    mail = meeting_mails().last()
    assert "Inondation de la salle" in mail.text
    for line in ("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"):
        assert line in mail.calendar
    assert mail.document is None


def test_only_a_convened_meeting_sends_again(room, planned):
    for again in (convocation.send_changed_agenda, convocation.send_to_missing):
        with pytest.raises(WrongState):
            again(meeting=planned, by=room.secretary, now=timezone.now())
