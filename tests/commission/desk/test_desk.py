"""The chair's desk, alone or with somebody else who has it open."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from applications import actions as intake
from applications.models import LoanApplication
from commission.models import Decision, Meeting, Motion, Proxy

from ..builders import a_commission, a_meeting, an_open_meeting, arrive, convened, listed, put, say, seat_of

GRANT = {"kind": "grant", "amount": "620", "months": "12", "payee": "supplier"}


def desk(meeting, point=""):
    address = reverse("commission:desk", args=[meeting.pk])
    return f"{address}?point={point}" if point else address


def putting(item):
    return reverse("commission:put_motion", args=[item.pk])


def revision(item):
    return LoanApplication.objects.get(pk=item.application_id).revision


# The room ---------------------------------------------------------------------------------------


def test_presence_opens_the_meeting(room, post, sign_in):
    meeting = a_meeting(room)
    listed(room, meeting)
    meeting = convened(room, meeting)
    opening = reverse("commission:open", args=[meeting.pk])
    post(room.chair, opening)
    assert Meeting.objects.get().state == "convened", "no quorum yet"
    for user in room.everybody[:3]:
        address = reverse("commission:presence", args=[seat_of(meeting, user).pk])
        post(room.secretary, address, presence="present")
    assert "Quorum atteint" in sign_in(room.secretary).get(desk(meeting)).content.decode()
    post(room.chair, opening)
    post(room.chair, opening)
    opened = Meeting.objects.get()
    assert (opened.state, opened.presided_by) == ("open", room.chair)


def test_an_unknown_presence_changes_nothing(room, meeting, post):
    seat = seat_of(meeting, room.members[0])
    post(room.secretary, reverse("commission:presence", args=[seat.pk]), presence="asleep")
    assert seat_of(meeting, room.members[0]).presence == "present"


def test_a_proxy_is_noted_and_revoked(room, post):
    meeting = an_open_meeting(room, absent=2)
    giver, other, holder = (seat_of(meeting, user) for user in (room.members[-1], room.members[-2], room.members[0]))
    address = reverse("commission:give_proxy", args=[meeting.pk])
    assert post(room.secretary, address, giver=giver.pk, holder=holder.pk).status_code == 302
    second = post(room.secretary, address, giver=other.pk, holder=holder.pk)
    assert second.status_code == 409
    assert "en détient déjà un" in second.content.decode()
    assert post(room.secretary, address, giver=giver.pk, holder=giver.pk).status_code in (409, 422)
    proxy = Proxy.objects.get()
    post(room.secretary, reverse("commission:revoke_proxy", args=[proxy.pk]))
    assert Proxy.objects.get().revoked_at is not None


def test_the_meeting_ends_when_all_is_settled(room, meeting, item, post):
    address = reverse("commission:close", args=[meeting.pk])
    post(room.chair, address)
    assert Meeting.objects.get().state == "open"
    empty = post(room.chair, reverse("commission:postpone", args=[item.pk]), why="")
    assert empty.status_code == 422
    post(room.chair, reverse("commission:postpone", args=[item.pk]), why="une pièce manque")
    post(room.chair, address)
    assert Meeting.objects.get().state == "closed"


# The motion -------------------------------------------------------------------------------------


def test_the_form_is_filled_in_from_the_request(room, meeting, item, sign_in):
    page = sign_in(room.chair).get(desk(meeting)).content.decode()
    assert 'value="620,00"' in page
    assert 'value="12"' in page
    assert f'name="revision" value="{revision(item)}"' in page


def test_the_secretary_does_not_preside(room, meeting, item, sign_in):
    page = sign_in(room.secretary).get(desk(meeting)).content.decode()
    assert putting(item) not in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"amount": "99,99"}, "Indiquez un montant de 100\u202f€ à 1\u202f000\u202f€."),
        ({"amount": "1000,01"}, "Indiquez un montant de"),
        ({"amount": "0"}, "Indiquez un montant de"),
        ({"amount": "beaucoup"}, "Écrivez un montant en euros"),
        ({"amount": "800"}, "La personne demande 620,00\u202f€"),
        ({"amount": "500"}, "Moins que demandé"),
        ({"months": "19"}, "Indiquez une durée de 1 à 18 mois."),
        ({"months": "0"}, "Indiquez une durée"),
        ({"months": "douze"}, "Écrivez un nombre entier"),
        ({"payee": ""}, "Versement à"),
        ({"kind": "refuse"}, "choisissez-le"),
        ({"kind": "redirect", "grounds": "ceiling", "explanation": "x"}, "Indiquez le dispositif"),
        ({"kind": "burn"}, "Choisissez"),
    ],
)
def test_a_wrong_proposal_is_explained_and_kept(room, item, post, change, sentence):
    response = post(room.chair, putting(item), revision=revision(item), **GRANT | change)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    for name in ("amount", "months"):
        assert f'value="{(GRANT | change)[name]}"' in page
    assert not Motion.objects.exists()


def test_1_313_83_is_read_either_way(room, item, post):
    fields = GRANT | {"amount": "620.00"}
    assert post(room.chair, putting(item), revision=revision(item), **fields).status_code == 302
    assert Motion.objects.get().amount == Decimal(620)


def test_a_refusal_needs_no_amount(room, item, post):
    fields = {"kind": "refuse", "amount": "rien", "grounds": "budget", "explanation": "Le budget ne le permet pas."}
    assert post(room.chair, putting(item), revision=revision(item), **fields).status_code == 302
    motion = Motion.objects.get()
    assert (motion.kind, motion.amount) == ("refuse", None)


def test_a_changed_dossier_is_read_again_first(room, item, post):
    seen = revision(item)
    application = LoanApplication.objects.get(pk=item.application_id)
    intake.assess(
        application=application, assessment="Nouveau.", expected_revision=seen, by=room.worker, now=item.listed_at
    )
    response = post(room.chair, putting(item), revision=seen, **GRANT)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Le dossier a changé" in page
    assert f'name="revision" value="{seen + 1}"' in page
    assert not Motion.objects.exists()


def test_the_same_form_twice_puts_one_motion(room, item, post):
    token = uuid.uuid4()
    for _ in range(2):
        post(room.chair, putting(item), token=token, revision=revision(item), **GRANT)
    assert Motion.objects.count() == 1


def test_a_stale_desk_puts_nothing_twice(room, item, post):
    post(room.chair, putting(item), revision=revision(item), **GRANT)
    second = post(room.chair, putting(item), revision=revision(item), **GRANT)
    assert second.status_code == 409
    assert Motion.objects.count() == 1


def test_closing_decides_and_a_second_click_is_told(room, meeting, item, post, sign_in):
    motion = put(room, item)
    for user in room.everybody:
        say(motion, user, "for")
    address = reverse("commission:close_motion", args=[motion.pk])
    for _ in range(2):
        assert post(room.chair, address)["Location"] == desk(meeting, item.position)
    assert Decision.objects.count() == 1
    assert "vient d’être clos depuis un autre écran" in sign_in_again(room.chair, sign_in, address)


def sign_in_again(user, sign_in, address):
    browser = sign_in(user)
    return browser.post(address, {"once": str(uuid.uuid4())}, follow=True).content.decode()


def test_a_dropped_proposal_leaves_the_point_to_be_put_again(room, meeting, item, post):
    motion = put(room, item)
    address = reverse("commission:drop_motion", args=[motion.pk])
    for _ in range(2):
        post(room.chair, address)
    motion.refresh_from_db()
    assert motion.result == "dropped"
    assert meeting.items.get().state == "listed"


def test_a_short_envelope_is_said_before_the_vote(sign_in, db):
    room = a_commission(allocated=400)
    meeting = an_open_meeting(room)
    page = sign_in(room.chair).get(desk(meeting)).content.decode()
    assert "il reste 400,00\u202f€ pour 620,00\u202f€" in page


def test_both_quorums_are_shown_when_somebody_steps_aside(room, meeting, item, post, sign_in):
    post(room.members[0], reverse("commission:recuse", args=[item.pk]), reason="Voisin")
    page = sign_in(room.chair).get(desk(meeting)).content.decode()
    assert "4\u00a0présents, il en faut 3" in page
    assert "Avec les membres en déport\u00a0: 5" in page


def test_an_odd_point_is_no_error(room, meeting, sign_in):
    assert sign_in(room.chair).get(desk(meeting, "x²")).status_code == 200
    arrive(room, meeting, room.chair)
