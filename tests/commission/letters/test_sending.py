"""When and how letters left: one, several, never twice, never before they were issued."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commission.letters import actions, tasks
from commission.models import Decision, DecisionLetter, LetterDispatch
from harmonie.refusals import Refusal, WrongState

from .builders import REFUSED, a_closed_meeting

ODD = ["", "9" * 300, "\0", "31/02/2027", "\u202e12", "😀", "hier"]


@pytest.fixture
def meeting(room):
    """Two letters, released."""
    found = a_closed_meeting(room, {}, REFUSED)
    told = {"meeting": found, "by": room.secretary, "now": timezone.now()}
    tasks.make_letters.call(actions.prepare_letters(**told).pk)
    actions.release_letters(**told)
    return found


def test_one_then_the_others(room, meeting, post, sign_in):
    first, second = DecisionLetter.objects.order_by("pk")
    one, many = (
        reverse("commission:send_letter", args=[first.decision.number]),
        reverse("commission:send_letters", args=[meeting.pk]),
    )
    today, token = timezone.localdate().strftime("%d/%m/%Y"), uuid.uuid4()
    for _ in range(2):
        answer = post(room.secretary, one, token=token, letters=first.pk, sent_on=today, channel="registered")
        assert answer.status_code == 302
    assert LetterDispatch.objects.get().channel == "registered"
    client = sign_in(room.secretary)
    assert client.get(one).status_code == 302  # already noted
    page = client.get(many).content.decode()
    assert second.decision.number in page
    assert first.decision.number not in page
    for day in (*ODD, "31/12/2050", "01/01/2001"):
        answer = post(room.secretary, many, letters=second.pk, sent_on=day, channel="post")
        assert answer.status_code == 422
    for wrong in ({"letters": 999_999}, {"letters": first.pk}, {"letters": ""}, {"channel": "pigeon"}):
        fields = {"letters": second.pk, "sent_on": today, "channel": "post"} | wrong
        assert post(room.secretary, many, **fields).status_code == 422
    assert LetterDispatch.objects.count() == 1
    assert post(room.secretary, many, letters=second.pk, sent_on=today, channel="by_hand").status_code == 302
    listed = client.get(reverse("commission:letters", args=[meeting.pk])).content.decode()
    assert "remise en main propre" in listed
    assert "Toutes les lettres sont parties" in listed
    assert "Partie" in client.get(reverse("commission:decision", args=[second.decision.number])).content.decode()


def test_the_action_refuses_what_the_form_would(room, meeting):
    letters, now = list(DecisionLetter.objects.all()), timezone.now()
    told = {"channel": "post", "by": room.secretary, "now": now}
    today = timezone.localdate()
    with pytest.raises(Refusal, match="au moins une"):
        actions.mark_sent(letters=[], sent_on=today, **told)
    with pytest.raises(Refusal, match="à venir"):
        actions.mark_sent(letters=letters, sent_on=today + timedelta(days=1), **told)
    with pytest.raises(Refusal, match="part après"):
        actions.mark_sent(letters=letters, sent_on=today - timedelta(days=1), **told)
    actions.mark_sent(letters=letters[:1], sent_on=today, **told)
    with pytest.raises(WrongState, match="déjà notée"):
        actions.mark_sent(letters=letters, sent_on=today, **told)
    assert LetterDispatch.objects.count() == 1


def test_nothing_is_sent_before_it_is_issued(room, post, sign_in):
    meeting = a_closed_meeting(room)
    batch = actions.prepare_letters(meeting=meeting, by=room.secretary, now=timezone.now())
    tasks.make_letters.call(batch.pk)
    number = Decision.objects.get().number
    for name, key in (("send_letters", meeting.pk), ("send_letter", number)):
        assert sign_in(room.secretary).get(reverse(f"commission:{name}", args=[key])).status_code == 404
    with pytest.raises(WrongState, match="pas encore émise"):
        actions.mark_sent(
            letters=list(DecisionLetter.objects.all()),
            channel="post",
            sent_on=timezone.localdate(),
            by=room.secretary,
            now=timezone.now(),
        )
