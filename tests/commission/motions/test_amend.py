"""An amendment is another proposal and another vote; a stale one is closed by whoever comes upon it."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications import actions as intake
from applications.models import LoanApplication
from commission import deciding
from commission.models import AgendaItem, BallotBox, Motion
from harmonie.refusals import Refusal, Stale, WrongState

from ..builders import REASONS, allot, close, put, say, seat_of

LESS = {"kind": "grant", "amount": "400", "months": "12", "payee": "supplier", **REASONS}


def edit(room, item):
    application = LoanApplication.objects.get(pk=item.application_id)
    intake.assess(
        application=application,
        assessment="Un fait nouveau.",
        expected_revision=application.revision,
        by=room.worker,
        now=timezone.now(),
    )


def amending(motion):
    return reverse("commission:amend_motion", args=[motion.pk])


def revision(item):
    return LoanApplication.objects.get(pk=item.application_id).revision


def test_an_amendment_takes_the_place_and_everybody_votes_anew(room, item, post, sign_in):
    former = put(room, item)
    for user in room.everybody:
        say(former, user, "against")
    page = sign_in(room.chair).get(f"{amending(former)}?montant=400.00").content.decode()
    assert 'value="400,00"' in page
    empty = post(room.chair, amending(former), revision=revision(item), **LESS | {"explanation": ""})
    assert empty.status_code == 422
    assert "ce qui reste chaque mois à votre foyer" in empty.content.decode(), "first words are offered"
    assert post(room.chair, amending(former), revision=revision(item), **LESS).status_code == 302
    former.refresh_from_db()
    new = Motion.objects.get(state="open")
    assert (former.result, former.votes_for, new.amends, new.amount) == ("amended", None, former, Decimal(400))
    assert AgendaItem.objects.get().state == "under_vote"
    assert not new.votes.exists()
    late = post(room.chair, amending(former), revision=revision(item), **LESS)
    assert late.status_code == 302, "told that it is closed"
    assert Motion.objects.count() == 2
    for user in room.everybody:
        say(new, user, "for")
    assert close(room, new).outcome == "partially_granted"


@pytest.mark.parametrize("figure", ["1e999999", "NaN", "-5.00", "²", "x" * 300, "9" * 30])
def test_an_odd_figure_in_the_link_offers_what_was_asked(room, item, sign_in, figure):
    page = sign_in(room.chair).get(amending(put(room, item)), {"montant": figure})
    assert page.status_code == 200
    assert 'value="620,00"' in page.content.decode()


def test_only_one_proposal_is_under_vote(room, item):
    put(room, item)
    with pytest.raises(WrongState, match="déjà au vote"):
        put(room, item)


def test_who_does_not_preside_amends_nothing(room, item, post):
    motion = put(room, item)
    for user in (room.members[0], room.secretary, room.worker):
        assert post(user, amending(motion), revision=revision(item), **LESS).status_code == 404


def test_a_vote_on_a_stale_proposal_is_refused_and_closes_it(room, item, post, sign_in):
    motion = put(room, item, is_secret=True)
    say(motion, room.chair, "for")
    edit(room, item)
    assert not AgendaItem.objects.awaiting_vote_of(room.members[0]).exists()
    with pytest.raises(Stale, match="caduque"):
        say(motion, room.members[0], "for")
    motion.refresh_from_db()
    assert (motion.result, motion.votes_for) == ("stale", None)
    assert bytes(BallotBox.objects.get().sealed) == b""
    second = put(room, AgendaItem.objects.get())
    edit(room, item)
    address = reverse("commission:vote", args=[item.pk])
    fields = {"motion": second.pk, "seat": seat_of(item.meeting, room.members[0]).pk, "choice": "for"}
    assert post(room.members[0], address, **fields).status_code == 302
    second.refresh_from_db()
    assert (second.result, second.votes.count()) == ("stale", 0)


def test_the_desk_closes_a_stale_proposal_and_says_so(room, meeting, item, sign_in):
    motion = put(room, item)
    edit(room, item)
    page = sign_in(room.secretary).get(reverse("commission:desk", args=[meeting.pk])).content.decode()
    assert "le dossier a changé pendant le vote" in page
    motion.refresh_from_db()
    assert motion.result == "stale"


def test_putting_anew_closes_the_stale_one(room, item):
    motion = put(room, item)
    edit(room, item)
    new = put(room, AgendaItem.objects.get())
    motion.refresh_from_db()
    assert (motion.result, new.amends) == ("stale", None)


def test_a_short_envelope_leaves_the_vote_open_and_offers_what_is_left(room, meeting, item, post, sign_in):
    motion = put(room, item)
    for user in room.everybody:
        say(motion, user, "for")
    allot(room, 400)
    desk = reverse("commission:desk", args=[meeting.pk])
    post(room.chair, reverse("commission:close_motion", args=[motion.pk]))
    motion.refresh_from_db()
    assert motion.state == "open"
    page = sign_in(room.chair).get(desk).content.decode()
    assert f"{amending(motion)}?montant=400.00" in page
    assert "Amender à 400\u202f€" in page


@pytest.mark.parametrize(
    ("kind", "grounds"),
    [("defer", "ceiling"), ("refuse", "unlawful"), ("redirect", "document"), ("withdraw", "budget")],
)
def test_grounds_that_make_no_sense_are_refused(room, item, kind, grounds):
    with pytest.raises(Refusal):
        put(room, item, kind=kind, grounds=grounds, target_scheme=room.scheme)
    assert AgendaItem.objects.get().state == "listed"


def test_numbers_have_no_gap_though_a_close_fails(room, item):
    motion = put(room, item)
    for user in room.everybody:
        say(motion, user, "for")
    allot(room, 400)
    for _ in range(2):
        with pytest.raises(Refusal, match="400,00"):
            deciding.close_motion(motion=motion, by=room.chair, now=timezone.now())
    allot(room, 30000)
    assert close(room, motion).number == f"D{timezone.localdate().year}-0001"


def test_the_desk_costs_the_same_with_one_closed_proposal_and_with_three(room, meeting, item, sign_in):
    browser, desk = sign_in(room.chair), reverse("commission:desk", args=[meeting.pk])

    def queries():
        motion = put(room, AgendaItem.objects.get(), **REASONS, kind="refuse")
        deciding.drop_motion(motion=motion, by=room.chair, now=timezone.now())
        with CaptureQueriesContext(connection) as caught:
            browser.get(desk)
        return len(caught)

    browser.get(desk)
    counts = [queries() for _ in range(3)]
    assert counts[0] == counts[2]
