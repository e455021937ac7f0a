"""Writing in the minutes, signing them, and what everybody reads afterwards."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from commission.minutes import actions
from commission.models import Minutes, MinutesRemark
from harmonie.documents.models import IssuedDocument
from harmonie.refusals import Refusal, Stale, WrongState
from harmonie.registry.models import KeptInput
from tests.commission.builders import an_open_meeting
from tests.commission.letters.builders import a_closed_meeting

from .builders import a_full_meeting, text_of

ODD = ["x" * 5000, "\0"]


def at(name, meeting) -> str:
    return reverse(f"commission:{name}", args=[meeting.pk])


def revision(page) -> str:
    return page.content.decode().split('name="revision" value="')[1].split('"')[0]


def test_from_the_draft_to_the_extract(room, post, sign_in):
    """The secretary writes, a colleague's change is not lost, the chair signs; then nothing changes any more."""
    meeting = a_full_meeting(room)
    items = list(meeting.items.order_by("position"))
    secretary, chair = sign_in(room.secretary), sign_in(room.chair)
    page = secretary.get(at("minutes", meeting))
    assert page.content.decode().count("btn-primary") == 1
    assert "Enregistrer le texte" in page.content.decode()
    shown = revision(page)
    text = {"opening": "Le procès-verbal du 3 mars est approuvé.", f"remark_{items[2].pk}": "Permis : à 3 km."}
    token = uuid.uuid4()
    for _ in range(2):
        assert post(room.secretary, at("minutes", meeting), token=token, revision=shown, **text).status_code == 302
    assert Minutes.objects.get().opening == text["opening"]
    assert MinutesRemark.objects.get().item == items[2]

    stale = post(room.chair, at("minutes", meeting), revision=shown, opening="Autre texte")
    assert stale.status_code == 409
    assert text["opening"] in stale.content.decode()  # the colleague's words, beside the chair's
    assert "Autre texte" in stale.content.decode()
    assert KeptInput.objects.filter(user=room.chair).exists()
    for odd in ODD:
        answer = post(
            room.secretary,
            at("minutes", meeting),
            revision=revision(secretary.get(at("minutes", meeting))),
            opening=odd,
        )
        assert answer.status_code == 422

    KeptInput.objects.all().delete()
    chairs = chair.get(at("minutes", meeting))
    assert "Permis" not in chairs.content.decode()  # stepped aside from that case
    assert f"remark_{items[2].pk}" not in chairs.content.decode()
    saved = post(
        room.chair,
        at("minutes", meeting),
        revision=revision(chairs),
        sign="1",
        **{"opening": text["opening"], "closing": "Prochaine séance le 4 avril.", f"remark_{items[1].pk}": "😀 \u202e"},
    )
    assert saved.url == at("sign_minutes", meeting)
    assert MinutesRemark.objects.count() == 2  # the hidden one stayed
    assert "PROJET" in text_of(secretary.get(at("minutes_pdf", meeting)).content)
    for who in (room.members[0], room.worker):
        assert sign_in(who).get(at("minutes", meeting)).status_code == 404
        assert sign_in(who).get(at("minutes_pdf", meeting)).status_code == 404
    for who in (room.members[0], room.secretary):
        assert post(who, at("sign_minutes", meeting), revision="0").status_code == 404
    post(room.chair, at("sign_minutes", meeting), revision="77")  # somebody else's text
    assert not IssuedDocument.objects.exists()
    confirm = chair.get(at("sign_minutes", meeting))
    assert confirm.content.decode().count("btn-primary") == 1
    token = uuid.uuid4()
    for _ in range(2):
        assert post(room.chair, at("sign_minutes", meeting), token=token, revision=revision(confirm)).status_code == 302
    signed = Minutes.objects.get()
    assert signed.signed_by == room.chair
    assert signed.document.reference.startswith("PV-")

    whole = sign_in(room.members[0]).get(at("minutes_pdf", meeting))
    assert whole.content == bytes(signed.document.content)
    words = text_of(whole.content)
    for said in ("Permis", "approuvé", "Prochaine séance", "à 3 km", "a quitté la séance", "Hélène Dubreuil"):
        assert said in words
    assert "PROJET" not in words
    assert "Benali" not in words
    extract = text_of(chair.get(at("minutes_pdf", meeting)).content)
    assert "extrait" in extract
    assert "Vélo" in extract
    assert "Permis" not in extract
    assert "à 3 km" not in extract
    page = sign_in(room.worker).get(at("minutes", meeting)).content.decode()
    assert "Signé le" in page
    assert "Signé le" in sign_in(room.members[0]).get(at("meeting", meeting)).content.decode()
    assert post(room.secretary, at("minutes", meeting), revision="1", opening="Trop tard").status_code == 302
    assert Minutes.objects.get().opening == text["opening"]
    assert chair.get(at("sign_minutes", meeting)).status_code == 302


def test_what_the_actions_refuse(room):
    meeting, now = a_closed_meeting(room), timezone.now()
    told = {"meeting": meeting, "now": now}
    text = {"opening": "", "closing": "", "remarks": {}}
    with pytest.raises(Refusal, match="secrétariat"):
        actions.write_minutes(**told, **text, by=room.members[0])
    with pytest.raises(Refusal, match="présidé"):
        actions.sign_minutes(**told, by=room.secretary)
    with pytest.raises(Stale):
        actions.sign_minutes(**told, by=room.chair, expected_revision=1)
    still_open = an_open_meeting(room)
    with pytest.raises(WrongState, match="levée"):
        actions.write_minutes(meeting=still_open, **text, by=room.chair, now=now)
    with pytest.raises(WrongState, match="levée"):
        actions.sign_minutes(meeting=still_open, by=room.chair, now=now)
    other = still_open.items.get()
    actions.write_minutes(**told, opening="", closing="", remarks={other.pk: "Ailleurs"}, by=room.chair)
    assert not MinutesRemark.objects.exists()  # not a point of this meeting
    item = meeting.items.get()
    for remark in ("Utile", ""):
        actions.write_minutes(**told, opening="", closing="", remarks={item.pk: remark}, by=room.chair)
    assert not MinutesRemark.objects.exists()
    actions.sign_minutes(**told, by=room.chair)
    for act in (
        lambda: actions.sign_minutes(**told, by=room.chair),
        lambda: actions.write_minutes(**told, **text, by=room.secretary),
    ):
        with pytest.raises(WrongState, match="signé depuis"):
            act()
    with pytest.raises(IntegrityError, match="minutes_signed_are_final"):
        Minutes.objects.update(started_at=now - timedelta(days=1))
