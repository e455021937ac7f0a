"""A member's own note on a case: kept for them, read by nobody else, gone when emptied."""

import uuid

from django.urls import reverse

from commission.models import PrivateNote
from harmonie.accounts.roles import Role
from harmonie.registry.models import KeptInput
from tests.builders import a_user
from tests.commission.builders import put

WORDS = "Demander le devis du second garage"


def note_on(item):
    return reverse("commission:note", args=[item.pk])


def case_of(item):
    return reverse("commission:case", args=[item.pk])


def test_it_is_kept_changed_and_emptied(room, item, post, sign_in):
    member = room.members[0]
    response = post(member, note_on(item), text=WORDS)
    assert response["Location"] == f"{case_of(item)}#note"
    assert WORDS in sign_in(member).get(case_of(item)).content.decode()
    token = uuid.uuid4()
    for _ in range(2):
        post(member, note_on(item), token=token, text="🚗 <b>שלום</b>")
    note = PrivateNote.objects.get()
    assert (note.author, note.text) == (member, "🚗 <b>שלום</b>")
    assert "<b>שלום" not in sign_in(member).get(case_of(item)).content.decode()
    post(member, note_on(item), text=" ")
    assert not PrivateNote.objects.exists()


def test_nobody_else_ever_reads_it(room, meeting, item, post, sign_in):
    put(room, item)
    post(room.members[0], note_on(item), text=WORDS)
    people = [
        room.members[1],
        room.chair,
        room.secretary,
        room.worker,
        a_user(Role.ADMINISTRATOR),
        a_user(Role.AUDITOR),
    ]
    pages = [
        case_of(item),
        reverse("commission:meeting", args=[meeting.pk]),
        reverse("commission:desk", args=[meeting.pk]),
        reverse("applications:detail", args=[item.application.reference]),
        reverse("access_log"),
        "/",
    ]
    for user in people:
        browser = sign_in(user)
        assert not [page for page in pages if WORDS in browser.get(page).content.decode()], user


def test_who_does_not_sit_has_no_note(room, item, post, sign_in):
    for user in (room.secretary, room.worker, a_user(Role.COMMISSION_MEMBER)):
        assert post(user, note_on(item), text=WORDS).status_code == 404
    assert sign_in(room.members[0]).get(note_on(item)).status_code == 405
    assert "Ma note" not in sign_in(room.secretary).get(case_of(item)).content.decode()


def test_what_cannot_be_kept_is_said_with_the_words_kept(room, item, post):
    for wrong in ("é" * 4001, "mot\x00"):
        response = post(room.members[0], note_on(item), text=wrong)
        assert response.status_code == 422
    assert "é" * 4001 in post(room.members[0], note_on(item), text="é" * 4001).content.decode()
    assert not PrivateNote.objects.exists()


def test_what_is_being_typed_waits_for_its_author_alone(room, item, post, sign_in):
    member = room.members[0]
    sign_in(member).post(reverse("keep_input"), {"kept-page": note_on(item), "text": "Commencé"})
    assert "Commencé" in sign_in(member).get(case_of(item)).content.decode()
    assert "Commencé" not in sign_in(room.members[1]).get(case_of(item)).content.decode()
    post(member, note_on(item), text="Fini")
    assert not KeptInput.objects.filter(user=member).exists()


def test_a_refused_vote_keeps_no_choice(room, meeting, item, post):
    motion = put(room, item)
    seat = meeting.seats.get(user=room.members[1]).pk
    fields = {"motion": motion.pk, "seat": seat, "choice": "for"}
    assert post(room.members[0], reverse("commission:vote", args=[item.pk]), **fields).status_code == 422
    assert not KeptInput.objects.exists()
