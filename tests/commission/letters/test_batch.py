"""The letters of a meeting made together: progress, trouble, a stop in the middle, release, print."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commission import actions as meetings
from commission import deciding, voting
from commission.letters import actions, gathering, making_actions, tasks
from commission.models import Decision, DecisionLetter, LetterBatch
from commission.rounds import make_rounds
from harmonie.refusals import WrongState
from tests.builders import a_scheme
from tests.commission.builders import a_decision, an_open_meeting

from .builders import REFUSED, a_closed_meeting


def at(name, meeting) -> str:
    return reverse(f"commission:{name}", args=[meeting.pk])


def prepared(room, meeting) -> LetterBatch:
    return actions.prepare_letters(meeting=meeting, by=room.secretary, now=timezone.now())


def pages(response) -> list[str]:
    assert response["Content-Type"] == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(response.content)).pages]


def test_from_preview_to_print(room, post, sign_in):
    """The whole way, by the secretary; the social worker reads from the release on, a member never."""
    meeting = a_closed_meeting(room, {}, REFUSED)
    first, second = Decision.objects.order_by("pk")
    page = sign_in(room.secretary).get(at("letters", meeting)).content.decode()
    assert "Préparer les 2 lettres" in page
    assert page.count("btn-primary") == 1
    drafts = pages(sign_in(room.secretary).get(at("preview_letters", meeting)))
    assert len(drafts) == 2
    assert all("PROJET" in draft for draft in drafts)
    one = sign_in(room.secretary).get(reverse("commission:preview_letter", args=[first.number]))
    assert "PROJET" in pages(one)[0]
    assert not DecisionLetter.objects.exists()
    assert post(room.secretary, at("release_letters", meeting)).status_code == 302  # nothing to release yet
    assert not LetterBatch.objects.exists()

    for _ in range(2):
        post(room.secretary, at("prepare_letters", meeting))
    batch = LetterBatch.objects.get()
    progress = sign_in(room.secretary).get(at("letters_progress", meeting))
    assert "0\u00a0lettre prête sur 2" in progress.content.decode()
    assert "data-hx-trigger" in progress.content.decode()
    post(room.secretary, reverse("commission:issue_letter", args=[first.number]))  # no letter leaves the batch
    post(room.secretary, at("release_letters", meeting))
    assert not DecisionLetter.objects.exists()
    assert LetterBatch.objects.get().state == "preparing"

    tasks.make_letters.call(batch.pk)
    over = sign_in(room.secretary).get(at("letters_progress", meeting))
    assert over["HX-Refresh"] == "true"
    page = sign_in(room.secretary).get(at("letters", meeting)).content.decode()
    assert "Émettre ensemble les 2 lettres" in page
    assert page.count("btn-primary") == 1
    letter = reverse("commission:letter", args=[first.number])
    assert sign_in(room.secretary).get(letter).status_code == 200
    for who in (room.worker, room.members[0]):
        assert sign_in(who).get(letter).status_code == 404
    assert sign_in(room.worker).get(at("print_letters", meeting)).status_code == 404

    post(room.chair, at("release_letters", meeting))
    assert LetterBatch.objects.get().released_by == room.chair
    assert "Noter l’envoi" in sign_in(room.secretary).get(at("letters", meeting)).content.decode()
    assert sign_in(room.worker).get(letter).content == bytes(first.letter.document.content)
    printed = pages(sign_in(room.worker).get(at("print_letters", meeting)))
    assert [bool(page) for page in printed] == [True, False, True, False]  # each begins on a sheet of its own
    assert second.number in printed[2]
    assert not any("PROJET" in page for page in printed)
    assert len(pages(sign_in(room.worker).get(at("print_letters", meeting) + "?feuilles=recto"))) == 2
    with pytest.raises(WrongState, match="depuis le"):
        actions.release_letters(meeting=meeting, by=room.chair, now=timezone.now())


def test_one_that_fails_is_told_and_the_others_go_on(room, post, sign_in, monkeypatch):
    meeting = a_closed_meeting(room, {}, REFUSED)
    broken = Decision.objects.order_by("pk")[0]
    sound = making_actions.freeze_letter

    def fragile(*, decision, **told):
        if decision == broken:
            raise RuntimeError("no ink")
        return sound(decision=decision, **told)

    monkeypatch.setattr(making_actions, "freeze_letter", fragile)
    tasks.make_letters.call(prepared(room, meeting).pk)
    batch = LetterBatch.objects.get()
    assert (batch.state, batch.done) == ("preparing", 1)
    page = sign_in(room.secretary).get(at("letters", meeting)).content.decode()
    assert "À reprendre" in page
    assert "1\u00a0lettre prête sur 2" in page
    assert "Reprendre la préparation" in page
    assert page.count("btn-primary") == 1
    monkeypatch.undo()
    post(room.secretary, at("prepare_letters", meeting))
    assert LetterBatch.objects.get().trouble == ""
    tasks.make_letters.call(batch.pk)
    assert LetterBatch.objects.get().state == "ready"
    assert DecisionLetter.objects.count() == 2


def test_what_is_ready_leaves_without_what_cannot_be_made(room, post, monkeypatch):
    meeting = a_closed_meeting(room, {}, REFUSED)
    first = Decision.objects.order_by("pk")[0]
    batch = prepared(room, meeting)
    making_actions.freeze_letter(decision=first, by=room.secretary, now=timezone.now())
    making_actions.note_progress(batch=batch, trouble="x" * 900, is_over=True)
    post(room.secretary, at("release_letters", meeting))
    assert LetterBatch.objects.get().state == "released"
    left = Decision.objects.order_by("pk")[1]
    post(room.secretary, reverse("commission:issue_letter", args=[left.number]))
    assert DecisionLetter.objects.count() == 2


def test_a_killed_worker_s_letters_go_on_where_they_stopped(room):
    meeting = a_closed_meeting(room, {}, REFUSED)
    batch = prepared(room, meeting)
    first = Decision.objects.order_by("pk")[0]
    kept = making_actions.freeze_letter(decision=first, by=room.secretary, now=timezone.now())
    make_rounds(timezone.now())
    assert DecisionLetter.objects.count() == 1  # somebody may be at work
    make_rounds(timezone.now() + timedelta(minutes=3))
    assert LetterBatch.objects.get(pk=batch.pk).state == "ready"
    assert DecisionLetter.objects.get(decision=first) == kept
    make_rounds(timezone.now() + timedelta(minutes=9))
    assert DecisionLetter.objects.count() == 2


def test_a_meeting_that_is_not_over_waits(room, post, sign_in):
    decision = a_decision(room)
    meeting = decision.item.meeting
    post(room.secretary, at("prepare_letters", meeting))
    assert not LetterBatch.objects.exists()
    assert "une fois la séance levée" in sign_in(room.secretary).get(at("letters", meeting)).content.decode()


def test_whoever_stepped_aside_sees_no_letter_of_that_case(room, sign_in):
    meeting = an_open_meeting(room)
    item = meeting.items.get()
    meetings.declare_recusal(item=item, member=room.chair, reason="Parente", now=timezone.now())
    chair, *_ = room.everybody
    motion_by = room.members[0]
    motion = voting.put_motion(
        item=item, kind="grant", amount=620, months=12, payee="supplier", by=motion_by, now=timezone.now()
    )
    voting.cast_vote(
        motion=motion, seat=meeting.seats.get(user=motion_by), choice="for", by=motion_by, now=timezone.now()
    )
    decision = deciding.close_motion(motion=motion, by=motion_by, now=timezone.now())
    meetings.close_meeting(meeting=meeting, by=chair, now=timezone.now())
    tasks.make_letters.call(prepared(room, meeting).pk)
    page = sign_in(chair).get(at("letters", meeting)).content.decode()
    assert decision.number not in page
    for name in ("preview_letters", "print_letters", "send_letters"):
        assert sign_in(chair).get(at(name, meeting)).status_code == 404
    for name in ("letter", "preview_letter", "send_letter"):
        assert sign_in(chair).get(reverse(f"commission:{name}", args=[decision.number])).status_code == 404


def test_more_drafts_than_one_can_wait_for_are_prepared_first(room, sign_in, monkeypatch):
    monkeypatch.setattr(gathering, "DRAFTS_AT_ONCE", 1)
    meeting = a_closed_meeting(room, {}, REFUSED)
    page = sign_in(room.secretary).get(at("preview_letters", meeting), follow=True)
    assert "2 lettres sont encore à préparer" in page.content.decode()
    tasks.make_letters.call(prepared(room, meeting).pk)
    assert len(pages(sign_in(room.secretary).get(at("preview_letters", meeting)))) == 2


def test_its_page_costs_the_same_for_one_and_for_three(room, sign_in):
    client, counts = sign_in(room.secretary), []
    for motions in ([{}], [{}, REFUSED, {}]):
        meeting = a_closed_meeting(room, *motions)
        tasks.make_letters.call(prepared(room, meeting).pk)
        for name in ("letters", "decisions"):
            with CaptureQueriesContext(connection) as queries:
                client.get(at(name, meeting))
            counts.append((name, len(queries)))
    assert counts[:2] == counts[2:]


def test_redirections_and_deferrals_say_what_is_next(room):
    scheme = a_scheme(name="Micro-crédit départemental")
    meeting = a_closed_meeting(room, {"kind": "redirect", "target_scheme": scheme}, {"kind": "defer"})
    assert "Micro-crédit départemental" in meeting.items.all()[0].decision.target_scheme.name
    tasks.make_letters.call(prepared(room, meeting).pk)
    assert LetterBatch.objects.get().state == "ready"
